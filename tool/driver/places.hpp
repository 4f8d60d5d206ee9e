#pragma once

#include <string>

namespace ptools::driver {

/// The directory that holds this program, symbolic links resolved.
std::string own_directory();

/// Holds ptools/ptools.hpp: beside the installed program, else the source tree's.
std::string include_directory();

/// Holds libptools.so and libptools_start.a.
std::string library_directory();

/// The start-up archive, to stand first on the link line of a program.
std::string startup_archive();

/// Holds PT0001.md and its kin.
std::string diagnostics_directory();

/// The rewriter: PTOOLS_REWRITE if it is set, else beside this program.
std::string rewriter();

/// True if compilers search the directory by themselves; naming it again could change the order.
bool is_system_include_directory(const std::string& directory);
bool is_system_library_directory(const std::string& directory);

} // namespace ptools::driver
