#include "loops/library_variables.hpp"

#include "support/program_variables_linux.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace ptools::loops {

namespace {

/// What libraries, sanitizers and coverage keep among the program's own variables when they are
/// linked into it, by the beginnings of their names.
constexpr std::string_view names_of_libraries[] = {
    // the C++ library
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
    // unwinding
    "dwarf_reg_size_table",
    "once_regsizes",
    "frame_hdr_cache",
    "unseen_objects",
    "seen_objects",
    "object_mutex",
    "any_objects_registered",
    // this library's own
    "_ZN6ptools",
    "_ZZN6ptools",
    "_ZZNK6ptools",
    "_ZGVN6ptools",
    "_ZGVZN6ptools",
    // counters and checkers
    "__gcov",
    "__prof",
    "__llvm",
    "__odr_asan",
    "__asan",
    "__ubsan",
    "__lsan",
    "__sanitizer",
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

} // namespace

bool is_of_a_library(const char* name) {
  const std::string_view whole = name;
  return std::any_of(std::begin(names_of_libraries), std::end(names_of_libraries),
                     [whole](std::string_view s) { return whole.substr(0, s.size()) == s; });
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
