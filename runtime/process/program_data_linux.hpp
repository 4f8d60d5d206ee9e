#pragma once

/// The program's own variables of static storage (.data and .bss of the executable, not of
/// libraries): where they lie, what they were when `main` began, and which of their pages this
/// process has written.

#include <cstddef>
#include <vector>

namespace ptools::process {

struct byte_range {
  std::byte* begin;
  std::byte* end;
  std::size_t size() const { return static_cast<std::size_t>(end - begin); }
};

struct program_data {
  /// What the loader has not closed after relocation; in pages, with holes between.
  std::vector<byte_range> parts;
  /// From the first part to the last one's end.
  byte_range whole;
  /// A copy of it all as it was when `main` began, at the same distances.
  const std::byte* first_image;
  /// What is the loader's, or a library's though it lies here: sorted.
  std::vector<byte_range> foreign;

  const std::byte* first(const std::byte* address) const {
    return first_image + (address - whole.begin);
  }
};

/// Keeps the copy; before the zygote is made, so that workers inherit it. Costs a copy of what the
/// static initialisers have written.
void keep_program_data();

/// Null if it was not kept.
const program_data* kept_program_data();

/// Ranges of whole pages that this process may have written since it was forked or forked others:
/// those that it shares with no other process. All of them where the kernel does not tell.
std::vector<byte_range> written_pages(const program_data& data);

/// memcpy for memory of which a sanitizer of the program has opinions.
void copy_bytes(std::byte* to, const std::byte* from, std::size_t size);

} // namespace ptools::process
