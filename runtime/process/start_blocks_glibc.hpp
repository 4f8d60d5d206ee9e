#pragma once

/// Blocks of the heap that static initialisers have allocated and that global variables lead to:
/// the elements of a `std::vector<double> results(1000)` at namespace scope. They belong to these
/// variables, and lie at the same address in every process.
///
/// Found as a conservative garbage collector does it: every word of a variable, and of a block so
/// found, that is the address of an allocated block leads to it. With the C library's malloc only.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptools::process {

/// What the program may use of it.
struct start_block {
  std::uintptr_t begin;
  std::uintptr_t end;
};

class start_blocks {
public:
  /// All that are allocated now; none if the heap is not the C library's.
  static start_blocks find();

  /// Adds those to which words in [begin, end) lead, directly or by other blocks, that are not
  /// there yet.
  void add_reached(std::uintptr_t begin, std::uintptr_t end);
  /// Those that were added, by address.
  std::vector<start_block> reached() const;

private:
  void look(std::uintptr_t begin, std::uintptr_t end);
  /// Index of the block with this address in it; all_.size() if there is none.
  std::size_t index_of(std::uintptr_t address) const;

  std::vector<start_block> all_; ///< by address
  std::vector<bool> seen_;
  std::vector<std::size_t> reached_;
};

} // namespace ptools::process
