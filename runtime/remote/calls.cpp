#include "remote/calls.hpp"

namespace ptools::remote {

namespace {

/// A number is (generation, place): a place is used again, a number is not.
constexpr int place_bits = 32;

std::uint32_t place_of(std::uint64_t number) {
  return static_cast<std::uint32_t>(number);
}
std::uint32_t generation_of(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> place_bits);
}

} // namespace

void call_table::add(waiting_call& call) {
  if (free_.empty()) {
    free_.reserve(entries_.size() + 1); // so that remove() cannot fail
    entries_.push_back({nullptr, 0});
    free_.push_back(static_cast<std::uint32_t>(entries_.size() - 1));
  }
  const std::uint32_t place = free_.back();
  free_.pop_back();
  entry& e = entries_[place];
  e.call = &call;
  e.generation += 1 + (e.generation == UINT32_MAX);
  call.number = std::uint64_t{e.generation} << place_bits | place;
}

void call_table::remove(std::uint64_t number) {
  entry& e = entries_[place_of(number)];
  if (e.generation == generation_of(number) && e.call != nullptr) {
    e.call = nullptr;
    free_.push_back(place_of(number));
  }
}

waiting_call* call_table::find(std::uint64_t number, int process) const {
  const std::uint32_t place = place_of(number);
  if (place >= entries_.size() || entries_[place].generation != generation_of(number)) {
    return nullptr;
  }
  waiting_call* const call = entries_[place].call;
  return call != nullptr && call->process == process ? call : nullptr;
}

} // namespace ptools::remote
