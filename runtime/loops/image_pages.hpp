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

  /// `under`: what pages that have not changed are like; the first image if null.
  explicit image_pages(const process::program_data& data, const image_pages* under = nullptr)
      : data_(data), under_(under), own_(data.size() / page) {}

  const std::byte* at(std::size_t offset) const {
    const auto& own = own_[offset / page];
    if (own != nullptr) {
      return own.get() + offset % page;
    }
    return under_ != nullptr ? under_->at(offset) : data_.first(offset);
  }

  /// Takes the variables as they are now.
  void take(byte_run run) { put(run, nullptr, true); }
  /// Takes bytes. `anyway`: also where no page of its own is needed yet.
  void put(byte_run run, const std::byte* from, bool anyway = true) {
    for (std::size_t at = run.begin; at < run.end;) {
      const std::size_t stop = std::min(run.end, (at / page + 1) * page);
      if (anyway || own_[at / page] != nullptr) {
        const std::byte* bytes = from != nullptr ? from + (at - run.begin) : data_.address(at);
        process::copy_bytes(own_page(at) + at % page, bytes, stop - at);
      }
      at = stop;
    }
  }
  /// Makes the variables what they are here.
  void give(byte_run run) const {
    for (std::size_t from = run.begin; from < run.end;) {
      const std::size_t stop = std::min(run.end, (from / page + 1) * page);
      process::copy_bytes(data_.address(from), at(from), stop - from);
      from = stop;
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
  std::byte* own_page(std::size_t offset) {
    auto& own = own_[offset / page];
    if (own == nullptr) {
      const std::byte* before = at(offset / page * page);
      own = std::make_unique<std::byte[]>(page);
      process::copy_bytes(own.get(), before, page);
    }
    return own.get();
  }

  const process::program_data& data_;
  const image_pages* under_;
  std::vector<std::unique_ptr<std::byte[]>> own_;
};

} // namespace ptools::loops
