#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ptools::driver {

/// Exit status of a command line that makes no sense.
inline constexpr int misuse_status = 2;

/// "ptools-cc: error: TEXT" on standard error.
void report_error(std::string_view text);

/// "ptools-cc: note: TEXT" on standard error.
void report_note(std::string_view text);

/// "ptools-cc: TEXT" on standard error.
void report_progress(std::string_view text);

/// "; did you mean 'X'?", or ";" when no known word is near: more text follows in either case.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

/// The words of the last system error.
std::string system_error_text();

} // namespace ptools::driver
