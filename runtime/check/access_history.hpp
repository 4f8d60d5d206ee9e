#pragma once

/// Which iteration read and wrote each byte of memory: whether two of them meet there. Pure.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

namespace ptools::check {

struct access {
  /// Counted from 1; 0: there was none.
  std::uint32_t iteration = 0;
  /// The calls that led to it, a node of the call tree.
  std::uint32_t calls = 0;
  /// The instruction behind it.
  std::uintptr_t place = 0;
};

enum class access_kind : bool { read, write };

/// Two iterations at one byte; at least one of them writes it.
struct meeting {
  std::uintptr_t address;
  access_kind before_did;
  access before;
};

/// Iterations must come in the order of their numbers, one after the other. Then the last write and
/// the first read of each byte are enough to know of every pair that meets whether it is the first.
class access_history {
public:
  /// Notes an access, and tells the first byte at which it meets another iteration. `own_memory`:
  /// each process has its own there, so that only reading what another iteration wrote counts.
  std::optional<meeting> note(std::uintptr_t begin, std::size_t size, access_kind kind, access now,
                              bool own_memory);
  /// What was done there is forgotten.
  void forget(std::uintptr_t begin, std::size_t size);
  void clear();
  /// Memory that it takes.
  std::size_t bytes() const { return bytes_; }

private:
  static constexpr std::size_t page_size = 4096;
  static constexpr std::size_t word = 4;

  struct cell {
    access last_write;
    access first_read;
  };
  /// One cell a word until something smaller, or not aligned, is accessed: then one a byte.
  struct page {
    std::size_t unit = word;
    std::unique_ptr<cell[]> cells;
  };

  page& page_at(std::uintptr_t number);
  void refine(page& p);

  std::unordered_map<std::uintptr_t, page> pages_;
  /// The pages that were asked for last: a loop goes over several rows at once.
  struct known_page {
    std::uintptr_t number = 0;
    page* where = nullptr;
  };
  known_page known_[64];
  std::size_t bytes_ = 0;
};

} // namespace ptools::check
