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

  /// Indices of the blocks to which words in [begin, end) lead, directly or by other blocks. `read`
  /// gives the bytes of an address as they were when the blocks were found.
  template <class Read>
  std::vector<std::size_t> reached_from(std::uintptr_t begin, std::uintptr_t end, Read read) const {
    std::vector<std::size_t> reached;
    std::vector<bool> seen(all_.size());
    look(begin, end, read, seen, reached);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      look(all_[reached[i]].begin, all_[reached[i]].end, read, seen, reached);
    }
    return reached;
  }

  const std::vector<start_block>& all() const { return all_; }
  /// Index of the block with this address in it; all().size() if there is none.
  std::size_t index_of(std::uintptr_t address) const;

private:
  template <class Read>
  void look(std::uintptr_t begin, std::uintptr_t end, Read read, std::vector<bool>& seen,
            std::vector<std::size_t>& reached) const {
    for (std::uintptr_t at = (begin + 7) & ~std::uintptr_t{7}; at + 8 <= end; at += 8) {
      const std::size_t i = index_of(read(at));
      if (i != all_.size() && !seen[i]) {
        seen[i] = true;
        reached.push_back(i);
      }
    }
  }

  std::vector<start_block> all_; ///< by address
};

} // namespace ptools::process
