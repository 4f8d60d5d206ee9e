#ifndef PTOOLS_DETAIL_EXCEPTION_TRAVEL_HPP
#define PTOOLS_DETAIL_EXCEPTION_TRAVEL_HPP

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include <ptools/detail/api.hpp>
#include <ptools/detail/traced_call.hpp>
#include <ptools/error.hpp>
#include <ptools/serialize.hpp>

/// \file
/// How an exception gets from the worker that threw it to the caller.

namespace ptools {

namespace detail {

/// An Ep that came from another process. Its what() is the original's, whatever Ep's own
/// constructor makes of the text.
template <class Ep>
class remote final : public Ep, public remote_error {
public:
  remote(Ep&& original, std::shared_ptr<const origin> where, std::string text)
      : Ep(std::move(original)), remote_error(std::move(where)),
        text_(std::make_shared<const std::string>(std::move(text))) {}

  const char* what() const noexcept override { return text_->c_str(); }

private:
  std::shared_ptr<const std::string> text_;
};

/// How one type of exception travels.
struct travelling_type {
  const std::type_info* type;
  /// If the exception is a `type`: fills in what() and the encoded content.
  bool (*save)(const std::exception_ptr& thrown, std::string& text,
               std::vector<std::byte>& content);
  void (*rethrow)(const std::vector<std::byte>& content, std::string text,
                  std::shared_ptr<const remote_error::origin> where);
};

/// Makes a type known to encode_exception and rethrow_remote. Thread-safe.
PTOOLS_API void add_travelling_type(const travelling_type& type);

/// The bytes of an exception that was thrown while `worker` did the construct at file:line, by the
/// calls in `from`. An exception that came from yet another process keeps its first origin.
PTOOLS_API std::vector<std::byte> encode_exception(std::exception_ptr thrown, int worker,
                                                   const char* file, int line,
                                                   const call_stack& from = call_stack());

/// Throws what encode_exception encoded: an object of the original type, or its nearest known base,
/// which is also a remote_error. Where the bytes name no source line, it is file:line.
/// @throws protocol_error if the bytes are damaged.
[[noreturn]] PTOOLS_API void rethrow_remote(const void* bytes, std::size_t size,
                                            const char* file = "", int line = 0);

template <class Ep>
bool save_exception(const std::exception_ptr& thrown, std::string& text,
                    std::vector<std::byte>& content) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Ep& e) {
    if constexpr (std::is_base_of_v<std::exception, Ep>)
      text = e.what();
    content = encode(e);
    return true;
  } catch (...) {
    return false;
  }
}

template <class Ep>
void rethrow_exception(const std::vector<std::byte>& content, std::string text,
                       std::shared_ptr<const remote_error::origin> where) {
  throw remote<Ep>(decode<Ep>(content), std::move(where), std::move(text));
}

} // namespace detail

} // namespace ptools

#endif
