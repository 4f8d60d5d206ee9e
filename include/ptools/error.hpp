#ifndef PTOOLS_ERROR_HPP
#define PTOOLS_ERROR_HPP

#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include <ptools/detail/api.hpp>

/// \file
/// The errors of ptools. `error` is the root and is deliberately not a std::exception by itself:
/// an exception that comes back from a worker is an object of its original standard type *and* a
/// `remote_error`, so a second std::exception base would make `catch (const std::exception&)`
/// ambiguous, which silently catches nothing. Every class that is really thrown derives from
/// std::exception too (std::runtime_error, or std::bad_alloc for `out_of_memory`), therefore
/// `catch (const ptools::error&)` and `catch (const std::exception&)` both catch all of them.

namespace ptools {

namespace detail {
class call_trace;
}

/// Root of all errors that ptools throws. Catch by reference.
class PTOOLS_API error {
public:
  virtual ~error();

  /// What happened, in words. Owned by the exception object.
  virtual const char* what() const noexcept = 0;

protected:
  error() = default;
  error(const error&) = default;
  error& operator=(const error&) = default;
};

/// An error of ptools itself, with a text; the classes below say more exactly what failed.
class PTOOLS_API failure : public std::runtime_error, public virtual error {
public:
  explicit failure(const std::string& text) : std::runtime_error(text) {}
  ~failure() override;
  const char* what() const noexcept override;
};

/// The other side closed the connection, or left the cluster.
class PTOOLS_API disconnected : public failure {
public:
  using failure::failure;
  ~disconnected() override;
};

/// A queue or a limit is full, the request was not accepted.
class PTOOLS_API overloaded : public failure {
public:
  using failure::failure;
  ~overloaded() override;
};

/// The operation was interrupted.
class PTOOLS_API cancelled : public failure {
public:
  using failure::failure;
  ~cancelled() override;
};

/// The operation did not end in the time it was given.
class PTOOLS_API timed_out : public failure {
public:
  using failure::failure;
  ~timed_out() override;
};

/// Bytes that are no valid encoding: damaged, truncated, or of another version.
class PTOOLS_API protocol_error : public failure {
public:
  using failure::failure;
  ~protocol_error() override;
};

/// A variable cannot be made visible to the workers. The text names variable and remedies.
class PTOOLS_API unshareable : public failure {
public:
  /// `id` is the diagnostic, for example "PT0101"; it is appended to the text in brackets.
  unshareable(const std::string& id, const std::string& text);
  ~unshareable() override;

  /// The diagnostic's id; `ptools-cc --ptools-explain=ID` prints its page.
  const char* id() const noexcept { return parts_->id.c_str(); }
  /// The text without the id.
  const char* text() const noexcept { return parts_->text.c_str(); }

private:
  struct parts {
    std::string id, text;
  };
  std::shared_ptr<const parts> parts_;
};

/// Shared memory that was asked for does not fit. Also a std::bad_alloc.
class PTOOLS_API out_of_memory : public std::bad_alloc, public virtual error {
public:
  /// `limit` names what bounds the memory: "MemAvailable", a cgroup's file, "the shared region".
  out_of_memory(std::uint64_t asked, std::uint64_t available, const std::string& limit);
  ~out_of_memory() override;
  const char* what() const noexcept override;

  /// Bytes asked for.
  std::uint64_t asked() const noexcept { return asked_; }
  /// Bytes that were available under the limit.
  std::uint64_t available() const noexcept { return available_; }
  /// Which limit refused.
  const char* limit() const noexcept { return parts_->limit.c_str(); }

private:
  struct parts {
    std::string limit, text;
  };
  std::uint64_t asked_;
  std::uint64_t available_;
  std::shared_ptr<const parts> parts_;
};

/// A worker process ended while it was needed.
class PTOOLS_API worker_died : public failure {
public:
  /// How the worker ended: killed by `signal`, or, if that is 0, by exit with `exit_status`.
  /// `file` and `line`: the construct that was running, null and 0 if none was.
  /// `stderr_tail`: the last lines that the worker wrote to its stderr.
  worker_died(int worker, int signal, int exit_status, const char* file, int line,
              const std::string& stderr_tail);
  ~worker_died() override;

  int worker() const noexcept { return worker_; }
  /// The signal that killed it, 0 if it exited.
  int signal() const noexcept { return signal_; }
  /// Its exit status, meaningful if signal() is 0.
  int exit_status() const noexcept { return exit_status_; }
  /// The source file of the construct that was running, "" if none was.
  const char* file() const noexcept { return parts_->file.c_str(); }
  int line() const noexcept { return line_; }
  const char* stderr_tail() const noexcept { return parts_->stderr_tail.c_str(); }

private:
  struct parts {
    std::string file, stderr_tail;
  };
  int worker_, signal_, exit_status_, line_;
  std::shared_ptr<const parts> parts_;
};

/// Mixed into every exception that was thrown on a worker and arrives at the caller: the object
/// caught is of the original type (for standard exceptions, and for user types made known by
/// `exception_type`), with the original what(), and can be caught as remote_error as well. An
/// exception class derived from a standard one arrives as its nearest standard base; anything else
/// arrives as a std::runtime_error whose text names the type.
class PTOOLS_API remote_error : public virtual error {
public:
  /// What is known about the throw.
  struct origin {
    int worker = 0;        ///< id of the process that threw
    std::string host;      ///< its machine
    std::string file;      ///< source file of the construct that ran there
    int line = 0;          ///< and its line
    std::string type_name; ///< demangled name of the type that was thrown
    std::shared_ptr<const detail::call_trace> trace; ///< call stack; null if it is not known
  };

  ~remote_error() override;

  int worker() const noexcept { return origin_->worker; }
  const char* host() const noexcept { return origin_->host.c_str(); }
  const char* file() const noexcept { return origin_->file.c_str(); }
  int line() const noexcept { return origin_->line; }
  const char* type_name() const noexcept { return origin_->type_name.c_str(); }
  /// The functions that were running where it was thrown (or, if the function called there had
  /// caught it, thrown again), innermost first, a line "  at FUNCTION (FILE:LINE)" for each; "" if
  /// nothing is known. Lines need debug information (-g) and a program addr2line or llvm-addr2line
  /// in PATH, which the first call runs: it takes about a tenth of a second, more for large
  /// programs. The text belongs to this exception and its copies. Thread-safe.
  const char* trace() const noexcept;

protected:
  explicit remote_error(std::shared_ptr<const origin> where) : origin_(std::move(where)) {}

private:
  friend class detail::call_trace;
  std::shared_ptr<const origin> origin_;
};

} // namespace ptools

#endif
