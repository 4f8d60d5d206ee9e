#include "report.hpp"

#include "words.hpp"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace ptools::driver {
namespace {

/// One write a message: several compilers of a parallel build share the terminal.
void say(std::string_view kind, std::string_view text) {
  std::string line = "ptools-cc: ";
  line.append(kind).append(text).append("\n");
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = write(STDERR_FILENO, rest.data(), rest.size());
    if (written <= 0)
      return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

} // namespace

void report_error(std::string_view text) {
  say("error: ", text);
}
void report_note(std::string_view text) {
  say("note: ", text);
}
void report_progress(std::string_view text) {
  say("", text);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string nearest = nearest_word(word, known);
  return nearest.empty() ? ";" : "; did you mean '" + nearest + "'?";
}

std::string system_error_text() {
  return std::strerror(errno);
}

} // namespace ptools::driver
