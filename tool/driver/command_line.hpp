#pragma once

#include "compiler_options.hpp"
#include "words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ptools::driver {

/// How far the command goes.
enum class stage {
  none,         ///< no input: --version, -print-...
  dependencies, ///< -M, -MM
  preprocess,   ///< -E
  check,        ///< -fsyntax-only
  assemble,     ///< -S
  object,       ///< -c
  link,
};

enum class input_kind {
  cxx_source,   ///< may hold annotations
  cxx_module,   ///< a C++ module interface
  cxx_header,   ///< to be precompiled
  preprocessed, ///< .ii
  other_header, ///< of C, to be precompiled
  c_like,       ///< C, CUDA, Objective-C: compiled, not rewritten, though attributes may stand there
  other_source, ///< assembler, Fortran, ...: compiled, never rewritten
  linker,       ///< objects, archives, scripts
};

/// One option with its value, or one input.
struct item {
  role meaning = role::other;
  words text;        ///< as it goes to the compiler
  std::string name;  ///< the option in its short form, without a joined value
  std::string value; ///< of an option that has one; the path of an input
  input_kind kind = input_kind::linker;
  std::string language; ///< of -x, where it holds for this input
};

/// The dependency options, in the words of the user.
struct dependency_request {
  bool wanted = false;             ///< -MD or -MMD
  bool system_headers = true;      ///< -MD
  bool phony = false;              ///< -MP
  bool from_preprocessor = false;  ///< -Wp,-MD,FILE: GCC then names the target after the source
  std::optional<std::string> file; ///< -MF
  words targets;                   ///< -MT X, -MQ X, as they go to the compiler
};

/// A compile command, taken apart.
struct command_line {
  std::vector<item> items;
  stage goes_to = stage::none;
  std::optional<std::string> output;
  dependency_request dependencies;
  std::vector<std::size_t> inputs;           ///< which items are inputs
  std::optional<std::size_t> end_of_options; ///< which of the words is a lone "--"

  bool shared = false;          ///< -shared
  bool relocatable = false;     ///< -r
  bool fully_static = false;    ///< -static, -static-pie
  bool without_startup = false; ///< -nostdlib, -nostartfiles, -nodefaultlibs
  bool coverage = false;        ///< writes or reads counts at exit of the program
  bool names_files_by_object =
      false;                 ///< side files (.gcno, .dwo, .su) take their name from the object
  bool modules = false;      ///< -fmodules-ts, -fmodules
  bool dry_run = false;      ///< -###
  bool dumps_macros = false; ///< -E -dM
  bool warnings_as_errors = false; ///< -Werror
  std::optional<bool> color;       ///< -fdiagnostics-color=always, =never

  std::size_t count_sources() const;
};

/// Takes `arguments` (without the compiler, response files expanded) apart. `driver_is_cxx`: the
/// compiler's name ends in ++, which makes it read .c and .h files as C++.
command_line parse_command_line(const words& arguments, bool driver_is_cxx);

} // namespace ptools::driver
