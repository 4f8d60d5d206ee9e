#pragma once

namespace corpus {
namespace weights {
constexpr double side = 0.25;
constexpr double middle = 0.5;
} // namespace weights
} // namespace corpus
