#pragma once

#include "words.hpp"

#include <optional>
#include <string>

namespace ptools::driver {

/// The compiler behind ptools-cc, and who asked for it.
struct compiler_choice {
  words launchers; ///< ccache and the like, which stay between ptools-cc and the compiler
  words compiler;  ///< the program, and options that belong to it (PTOOLS_CXX="g++ -m64")
  std::string because;
};

/// True if the name is that of a C++ driver (g++, clang++-19, /usr/bin/c++).
bool is_cxx_driver(const std::string& compiler);

/// How many words at the start of `arguments` are a compiler command (`g++`, `ccache g++`); zero
/// when ptools-cc stands for the compiler itself.
std::size_t length_of_compiler_command(const words& arguments);

/// Takes `command` (launchers, then a compiler) apart.
compiler_choice choose_named(const words& command);

/// --ptools-cxx=, PTOOLS_CXX, the compiler that ptools was built with, PATH: the first that there
/// is; a checked program is best compiled by clang, which comes before the third. Nothing if there
/// is none, or if it is ptools-cc itself; that was reported.
std::optional<compiler_choice> choose_compiler(const std::optional<std::string>& option,
                                               bool for_checked_program);

} // namespace ptools::driver
