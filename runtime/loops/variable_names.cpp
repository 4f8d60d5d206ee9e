#include "loops/variable_names.hpp"

#include "loops/library_variables.hpp"
#include "support/program_variables_linux.hpp"

#include <algorithm>

namespace ptools::loops {

using process::program_data;
using support::program_variable;

std::string global_leading_to(std::uintptr_t address) {
  constexpr std::uintptr_t farthest = std::uintptr_t{16} << 20;
  const program_data* const data = process::kept_program_data();
  std::uintptr_t nearest = farthest;
  const program_variable* through = nullptr;
  for (const program_variable& v : support::program_variables()) {
    if (data == nullptr || !data->contains(v.begin) || is_of_a_library(v.name)) {
      continue;
    }
    for (std::uintptr_t at = (v.begin + 7) & ~std::uintptr_t{7}; at + 8 <= v.end; at += 8) {
      std::uintptr_t value = 0;
      process::copy_bytes(reinterpret_cast<std::byte*>(&value),
                          reinterpret_cast<const std::byte*>(at), sizeof value);
      if (value <= address && address - value < nearest) {
        nearest = address - value;
        through = &v;
      }
    }
  }
  return through == nullptr ? "" : support::readable_name(through->name);
}

std::vector<std::string> names_of_variables(const program_data& data,
                                            const std::vector<byte_run>& runs) {
  std::vector<std::string> names;
  for (const byte_run& r : runs) {
    const auto at = reinterpret_cast<std::uintptr_t>(data.address(r.begin));
    const program_variable* variable = support::variable_at(at);
    std::string name =
        variable != nullptr ? support::readable_name(variable->name) : global_leading_to(at);
    if (name.empty()) {
      name = "one without a name (the program's symbols were stripped)";
    } else {
      name.insert(name.begin(), '\'');
      name.push_back('\'');
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::string names_as_list(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    text += i == 0 ? "" : ", ";
    text += names[i];
  }
  return text + (names.size() > most ? " and others" : "");
}

} // namespace ptools::loops
