#pragma once

/// How a range is cut. Pure: the cut follows from the loop's text and its number of iterations
/// alone, because partial results are folded leaf by leaf: it decides every bit of the result.

#include <cstdint>

namespace ptools::loops {

constexpr std::uint64_t most_cheap_leaves = 256;
constexpr std::uint64_t most_heavy_leaves = 1024;
/// Iterations below which cutting a cheap body finer costs more than it brings.
constexpr std::uint64_t least_cheap_leaf = 512;

/// `cost`: estimated nanoseconds of one iteration, 0 for a heavy or unknown body.
constexpr std::uint64_t leaf_count(std::uint64_t iterations, std::uint32_t cost) {
  if (iterations == 0) {
    return 0;
  }
  if (cost == 0) {
    return iterations < most_heavy_leaves ? iterations : most_heavy_leaves;
  }
  const std::uint64_t n = iterations / least_cheap_leaf;
  return n < 1 ? 1 : n < most_cheap_leaves ? n : most_cheap_leaves;
}

/// First iteration of a leaf; leaves differ by at most one iteration, the longer ones come first.
constexpr std::uint64_t leaf_begin(std::uint64_t leaf, std::uint64_t leaves,
                                   std::uint64_t iterations) {
  const std::uint64_t each = iterations / leaves;
  const std::uint64_t longer = iterations % leaves;
  return leaf * each + (leaf < longer ? leaf : longer);
}

/// Leaves that a claim of `iterations_wanted` iterations takes: whole ones, at least one.
constexpr std::uint64_t leaves_per_claim(std::uint64_t iterations_wanted, std::uint64_t leaves,
                                         std::uint64_t iterations) {
  const std::uint64_t longest = (iterations + leaves - 1) / leaves;
  const std::uint64_t n = iterations_wanted / longest;
  return n < 1 ? 1 : n < leaves ? n : leaves;
}

} // namespace ptools::loops
