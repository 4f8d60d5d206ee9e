#include "compiler_choice.hpp"

#include "baked.hpp"
#include "files.hpp"
#include "input_kinds.hpp"
#include "report.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::driver {
namespace {

constexpr std::array<std::string_view, 6> launcher_names{"buildcache", "ccache", "distcc",
                                                         "icecc",      "icerun", "sccache"};

constexpr std::array<std::string_view, 7> compiler_stems{"c++", "cc",  "clang", "clang++",
                                                         "g++", "gcc", "icpx"};

/// "x86_64-linux-gnu-g++-12" -> "g++"
std::string_view stem_of_compiler(std::string_view name) {
  const std::size_t version = name.find_last_not_of("0123456789.");
  if (version != std::string_view::npos && version + 1 < name.size() && name[version] == '-')
    name = name.substr(0, version);
  const std::size_t dash = name.rfind('-');
  if (dash != std::string_view::npos)
    name = name.substr(dash + 1);
  return name;
}

bool is_compiler_name(const std::string& path) {
  const std::string name = file_name_of(path);
  const std::string_view stem = stem_of_compiler(name);
  return std::find(compiler_stems.begin(), compiler_stems.end(), stem) != compiler_stems.end();
}

bool is_launcher_name(const std::string& path) {
  const std::string name = file_name_of(path);
  return std::find(launcher_names.begin(), launcher_names.end(), name) != launcher_names.end();
}

bool is_ptools_cc(const std::string& name) {
  const std::string path = find_program(name);
  struct stat theirs;
  struct stat own;
  return !path.empty() && stat(path.c_str(), &theirs) == 0 && stat("/proc/self/exe", &own) == 0 &&
         theirs.st_dev == own.st_dev && theirs.st_ino == own.st_ino;
}

/// A program on PATH or with a directory, whose name is not that of a source or an object.
bool is_command(const std::string& word) {
  if (word.empty() || word[0] == '-' || word[0] == '@')
    return false;
  if (looks_like_input(word))
    return false;
  if (is_compiler_name(word) || is_launcher_name(word))
    return true;
  // An object called `test` is not the program of that name.
  const bool is_file_here = word.find('/') == std::string::npos && access(word.c_str(), F_OK) == 0;
  return !is_file_here && !find_program(word).empty();
}

/// A variable may name one program whose path has spaces, or a program with options.
words command_of_variable(const std::string& text) {
  if (!find_program(text).empty())
    return {text};
  return split_at_space(text);
}

/// The first on PATH; empty if there is none.
std::string any_clang() {
  for (const char* name : {"clang++-19", "clang++-22", "clang++"})
    if (!find_program(name).empty())
      return name;
  return {};
}

} // namespace

bool is_cxx_driver(const std::string& compiler) {
  const std::string name = file_name_of(compiler);
  return stem_of_compiler(name).ends_with("++") || is_ptools_cc(compiler);
}

std::size_t length_of_compiler_command(const words& arguments) {
  if (arguments.empty() || !is_command(arguments[0]))
    return 0;
  // `ccache g++`, `ccache debug=true g++`, `some-wrapper g++`: up to the compiler itself.
  std::size_t last = 0;
  while (last + 1 < arguments.size()) {
    const std::string& next = arguments[last + 1];
    const bool setting = is_launcher_name(arguments[0]) && next.find('=') != std::string::npos &&
                         next[0] != '-' && !looks_like_input(next);
    const bool behind_launcher = is_launcher_name(arguments[last]) && is_command(next);
    const bool behind_unknown =
        !is_compiler_name(arguments[last]) && is_compiler_name(next) && is_command(next);
    if (!setting && !behind_launcher && !behind_unknown)
      break;
    ++last;
  }
  return last + 1;
}

compiler_choice choose_named(const words& command) {
  compiler_choice choice;
  choice.launchers.assign(command.begin(), command.end() - 1);
  choice.compiler = {command.back()};
  choice.because = "named on the command line";
  return choice;
}

std::optional<compiler_choice> choose_compiler(const std::optional<std::string>& option,
                                               bool for_checked_program) {
  compiler_choice choice;
  words command;
  const char* variable = std::getenv("PTOOLS_CXX");
  if (option) {
    command = command_of_variable(*option);
    choice.because = "--ptools-cxx";
  } else if (variable != nullptr && *variable != 0) {
    command = command_of_variable(variable);
    choice.because = "PTOOLS_CXX";
  } else if (const std::string clang = for_checked_program ? any_clang() : std::string();
             !clang.empty()) {
    command = {clang};
    choice.because = "clang tells more of a checked program's accesses than g++";
  } else if (is_program(baked::compiler)) {
    command = {baked::compiler};
    choice.because = "the compiler that ptools was built with";
  } else {
    for (const char* name : {"g++", "c++", "clang++"})
      if (command.empty() && !find_program(name).empty())
        command = {name};
    choice.because = "the first on PATH";
  }
  if (command.empty()) {
    report_error("no C++ compiler was found; name one with --ptools-cxx= or PTOOLS_CXX");
    return std::nullopt;
  }

  std::size_t program = 0;
  while (program + 1 < command.size() && is_launcher_name(command[program]))
    ++program;
  choice.launchers.assign(command.begin(), command.begin() + static_cast<std::ptrdiff_t>(program));
  choice.compiler.assign(command.begin() + static_cast<std::ptrdiff_t>(program), command.end());
  if (find_program(choice.compiler[0]).empty()) {
    report_error("the compiler '" + choice.compiler[0] + "' (" + choice.because +
                 ") was not found, or is not executable");
    return std::nullopt;
  }
  if (is_ptools_cc(choice.compiler[0])) {
    report_error("the compiler '" + choice.compiler[0] + "' (" + choice.because +
                 ") is ptools-cc itself; name the C++ compiler that stands behind it");
    return std::nullopt;
  }
  return choice;
}

} // namespace ptools::driver
