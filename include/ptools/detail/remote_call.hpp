#ifndef PTOOLS_DETAIL_REMOTE_CALL_HPP
#define PTOOLS_DETAIL_REMOTE_CALL_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ptools/detail/api.hpp>
#include <ptools/detail/construct_used.hpp>
#include <ptools/detail/traced_call.hpp>
#include <ptools/serialize.hpp>
#include <ptools/target.hpp>

/// \file
/// What a remote call consists of on either side: the types know how to encode, the library knows
/// the way.

namespace ptools {

namespace detail {

/// Bytes on their way to another process: few ones lie here, many in the shared region, where the
/// receiver finds them.
class PTOOLS_API parcel {
public:
  /// @throws ptools::out_of_memory
  explicit parcel(std::size_t size);
  ~parcel();
  parcel(const parcel&) = delete;
  parcel& operator=(const parcel&) = delete;

  std::byte* data() { return data_; }
  const std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }
  bool outside() const { return data_ != inside_; }
  /// The receiver frees them from now on.
  void handed_over() { data_ = inside_; }

private:
  static constexpr std::size_t most_inside = 4096;
  std::byte* data_;
  std::size_t size_;
  alignas(most_alignment) std::byte inside_[most_inside];
};

/// What came back from a call.
class PTOOLS_API reply {
public:
  reply() = default;
  ~reply();
  reply(const reply&) = delete;
  reply& operator=(const reply&) = delete;

  const std::byte* data() const { return data_; }
  std::size_t size() const { return size_; }

  /// Keeps a copy of these bytes.
  void copy(const std::byte* from, std::size_t size);
  /// Takes a block of the region over.
  void adopt(std::byte* block, std::size_t size);
  /// The bytes are not needed any more.
  void drop() noexcept;

private:
  /// Arrays stand at multiples of their elements' alignment, counted from the beginning of a value.
  /// One whose elements need more than the alignment here ends behind 64 bytes, and does not lie
  /// here.
  static constexpr std::size_t most_inside = 48;
  std::byte* data_ = inside_;
  std::size_t size_ = 0;
  enum class owned { inside, heap, region } owned_ = owned::inside;
  alignas(std::max_align_t) std::byte inside_[most_inside];
};

/// A request, where it is carried out.
class PTOOLS_API incoming_call {
public:
  virtual const std::byte* data() const = 0;
  virtual std::size_t size() const = 0;
  /// The arguments have been decoded: their bytes are given back.
  virtual void taken() = 0;
  /// Sends the result to the caller, if one waits.
  virtual void answer(parcel& result) = 0;

protected:
  ~incoming_call() = default;
};

using remote_thunk = void (*)(incoming_call&);

/// Where a call goes.
struct route {
  int id;
  unsigned slot;
  /// To this process itself.
  bool here;
};

/// @throws what remotecall_fetch says of its target.
PTOOLS_API route route_to(const target& where);

/// The number by which other processes know a function.
/// @throws ptools::unshareable [PT0107]
PTOOLS_API std::uint64_t function_number(void (*function)());
/// @throws ptools::protocol_error
PTOOLS_API void (*numbered_function(std::uint64_t number))();

/// How a call stands.
enum class outcome : unsigned char { open, result, exception, lost };

/// A call that waits for its reply. Lies where its caller likes; whoever looks into the mailbox
/// finds it by its number while it is open, and does not touch it any more once it is over. Ends
/// its interest in the reply with its life.
class PTOOLS_API waiting_call {
public:
  /// Of nothing, so it is over.
  waiting_call() noexcept : where(1, nullptr, 0), how(outcome::result) {}
  explicit waiting_call(const target& at) noexcept : where(at), how(outcome::open) {}
  ~waiting_call() {
    if (number != 0 && !over())
      give_up();
  }
  waiting_call(const waiting_call&) = delete;
  waiting_call& operator=(const waiting_call&) = delete;

  /// Sends the request. @throws what remotecall says.
  void send(const route& to, std::uint64_t thunk, parcel& arguments);
  /// The same, and waits for the reply as long as the target says. @throws ptools::timed_out
  void send_and_wait(const route& to, std::uint64_t thunk, parcel& arguments);

  bool over() const noexcept { return how.load(std::memory_order_acquire) != outcome::open; }
  /// Whether it is over; looks into the mailbox.
  bool ready();
  /// Waits until it is over, at most `seconds` (below 0: for ever); false if it is not by then.
  bool wait(double seconds) { return over() || wait_longer(seconds); }
  /// True for the first thread that wants what came back.
  bool claim_result();
  /// What came back, after it is over. @throws what came back, if that is an exception.
  const reply& result();

  // -- the table's -------------------------------------------------------------------------------
  target where;
  int process = 0;
  unsigned slot = 0;
  /// That the reply bears; 0: none was sent.
  std::uint64_t number = 0;
  reply answer;
  /// What the caller throws if the call is lost.
  std::exception_ptr why;
  std::atomic<outcome> how;
  bool claimed = false;

private:
  bool wait_longer(double seconds);
  void give_up() noexcept;
};

/// Sends a request that nobody answers.
PTOOLS_API void send_request(const target& where, const route& to, std::uint64_t thunk,
                             parcel& arguments);

/// In a handler: throws the exception on as one that a call at `where` has brought back; `from`:
/// the calls that threw it.
[[noreturn]] PTOOLS_API void rethrow_from_here(const target& where, const call_stack& from);

/// In a handler: says on stderr what a function threw that nobody waits for.
PTOOLS_API void say_thrown(const char* file, int line) noexcept;

/// A closure with captures: nobody outside its class can name them. Objects of other classes can be
/// assigned to.
template <class Fp>
inline constexpr bool is_closure_v =
    std::is_class_v<Fp> && !std::is_empty_v<Fp> && !std::is_copy_assignable_v<Fp> &&
    !std::is_move_assignable_v<Fp>;

/// How a callable travels. `size` is what it takes, or `varying`.
inline constexpr std::size_t varying = std::size_t(-1);

template <class Fp, class = void>
struct callable {
  static constexpr std::size_t size = varying;
  static_assert(!is_closure_v<Fp> || form_of<Fp>() != form::bytes,
                "a lambda that captures does not travel yet: pass what it captures as arguments of "
                "the call, or use a class with operator() and a serialize function");
  static void write(archive_writer& to, const Fp& f) { to & f; }
  static Fp read(archive_reader& from) {
    explain<Fp>();
    return read_new<Fp>(from);
  }
};

template <class Fp>
struct callable<Fp*, std::enable_if_t<std::is_function_v<Fp>>> {
  static constexpr std::size_t size = sizeof(std::uint64_t);
  static void write(archive_writer& to, Fp* f) {
    to.count(function_number(reinterpret_cast<void (*)()>(f)));
  }
  static Fp* read(archive_reader& from) {
    return reinterpret_cast<Fp*>(numbered_function(from.number()));
  }
};

/// As the C++ ABI for x86-64 has it: an address of code, or an odd number that leads to a virtual
/// function's place in the table; and what is added to the object's address.
struct member_function_words {
  std::uintptr_t code;
  std::ptrdiff_t adjustment;
};

template <class Fp>
struct callable<Fp, std::enable_if_t<std::is_member_function_pointer_v<Fp>>> {
  static_assert(sizeof(Fp) == sizeof(member_function_words));
  static constexpr std::size_t size = varying;

  static void write(archive_writer& to, Fp f) {
    member_function_words words;
    std::memcpy(&words, &f, sizeof f);
    const bool is_code = words.code != 0 && words.code % 2 == 0;
    to & is_code & words.adjustment;
    to.count(is_code ? function_number(reinterpret_cast<void (*)()>(words.code)) : words.code);
  }
  static Fp read(archive_reader& from) {
    const bool is_code = read_new<bool>(from);
    member_function_words words;
    words.adjustment = read_new<std::ptrdiff_t>(from);
    words.code = static_cast<std::uintptr_t>(from.number());
    if (is_code)
      words.code = reinterpret_cast<std::uintptr_t>(numbered_function(words.code));
    Fp f;
    std::memcpy(&f, &words, sizeof f);
    return f;
  }
};

/// An offset.
template <class Fp>
struct callable<Fp, std::enable_if_t<std::is_member_object_pointer_v<Fp>>> {
  static constexpr std::size_t size = sizeof(Fp);
  static void write(archive_writer& to, Fp f) { to.bytes(&f, sizeof f); }
  static Fp read(archive_reader& from) {
    Fp f;
    from.bytes(&f, sizeof f);
    return f;
  }
};

/// Nothing is in it, so any storage will do.
template <class Fp>
struct callable<Fp, std::enable_if_t<std::is_class_v<Fp> && std::is_empty_v<Fp> &&
                                     std::is_trivially_copyable_v<Fp>>> {
  static constexpr std::size_t size = 0;
  static void write(archive_writer&, const Fp&) {}
  static Fp read(archive_reader&) {
    raw_object<Fp> raw;
    return std::move(raw.value);
  }
};

template <class Fp, class... Ap>
using call_result_t = std::decay_t<std::invoke_result_t<Fp, Ap...>>;

/// The function that a request names: decodes, calls, encodes.
template <class Fp, class... Ap>
struct remote_function {
  using result = call_result_t<Fp, Ap...>;

  static std::uint64_t number() {
    static const std::uint64_t n = function_number(reinterpret_cast<void (*)()>(&run));
    return n;
  }
  static std::uint64_t unanswered_number() {
    static const std::uint64_t n = function_number(reinterpret_cast<void (*)()>(&run_unanswered));
    return n;
  }

  /// Of what `write` writes.
  static std::size_t size(const Fp& f, const Ap&... arguments) {
    if constexpr (callable<Fp>::size != varying && (bulk<Ap>() && ...)) {
      return callable<Fp>::size + (std::size_t{0} + ... + sizeof(Ap));
    } else {
      archive_writer counter;
      write(counter, f, arguments...);
      return counter.position();
    }
  }

  static void write(archive_writer& to, const Fp& f, const Ap&... arguments) {
    callable<Fp>::write(to, f);
    static_cast<void>((to & ... & arguments));
  }

private:
  struct decoded {
    Fp function;
    std::tuple<Ap...> arguments;
  };

  static decoded read(archive_reader& from) {
    // Braces, because they alone promise an order of evaluation.
    decoded d{callable<Fp>::read(from), std::tuple<Ap...>{read_new<Ap>(from)...}};
    if (from.left() != 0)
      throw_left_over(from.left());
    from.complete = true;
    return d;
  }

  static void run(incoming_call& call) {
    decoded d = [&] {
      archive_reader from(call.data(), call.size());
      return read(from);
    }();
    call.taken();
    if constexpr (std::is_void_v<result>) {
      std::apply(std::move(d.function), std::move(d.arguments));
      parcel nothing(0);
      call.answer(nothing);
    } else {
      const result value = std::apply(std::move(d.function), std::move(d.arguments));
      parcel bytes(encoded_size(value));
      encode_into(value, bytes.data(), bytes.size());
      call.answer(bytes);
    }
  }

  static void run_unanswered(incoming_call& call) {
    std::string file;
    int line = 0;
    try {
      decoded d = [&] {
        archive_reader from(call.data(), call.size());
        file = read_new<std::string>(from);
        line = read_new<int>(from);
        return read(from);
      }();
      call.taken();
      static_cast<void>(std::apply(std::move(d.function), std::move(d.arguments)));
    } catch (...) {
      say_thrown(file.c_str(), line);
    }
  }
};

/// Encodes in two passes: the size, then the bytes.
template <class Write>
void encode_all(parcel& to, Write write) {
  archive_writer archive(to.data(), to.size());
  write(archive);
  if (archive.position() != to.size())
    throw_size_changed(archive.position(), to.size());
}
template <class Write>
std::size_t size_of_all(Write write) {
  archive_writer counter;
  write(counter);
  return counter.position();
}

/// Copies are what the function gets wherever it runs, so that what it does to them is lost
/// everywhere alike.
template <class Fp, class... Ap>
call_result_t<Fp, Ap...> call_here(Fp f, Ap... arguments) {
  return std::invoke(std::move(f), std::move(arguments)...);
}

/// call(), as call_traced; what cannot be moved out is made without a trace.
template <class Call>
auto traced_result(call_stack& stack, Call call) -> decltype(call()) {
  using result = decltype(call());
  if constexpr (std::is_void_v<result>) {
    call_traced(stack, std::move(call));
  } else if constexpr (std::is_move_constructible_v<result>) {
    std::optional<result> made;
    call_traced(stack, [&] { made.emplace(call()); });
    return std::move(*made);
  } else {
    return call();
  }
}

} // namespace detail

} // namespace ptools

#endif
