#pragma once

#include <string_view>

namespace ptools::driver {

/// What an option of GCC or Clang means to ptools-cc; all that it need not know is `other`.
enum class role {
  other,
  input,          ///< a file to compile or to link
  output,         ///< -o
  stage,          ///< -c -S -E -fsyntax-only -M -MM
  dependency,     ///< -MD and its kin
  language,       ///< -x
  define,         ///< -D
  quote_dir,      ///< -iquote
  include_dir,    ///< -I
  system_dir,     ///< -isystem, -idirafter: never searched for annotations
  forced_include, ///< -include, -imacros
  pch,            ///< -include-pch
  linker,         ///< of use to the linker alone
};

/// An option whose value may be, or must be, the next word.
struct option_with_value {
  std::string_view name;
  role meaning;
  bool may_be_joined; ///< -Idir as well as -I dir
};

/// A long spelling that GCC and Clang take for a short option.
struct long_option {
  std::string_view name;
  std::string_view means;
};

/// The entry whose name is exactly `word`, or null.
const option_with_value* find_option_with_value(std::string_view word);

/// The entry that `word` is the joined form of (-Idir), or null.
const option_with_value* find_joined_option(std::string_view word);

/// The short option that `--name` stands for, or null.
const long_option* find_long_option(std::string_view name);

/// What an option that takes no value means.
role role_of_flag(std::string_view word);

} // namespace ptools::driver
