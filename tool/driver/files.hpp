#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ptools::driver {

/// The whole text of a regular file or pipe; nothing when it cannot be read.
std::optional<std::string> read_file(const std::string& path);

/// What is left to read on an open descriptor.
std::optional<std::string> read_descriptor(int descriptor);

/// Replaces the file at once: a reader sees the old or the new text. False: see errno.
bool write_file(const std::string& path, std::string_view text);

/// Writes all of `text`; false when the reader is gone or the disk is full.
bool write_descriptor(int descriptor, std::string_view text);

/// True if `path` is a regular file that this process may execute.
bool is_program(const std::string& path);

/// Where PATH finds `name`; a name with a slash is itself. Empty when there is no such program.
std::string find_program(const std::string& name);

/// The directory part as the user spelled it; "." when there is none.
std::string directory_of(std::string_view path);

/// The working directory as the shell spells it, symbolic links included.
std::string working_directory();

/// `path` as a word that no program takes for an option: "./-x.cpp" for "-x.cpp".
std::string path_word(std::string_view path);

/// The part after the last slash.
std::string file_name_of(std::string_view path);

/// The file name without its last extension; ".x" has none.
std::string stem_of(std::string_view path);

/// The extension with its dot, or an empty text.
std::string extension_of(std::string_view path);

} // namespace ptools::driver
