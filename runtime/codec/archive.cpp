#include <ptools/detail/archive.hpp>

#include <ptools/error.hpp>

#include <string>
#include <utility>

// Out of line, so that reading and writing a value is small where it is inlined.
namespace ptools::detail {

namespace {

thread_local capture_set* current = nullptr;

} // namespace

capture_set::capture_set() noexcept {
  current = this;
}

capture_set::~capture_set() {
  current = nullptr;
}

capture_set* capture_set::take() noexcept {
  return std::exchange(current, nullptr);
}

void capture_set::put_back() noexcept {
  current = this;
}

void throw_truncated(std::size_t wanted, std::size_t left) {
  throw protocol_error("the encoding ends too early: " + std::to_string(wanted) +
                       " more expected, room for " + std::to_string(left));
}

void throw_bad_encoding(const char* what) {
  throw protocol_error(std::string("the encoding holds ") + what);
}

void throw_too_deep(bool decoding) {
  const std::string text = "pointers, containers and serialize functions are nested deeper than " +
                           std::to_string(most_depth) +
                           "; long chains travel as a flat container, such as a std::vector";
  if (decoding)
    throw protocol_error(text);
  throw failure(text);
}

void throw_size_changed(std::size_t wanted, std::size_t left) {
  throw protocol_error("the value does not fit the size that it was measured to have (" +
                       std::to_string(wanted) + " bytes against " + std::to_string(left) +
                       "): its serialize function writes differently each time, or another thread "
                       "changes the value");
}

void throw_left_over(std::size_t bytes) {
  throw protocol_error("the encoding is " + std::to_string(bytes) +
                       " bytes longer than the value: it was written as another type");
}

} // namespace ptools::detail
