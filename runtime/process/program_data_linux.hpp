#pragma once

/// The program's own variables of static storage (.data and .bss of the executable and of libraries
/// that were linked with ptools), and the blocks of the heap to which they led when `main` began:
/// where they lie, what they were then, and which of their pages this process has written.
///
/// They are spoken of by offsets, from 0 to `size`: part after part with a page between, so that
/// nothing runs from one into the next.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptools::process {

struct byte_range {
  std::size_t begin;
  std::size_t end;
};

class program_data {
public:
  static constexpr std::size_t page = 4096;
  static constexpr std::size_t nowhere = SIZE_MAX;

  struct part {
    std::byte* begin;
    std::byte* end;
    std::size_t offset;
  };

  const std::vector<part>& parts() const { return parts_; }
  std::size_t size() const { return size_; }
  /// Of a byte that lies in a part.
  std::byte* address(std::size_t offset) const;
  /// `nowhere` if it lies in none.
  std::size_t offset_of(std::uintptr_t address) const;
  std::size_t offset_of(const void* address) const {
    return offset_of(reinterpret_cast<std::uintptr_t>(address));
  }
  bool contains(std::uintptr_t address) const { return offset_of(address) != nowhere; }
  /// What was there when `main` began.
  const std::byte* first(std::size_t offset) const { return first_image_ + offset; }
  /// What is the loader's, or a library's though it lies here: sorted.
  const std::vector<byte_range>& foreign() const { return foreign_; }

  /// The blocks among them: sorted.
  const std::vector<byte_range>& blocks() const { return blocks_; }
  /// The one with this offset in it; empty if there is none.
  byte_range block_at(std::size_t offset) const;

  /// Whole pages that this process may have written since it was forked or forked others: those
  /// that it shares with no other process. All where the kernel does not tell. No range spans
  /// parts.
  std::vector<byte_range> written_pages() const;

private:
  friend class program_data_reader;
  std::vector<part> parts_;
  std::size_t size_ = 0;
  const std::byte* first_image_ = nullptr;
  std::vector<byte_range> foreign_;
  std::vector<byte_range> blocks_;
};

/// Keeps the copy; before the zygote is made, so that workers inherit it. Costs a copy of what the
/// static initialisers have written.
void keep_program_data();

/// Null if it was not kept.
const program_data* kept_program_data();

/// The program itself has forked: pages that are shared may have been written before.
void note_forked_child();

/// Whether all pages from here on for so many bytes are mapped.
bool is_mapped(const void* begin, std::size_t size);

/// memcpy for memory of which a sanitizer of the program has opinions.
void copy_bytes(std::byte* to, const std::byte* from, std::size_t size);

} // namespace ptools::process
