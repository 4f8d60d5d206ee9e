#pragma once

/// What the program's variables were at some time: pages of its own for those that have changed
/// since `main` began, the first image for the others.

#include "loops/changed_runs.hpp"
#include "process/program_data_linux.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace ptools::loops {

class image_pages {
public:
  static constexpr std::size_t page = process::program_data::page;

  explicit image_pages(const process::program_data& data) : data_(data), own_(data.size() / page) {}

  const std::byte* at(std::size_t offset) const {
    const auto& own = own_[offset / page];
    return own != nullptr ? own.get() + offset % page : data_.first(offset);
  }

  /// Takes the variables as they are now.
  void take(byte_run run) {
    for (std::size_t at = run.begin; at < run.end;) {
      const std::size_t stop = std::min(run.end, (at / page + 1) * page);
      auto& own = own_[at / page];
      if (own == nullptr) {
        own = std::make_unique<std::byte[]>(page);
        process::copy_bytes(own.get(), data_.first(at / page * page), page);
      }
      process::copy_bytes(own.get() + at % page, data_.address(at), stop - at);
      at = stop;
    }
  }

  /// Where the variables are now different.
  std::vector<byte_run> changes() const {
    std::vector<byte_run> runs;
    for (const process::byte_range& pages : data_.written_pages()) {
      const std::byte* now = data_.address(pages.begin);
      for (std::size_t offset = pages.begin; offset < pages.end; offset += page, now += page) {
        add_changed_runs(now, at(offset), page, offset, runs);
      }
    }
    return runs;
  }

  /// Whether a part is different now.
  bool is_changed(byte_run part) const {
    std::vector<byte_run> runs;
    for (std::size_t from = part.begin; from < part.end && runs.empty();) {
      const std::size_t to = std::min(part.end, (from / page + 1) * page);
      add_changed_runs(data_.address(from), at(from), to - from, from, runs);
      from = to;
    }
    return !runs.empty();
  }

private:
  const process::program_data& data_;
  std::vector<std::unique_ptr<std::byte[]>> own_;
};

} // namespace ptools::loops
