#include "loops/library_variables.hpp"

#include "support/program_variables_linux.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace ptools::loops {

namespace {

/// What sanitizers, coverage and this library keep among the program's own variables, by the
/// beginnings of their names.
constexpr std::string_view beginnings[] = {
    "_ZN6ptools",
    "_ZZN6ptools",
    "_ZZNK6ptools",
    "_ZGVN6ptools",
    "_ZGVZN6ptools",
    "__gcov",
    "__profc_",
    "__profd_",
    "__llvm_prf",
    "__llvm_profile",
    "__odr_asan",
    "__asan_",
    "__ubsan_",
    "__lsan_",
    "__sanitizer_",
    "__interception",
    "_ZN11__sanitizer",
    "_ZZN11__sanitizer",
    "_ZGVZN11__sanitizer",
    "_ZN6__asan",
    "_ZZN6__asan",
    "_ZGVZN6__asan",
    "_ZN7__ubsan",
    "_ZZN7__ubsan",
    "_ZN6__lsan",
    "_ZZN6__lsan",
    "_ZN14__interception",
};

/// What libstdc++ and libgcc have when they are linked into the program.
constexpr std::string_view beginnings_of_libstdcpp[] = {
    "_ZNSt",
    "_ZNKSt",
    "_ZSt",
    "_ZZNSt",
    "_ZZNKSt",
    "_ZZSt",
    "_ZGVNSt",
    "_ZGVZNSt",
    "_ZGVZNKSt",
    "_ZN9__gnu_cxx",
    "_ZZN9__gnu_cxx",
    "_ZN10__cxxabiv1",
    "_ZN12_GLOBAL__N_114emergency_pool",
    "_ZN12_GLOBAL__N_113c_locale_impl",
    "_ZN12_GLOBAL__N_17ctype_",
    "_ZN12_GLOBAL__N_19collate_",
    "_ZN12_GLOBAL__N_110numpunct_",
    "_ZN12_GLOBAL__N_17num_get_",
    "_ZN12_GLOBAL__N_17num_put_",
    "_ZN12_GLOBAL__N_19codecvt_",
    "_ZN12_GLOBAL__N_112moneypunct_",
    "_ZN12_GLOBAL__N_19money_get_",
    "_ZN12_GLOBAL__N_19money_put_",
    "_ZN12_GLOBAL__N_18time_get_",
    "_ZN12_GLOBAL__N_18time_put_",
    "_ZN12_GLOBAL__N_19messages_",
    "_ZN12_GLOBAL__N_113numpunct_cache",
    "_ZN12_GLOBAL__N_115moneypunct_cache",
};
constexpr std::string_view names_of_libgcc[] = {
    "dwarf_reg_size_table", "once_regsizes", "frame_hdr_cache",        "frame_hdr_cache_head",
    "unseen_objects",       "seen_objects",  "any_objects_registered", "object_mutex",
};

bool begins_with(std::string_view name, std::string_view beginning) {
  return name.substr(0, beginning.size()) == beginning;
}

/// Whether a library is a part of the program, by a variable that it surely has.
bool has_variable(std::string_view beginning) {
  const auto& all = support::program_variables();
  return std::any_of(all.begin(), all.end(), [beginning](const support::program_variable& v) {
    return begins_with(v.name, beginning);
  });
}

} // namespace

bool is_of_a_library(const char* name) {
  const std::string_view whole = name;
  const auto begins = [whole](std::string_view s) { return begins_with(whole, s); };
  if (std::any_of(std::begin(beginnings), std::end(beginnings), begins)) {
    return true;
  }
  static const bool libstdcpp = has_variable("_ZN12_GLOBAL__N_114emergency_pool");
  static const bool libgcc = has_variable("dwarf_reg_size_table");
  if (libstdcpp &&
      std::any_of(std::begin(beginnings_of_libstdcpp), std::end(beginnings_of_libstdcpp), begins)) {
    return true;
  }
  // The compiler may have added a number: `object_mutex.0`.
  const std::string_view plain = whole.substr(0, whole.find('.'));
  return libgcc && std::find(std::begin(names_of_libgcc), std::end(names_of_libgcc), plain) !=
                       std::end(names_of_libgcc);
}

const std::vector<byte_run>& parts_of_libraries(const process::program_data& data) {
  static const auto* const all = [&data] {
    auto* found = new std::vector<byte_run>(data.foreign());
    for (const support::program_variable& v : support::program_variables()) {
      const std::size_t begin = data.offset_of(v.begin);
      if (begin != process::program_data::nowhere && is_of_a_library(v.name)) {
        found->push_back({begin, begin + (v.end - v.begin)});
      }
    }
    sort_runs(*found);
    return found;
  }();
  return *all;
}

} // namespace ptools::loops
