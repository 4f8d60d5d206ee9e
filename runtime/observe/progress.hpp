#pragma once

/// A progress bar on stderr: one line that is redrawn on a terminal, a line each tenth elsewhere.

#include <cstdint>
#include <string>

namespace ptools::observe {

class progress {
public:
  progress(const char* label, std::uint64_t total);

  /// At most ten times a second; cheap otherwise.
  void show(std::uint64_t done);
  void finish(std::uint64_t done);

private:
  void draw(std::uint64_t done);

  std::string label_;
  std::uint64_t total_;
  std::uint64_t begun_;
  std::uint64_t drawn_ = 0;
  std::uint64_t last_tenth_ = 0;
  std::uint64_t last_drawn_ = UINT64_MAX; ///< what the bar said was done
  bool terminal_;
};

} // namespace ptools::observe
