#include "input_kinds.hpp"

#include "files.hpp"

#include <algorithm>
#include <array>

namespace ptools::driver {
namespace {

struct kind_entry {
  std::string_view name;
  input_kind kind;
  input_kind kind_in_cxx_driver;
};

constexpr kind_entry same(std::string_view name, input_kind kind) {
  return {name, kind, kind};
}

using enum input_kind;

constexpr std::array by_extension{
    same(".C", cxx_source),
    same(".CPP", cxx_source),
    same(".H", cxx_header),
    same(".S", other_source),
    same(".a", linker),
    kind_entry{".c", c_like, cxx_source},
    same(".c++", cxx_source),
    same(".c++m", cxx_module),
    same(".cc", cxx_source),
    same(".ccm", cxx_module),
    same(".cp", cxx_source),
    same(".cpp", cxx_source),
    same(".cppm", cxx_module),
    same(".cu", c_like),
    same(".cxx", cxx_source),
    same(".cxxm", cxx_module),
    same(".f", other_source),
    same(".f90", other_source),
    kind_entry{".h", other_header, cxx_header},
    same(".h++", cxx_header),
    same(".hh", cxx_header),
    same(".hip", c_like),
    same(".hpp", cxx_header),
    same(".hxx", cxx_header),
    kind_entry{".i", other_source, preprocessed},
    same(".ii", preprocessed),
    same(".ixx", cxx_module),
    same(".lo", linker),
    same(".m", c_like),
    same(".mm", c_like),
    same(".mpp", cxx_module),
    same(".o", linker),
    same(".obj", linker),
    same(".s", other_source),
    same(".so", linker),
    same(".sx", other_source),
    same(".tcc", cxx_header),
};

constexpr std::array by_language{
    same("c", c_like),
    same("c++", cxx_source),
    same("c++-cpp-output", preprocessed),
    same("c++-header", cxx_header),
    same("c++-module", cxx_module),
    same("c++-system-header", cxx_header),
    same("c++-user-header", cxx_header),
    same("c-header", other_header),
    same("cuda", c_like),
    same("hip", c_like),
    same("objective-c", c_like),
    same("objective-c++", c_like),
};

constexpr auto by_name = [](const kind_entry& a, const kind_entry& b) { return a.name < b.name; };
static_assert(std::is_sorted(by_extension.begin(), by_extension.end(), by_name));
static_assert(std::is_sorted(by_language.begin(), by_language.end(), by_name));

template <class Table>
const kind_entry* find_in(const Table& table, std::string_view name) {
  const auto found =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const kind_entry& entry, std::string_view n) { return entry.name < n; });
  return found != table.end() && found->name == name ? &*found : nullptr;
}

} // namespace

input_kind kind_of_input(std::string_view path, std::string_view language, bool driver_is_cxx) {
  if (!language.empty()) {
    const kind_entry* entry = find_in(by_language, language);
    return entry != nullptr ? entry->kind : other_source;
  }
  const kind_entry* entry = find_in(by_extension, extension_of(path));
  if (entry == nullptr)
    return linker;
  return driver_is_cxx ? entry->kind_in_cxx_driver : entry->kind;
}

bool looks_like_input(std::string_view path) {
  return find_in(by_extension, extension_of(path)) != nullptr ||
         file_name_of(path).find(".so.") != std::string::npos;
}

} // namespace ptools::driver
