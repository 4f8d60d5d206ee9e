#pragma once

#include <span>
#include <string_view>

namespace ptools::tool {

/// The candidate most like `word`, or an empty view if none is near enough to be meant.
std::string_view nearest_spelling(std::string_view word,
                                  std::span<const std::string_view> candidates);

} // namespace ptools::tool
