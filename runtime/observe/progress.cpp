#include "observe/progress.hpp"

#include "support/clock.hpp"

#include <cstdio>
#include <unistd.h>

namespace ptools::observe {

namespace {
constexpr std::uint64_t interval_ns = 100000000;
constexpr int width = 40;
} // namespace

progress::progress(const char* label, std::uint64_t total)
    : label_(label == nullptr ? "" : std::string(label) + " "), total_(total),
      begun_(support::now_ns()), terminal_(isatty(STDERR_FILENO) == 1) {}

void progress::show(std::uint64_t done) {
  const std::uint64_t now = support::now_ns();
  if (now - drawn_ < interval_ns) {
    return;
  }
  drawn_ = now;
  const std::uint64_t tenth = total_ == 0 ? 10 : done * 10 / total_;
  if (!terminal_ && tenth == last_tenth_) {
    return;
  }
  last_tenth_ = tenth;
  draw(done);
}

void progress::finish(std::uint64_t done) {
  if (terminal_ || total_ == 0 || last_drawn_ != done) {
    draw(done);
  }
  if (terminal_) {
    static_cast<void>(!write(STDERR_FILENO, "\n", 1));
  }
}

void progress::draw(std::uint64_t done) {
  last_drawn_ = done;
  const double share = total_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total_);
  const double seconds = static_cast<double>(support::now_ns() - begun_) * 1e-9;
  const double left = done == 0 ? 0 : seconds * (1 - share) / share;
  char bar[width + 1];
  for (int i = 0; i < width; ++i) {
    bar[i] = i < static_cast<int>(share * width) ? '#' : '.';
  }
  bar[width] = '\0';
  char line[256];
  const int n = std::snprintf(line, sizeof line, "%s%s[%s] %3.0f %%  %.1f s, %.1f s left%s",
                              terminal_ ? "\r" : "", label_.c_str(), bar, share * 100, seconds,
                              left, terminal_ ? "\033[K" : "\n");
  if (n > 0) {
    static_cast<void>(!write(STDERR_FILENO, line,
                             static_cast<std::size_t>(n) < sizeof line ? static_cast<std::size_t>(n)
                                                                       : sizeof line - 1));
  }
}

} // namespace ptools::observe
