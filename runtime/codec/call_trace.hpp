#pragma once

/// Where an exception was thrown, as it travels, and in words when somebody asks.

#include "support/module_places_linux.hpp"

#include <ptools/error.hpp>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace ptools::detail {

class call_trace {
public:
  /// `places`: calls, innermost first.
  explicit call_trace(std::vector<support::module_place> places) : places_(std::move(places)) {}

  const std::vector<support::module_place>& places() const { return places_; }
  /// As remote_error::trace says.
  const char* text() const noexcept;

  /// That of an exception; null if it has none.
  static const call_trace* of(const remote_error& e) { return e.origin_->trace.get(); }

private:
  std::vector<support::module_place> places_;
  mutable std::mutex guard_;
  mutable bool told_ = false;
  mutable std::string text_;
};

} // namespace ptools::detail
