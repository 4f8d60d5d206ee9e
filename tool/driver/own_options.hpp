#pragma once

#include "words.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ptools::driver {

/// What `--showme` and `-show` ask for; nothing is compiled then.
enum class show {
  nothing,
  everything,
  compile,
  link,
  command,
  version,
  incdirs,
  libdirs,
  libs,
  help
};

/// The options that are ptools-cc's own; they never reach the compiler.
struct own_options {
  std::optional<std::string> cxx;     ///< --ptools-cxx=
  std::optional<std::string> explain; ///< --ptools-explain=
  show what_to_show = show::nothing;
  bool help = false;
  bool check = false;           ///< --ptools-check
  bool off = false;             ///< --ptools-off: the serial program
  bool print_rewritten = false; ///< --ptools-print-rewritten
  bool save_temps = false;      ///< --ptools-save-temps
  std::string save_directory;   ///< of --ptools-save-temps=; empty: beside the object
  bool verbose = false;         ///< --ptools-verbose
  bool remarks = false;         ///< -Rptools
  bool warnings_as_errors = false;
  words disabled_warnings; ///< the groups of -Wno-ptools-GROUP
};

/// What is made of annotated sources.
enum class program_kind {
  parallel,
  checked, ///< --ptools-check
  serial,  ///< --ptools-off
};

inline program_kind kind_of(const own_options& own) {
  return own.off     ? program_kind::serial
         : own.check ? program_kind::checked
                     : program_kind::parallel;
}

enum class taken { no, yes, misuse };

/// Reads `word` into `options` if it is one of ptools-cc's own; `misuse` was reported on stderr.
taken take_own_option(std::string_view word, own_options& options);

/// The text of --ptools-help.
std::string_view help_text();

} // namespace ptools::driver
