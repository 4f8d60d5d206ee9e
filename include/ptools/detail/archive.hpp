#ifndef PTOOLS_DETAIL_ARCHIVE_HPP
#define PTOOLS_DETAIL_ARCHIVE_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include <ptools/detail/api.hpp>

/// \file
/// The two archives: one contiguous buffer each, every access checked against its end.

namespace ptools {

namespace detail {

[[noreturn]] PTOOLS_API void throw_truncated(std::size_t wanted, std::size_t left);
[[noreturn]] PTOOLS_API void throw_bad_encoding(const char* what);
[[noreturn]] PTOOLS_API void throw_too_deep(bool decoding);
[[noreturn]] PTOOLS_API void throw_size_changed(std::size_t wanted, std::size_t left);
[[noreturn]] PTOOLS_API void throw_left_over(std::size_t bytes);

/// Ranges of plain elements are aligned to this at most, relative to the begin of the buffer.
inline constexpr std::size_t most_alignment = 64;

/// Pointers inside pointers inside pointers: more would exhaust the stack of a task.
inline constexpr int most_depth = 1000;

struct depth_guard {
  depth_guard(int& depth, bool decoding) : depth_(depth) {
    if (depth_ >= most_depth)
      throw_too_deep(decoding);
    ++depth_;
  }
  ~depth_guard() { --depth_; }
  depth_guard(const depth_guard&) = delete;
  depth_guard& operator=(const depth_guard&) = delete;

private:
  int& depth_;
};

template <class Tp>
constexpr void explain();
template <class Tp>
void write_value(class archive_writer& to, const Tp& value);
template <class Tp>
void read_value(class archive_reader& from, Tp& value);

/// One address per type, so that no run-time type information is needed.
template <class Tp>
struct type_tag {
  static inline char address = 0;
};

/// Address and type, so that an object and its first member are told apart.
using shared_key = std::pair<const void*, const void*>;

/// An object that a reader has made and that further pointers may share.
struct shared_object {
  std::shared_ptr<void> owner;
  const void* type;
  /// Gives the object its default value; null if it has none.
  void (*clear)(void* object);
};

/// The numbers of the shared objects that were written.
struct shared_numbers;

/// While one stands, the archives that this thread makes one after the other continue each other's
/// numbering of shared objects: pointers in several captured variables to one object stay so.
/// Values have to be decoded in the order in which they were encoded.
class PTOOLS_API capture_set {
public:
  capture_set() noexcept;
  ~capture_set();
  capture_set(const capture_set&) = delete;
  capture_set& operator=(const capture_set&) = delete;

  /// Takes the thread's set away, so that archives inside an archive keep to themselves.
  static capture_set* take() noexcept;
  void put_back() noexcept;

private:
  friend class archive_writer;
  friend class archive_reader;
  std::unique_ptr<shared_numbers> written_;
  std::vector<shared_object> read_;
};

/// Writes into a buffer of known size, or only counts when it has none.
class archive_writer {
public:
  using is_saving = std::true_type;
  using is_loading = std::false_type;

  archive_writer() : archive_writer(nullptr, 0) {}
  PTOOLS_API archive_writer(std::byte* to, std::size_t size);
  PTOOLS_API ~archive_writer();
  archive_writer(const archive_writer&) = delete;
  archive_writer& operator=(const archive_writer&) = delete;

  template <class Tp>
  archive_writer& operator&(const Tp& value) {
    explain<Tp>();
    write_value(*this, value);
    return *this;
  }
  template <class Tp>
  archive_writer& operator<<(const Tp& value) {
    return *this & value;
  }
  template <class... Tp>
  archive_writer& operator()(const Tp&... values) {
    static_cast<void>((*this & ... & values));
    return *this;
  }

  std::size_t position() const noexcept { return position_; }

  void bytes(const void* from, std::size_t n) {
    if (to_) {
      if (n > size_ - position_)
        throw_size_changed(n, size_ - position_);
      if (n != 0)
        std::memcpy(to_ + position_, from, n);
    }
    position_ += n;
  }

  void align(std::size_t alignment) {
    static constexpr std::byte zeros[most_alignment] = {};
    bytes(zeros, (alignment - position_ % alignment) % alignment);
  }

  void count(std::uint64_t n) { bytes(&n, sizeof n); }

  /// 0 if this object was not met before (it is now), else one more than its number.
  PTOOLS_API std::uint64_t shared_number(const shared_key& key);

  int depth = 0;

private:
  std::byte* to_ = nullptr;
  std::size_t size_ = 0;
  std::size_t position_ = 0;
  capture_set* set_;
  std::unique_ptr<shared_numbers> shared_; ///< null before the first
};

/// Reads from a buffer; everything that does not fit is a protocol_error.
class archive_reader {
public:
  using is_saving = std::false_type;
  using is_loading = std::true_type;

  PTOOLS_API archive_reader(const void* from, std::size_t size) noexcept;
  archive_reader(const archive_reader&) = delete;
  archive_reader& operator=(const archive_reader&) = delete;

  /// After an error, objects that already point at each other must not keep each other alive.
  PTOOLS_API ~archive_reader();

  template <class Tp>
  archive_reader& operator&(Tp&& value) {
    explain<std::remove_reference_t<Tp>>();
    read_value(*this, value);
    return *this;
  }
  template <class Tp>
  archive_reader& operator>>(Tp&& value) {
    return *this & value;
  }
  template <class... Tp>
  archive_reader& operator()(Tp&&... values) {
    static_cast<void>((*this & ... & values));
    return *this;
  }

  std::size_t position() const noexcept { return position_; }
  std::size_t left() const noexcept { return size_ - position_; }

  /// The next n bytes of the buffer itself.
  const std::byte* take(std::size_t n) {
    if (n > left())
      throw_truncated(n, left());
    const std::byte* at = from_ + position_;
    position_ += n;
    return at;
  }

  void bytes(void* to, std::size_t n) {
    const std::byte* at = take(n);
    if (n != 0)
      std::memcpy(to, at, n);
  }

  void align(std::size_t alignment) { take((alignment - position_ % alignment) % alignment); }

  /// A number of elements of which each takes at least `element` bytes: larger than what is left is
  /// refused here, before anybody allocates.
  std::size_t count(std::size_t element) {
    std::uint64_t n;
    bytes(&n, sizeof n);
    if (n > left() / element)
      throw_truncated(n, left() / element);
    return static_cast<std::size_t>(n);
  }

  std::uint64_t number() {
    std::uint64_t n;
    bytes(&n, sizeof n);
    return n;
  }

  std::vector<shared_object> shared;
  int depth = 0;
  bool complete = false;

private:
  const std::byte* from_;
  std::size_t size_;
  std::size_t position_ = 0;
  capture_set* set_;
};

} // namespace detail

/// Calls the serialize functions of user types; a class whose serialize function or default
/// constructor is private names it: `friend class ptools::access;`.
class access {
public:
  template <class Ap, class Tp>
  static auto member(Ap& archive, Tp& object) -> decltype(object.serialize(archive), void()) {
    object.serialize(archive);
  }
  template <class Ap, class Tp>
  static auto versioned(Ap& archive, Tp& object)
      -> decltype(object.serialize(archive, 0u), void()) {
    object.serialize(archive, 0u);
  }
  template <class Tp>
  static auto save(detail::archive_writer& archive, const Tp& object)
      -> decltype(object.save(archive), void()) {
    object.save(archive);
  }
  template <class Tp>
  static auto load(detail::archive_reader& archive, Tp& object)
      -> decltype(object.load(archive), void()) {
    object.load(archive);
  }
  template <class Tp>
  static auto make() -> decltype(Tp()) {
    return Tp();
  }
};

} // namespace ptools

#endif
