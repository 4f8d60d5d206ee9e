#pragma once

#include <string>
#include <vector>

namespace ptools::run {

/// Exit statuses of a shell for a program that cannot be started.
inline constexpr int not_executable = 126;
inline constexpr int not_found = 127;
inline constexpr int misuse = 2;

/// "ptools-run: error: TEXT" on standard error; returns `status`.
int fail(int status, const std::string& text);

/// Replaces this process by the program. Returns only if that failed, with the status to end with.
int become(const std::vector<std::string>& command);

} // namespace ptools::run
