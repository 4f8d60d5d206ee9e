#pragma once

#include <set>
#include <string>
#include <vector>

#include "callee_effects.hpp"
#include "mentions.hpp"
#include "program_index.hpp"

namespace ptools::tool {

/// How far a body reaches: the globals it reads, also in callees visible in the same file, what it
/// costs, and whether it touches anything that is private to a process.
struct reach {
  std::vector<global_variable> globals;
  /// Names of all variables of static storage that were met.
  std::set<std::string> names;
  /// Functions of the program whose bodies are in other files, as they are called.
  std::set<std::string> not_looked_into;
  bool private_to_process = false;
  /// Calls what may be in another file: such a function, or one that only running tells. Or has
  /// static locals, which process 1 may have initialised, in functions that it calls.
  bool calls_unseen = false;
  /// 'globals()': what they write is no matter.
  bool globals_stated = false;
  /// Estimated nanoseconds of an iteration, 0 if heavy or unknown.
  unsigned cost = 0;
};

reach find_reach(const annotated_loop& loop, const clang::FunctionDecl* function,
                 const loop_code& code, callee_effects& callees, program_index& index,
                 reporter& report);

} // namespace ptools::tool
