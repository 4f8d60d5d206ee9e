#pragma once

#include "command_line.hpp"
#include "compiler_choice.hpp"
#include "own_options.hpp"
#include "words.hpp"

namespace ptools::driver {

/// One run of ptools-cc, understood.
struct invocation {
  own_options own;
  compiler_choice choice;
  words arguments;      ///< for the compiler, as the user wrote them, without own options
  command_line command; ///< the same, taken apart; its end_of_options counts in `arguments`
  bool compiler_is_clang = false;

  /// Launchers and compiler: what every command begins with.
  words program() const {
    words result = choice.launchers;
    append(result, choice.compiler);
    return result;
  }
};

/// Says what is run and why, for --ptools-verbose.
void report_command(const invocation& run, const words& command);

/// The command for what needs no rewriting: the user's own words, and the additions.
words direct_command(const invocation& run);

} // namespace ptools::driver
