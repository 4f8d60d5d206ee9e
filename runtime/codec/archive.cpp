#include <ptools/detail/archive.hpp>

#include <ptools/error.hpp>

#include <map>
#include <string>
#include <utility>

// Out of line, so that reading and writing a value is small where it is inlined, and so that a file
// with a captured value in it has less to compile.
namespace ptools::detail {

namespace {

thread_local capture_set* current = nullptr;

} // namespace

struct shared_numbers {
  std::map<shared_key, std::uint64_t> of;
};

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

archive_writer::archive_writer(std::byte* to, std::size_t size)
    : to_(to), size_(size), set_(capture_set::take()) {
  if (set_ != nullptr && set_->written_ != nullptr)
    shared_ = std::make_unique<shared_numbers>(*set_->written_);
}

archive_writer::~archive_writer() {
  if (set_ == nullptr)
    return;
  if (to_ != nullptr)
    set_->written_ = std::move(shared_);
  set_->put_back();
}

std::uint64_t archive_writer::shared_number(const shared_key& key) {
  if (shared_ == nullptr)
    shared_ = std::make_unique<shared_numbers>();
  const auto [place, fresh] = shared_->of.try_emplace(key, shared_->of.size() + 1);
  return fresh ? 0 : place->second;
}

archive_reader::archive_reader(const void* from, std::size_t size) noexcept
    : from_(static_cast<const std::byte*>(from)), size_(size), set_(capture_set::take()) {
  if (set_ != nullptr)
    shared.swap(set_->read_);
}

archive_reader::~archive_reader() {
  if (set_ != nullptr)
    set_->put_back();
  if (complete) {
    if (set_ != nullptr)
      shared.swap(set_->read_);
    return;
  }
  for (const shared_object& each : shared) {
    if (each.owner && each.clear)
      each.clear(each.owner.get());
  }
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
