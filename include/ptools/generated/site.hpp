#ifndef PTOOLS_GENERATED_SITE_HPP
#define PTOOLS_GENERATED_SITE_HPP

#include <cstdint>

#include <ptools/detail/construct_used.hpp>

/// The version of the door between rewritten code and runtime. Every rewritten object refers to
/// this symbol, which only the start-up object defines: a program linked without it does not link,
/// and the linker names the symbol. Remedy: link with ptools-cc.
extern "C" const int ptools_start_v1;

namespace ptools::generated {

// The library runs loops of its own by this form and must link into plain programs, which have no
// start-up object.
#ifndef ptools_EXPORTS
[[maybe_unused, gnu::used]] static const int* const pt_needs_start = &ptools_start_v1;
#endif

enum site_flags : unsigned {
  no_flags = 0,
  /// The body touches nothing that is private to a process, so process 1 may run leaves as well.
  driver_may_run = 1,
  /// The body calls functions that the tool could not look into, so that any variable of the
  /// program may be read by it.
  unseen_functions = 2,
  /// The annotation says `globals()`: what such functions write in globals is no matter.
  globals_stated = 4,
};

/// Says, before main, that the program has a loop with `unseen_functions`.
bool expect_unseen_functions() noexcept;
template <class Tp = void>
struct unseen {
  static const bool expected;
};
template <class Tp>
const bool unseen<Tp>::expected = expect_unseen_functions();

/// Where an annotation stands, and what the tool found out about its body.
struct site {
  const char* file;
  std::uint32_t line;
  const char* function;
  /// Estimated nanoseconds of one iteration of a cheap body; 0 for a heavy or unknown one. Part of
  /// the text as far as results go: the number of leaves follows from it.
  std::uint32_t cost;
  unsigned flags;
};

} // namespace ptools::generated

#endif
