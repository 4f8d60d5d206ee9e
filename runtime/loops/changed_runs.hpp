#pragma once

/// Where two copies of the same memory differ.

#include "process/program_data_linux.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptools::loops {

/// Bytes [begin, end) of the memory compared.
using byte_run = process::byte_range;

inline void sort_runs(std::vector<byte_run>& runs) {
  std::sort(runs.begin(), runs.end(),
            [](const byte_run& a, const byte_run& b) { return a.begin < b.begin; });
}

/// Fewer equal bytes than this between two that differ are part of a run: a number of which some
/// bytes happen to be as before is one run, and so is an array of them.
constexpr std::size_t least_gap = 8;

/// Whether 64 bytes are equal; written so that compilers use vector instructions.
[[gnu::no_sanitize("address")]] inline bool same_line(const std::byte* now,
                                                      const std::byte* before) {
  std::uint64_t a[8];
  std::uint64_t b[8];
  __builtin_memcpy(a, now, sizeof a);
  __builtin_memcpy(b, before, sizeof b);
  std::uint64_t differ = 0;
  for (int i = 0; i < 8; ++i) {
    differ |= a[i] ^ b[i];
  }
  return differ == 0;
}

/// Adds the runs of `size` bytes in which the two differ, `base` added to each.
[[gnu::no_sanitize("address")]] inline void add_changed_runs(const std::byte* now,
                                                             const std::byte* before,
                                                             std::size_t size, std::size_t base,
                                                             std::vector<byte_run>& to) {
  std::size_t at = 0;
  while (at < size) {
    if (size - at >= 64 && same_line(now + at, before + at)) {
      at += 64;
      continue;
    }
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    if (size - at >= sizeof a) {
      __builtin_memcpy(&a, now + at, sizeof a);
      __builtin_memcpy(&b, before + at, sizeof b);
      if (a == b) {
        at += sizeof a;
        continue;
      }
    }
    for (const std::size_t stop = at + sizeof a < size ? at + sizeof a : size; at < stop; ++at) {
      if (now[at] == before[at]) {
        continue;
      }
      if (!to.empty() && base + at - to.back().end < least_gap) {
        to.back().end = base + at + 1;
      } else {
        to.push_back({base + at, base + at + 1});
      }
    }
  }
}

/// The runs without what lies in `spared`; both sorted.
template <class Spared>
std::vector<byte_run> without(const std::vector<byte_run>& runs, const Spared& spared) {
  std::vector<byte_run> left;
  auto hole = spared.begin();
  for (byte_run run : runs) {
    while (hole != spared.end() && hole->end <= run.begin) {
      ++hole;
    }
    for (auto h = hole; h != spared.end() && h->begin < run.end; ++h) {
      if (h->begin > run.begin) {
        left.push_back({run.begin, h->begin});
      }
      run.begin = run.begin < h->end ? h->end : run.begin;
    }
    if (run.begin < run.end) {
      left.push_back(run);
    }
  }
  return left;
}

} // namespace ptools::loops
