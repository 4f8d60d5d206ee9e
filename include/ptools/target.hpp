#ifndef PTOOLS_TARGET_HPP
#define PTOOLS_TARGET_HPP

namespace ptools {

/// Where a call runs: an id of a process, and how long the caller waits at most. Remembers the
/// source line where it was made, which errors name. Made implicitly: `remotecall_fetch(f, 2, x)`,
/// or `remotecall_fetch(f, {2, 1.5}, x)` for at most one and a half seconds.
class target {
public:
  target(int id, const char* file = __builtin_FILE(), int line = __builtin_LINE()) noexcept
      : id_(id), line_(line), file_(file), seconds_(-1) {}
  /// `seconds` below 0: for ever.
  target(int id, double seconds, const char* file = __builtin_FILE(),
         int line = __builtin_LINE()) noexcept
      : id_(id), line_(line), file_(file), seconds_(seconds) {}

  int id() const noexcept { return id_; }
  double seconds() const noexcept { return seconds_; }
  const char* file() const noexcept { return file_; }
  int line() const noexcept { return line_; }

private:
  int id_, line_;
  const char* file_;
  double seconds_;
};

} // namespace ptools

#endif
