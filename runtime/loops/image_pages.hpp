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
  static constexpr std::size_t page = 4096;

  explicit image_pages(const process::program_data& data)
      : data_(data), own_(data.whole.size() / page) {}

  /// The byte at this distance from the first variable.
  const std::byte* at(std::size_t offset) const {
    const auto& own = own_[offset / page];
    return own != nullptr ? own.get() + offset % page : data_.first_image + offset;
  }

  /// Takes the variables as they are now.
  void take(byte_run run) {
    for (std::size_t at = run.begin; at < run.end;) {
      const std::size_t stop = std::min(run.end, (at / page + 1) * page);
      auto& own = own_[at / page];
      if (own == nullptr) {
        own = std::make_unique<std::byte[]>(page);
        process::copy_bytes(own.get(), data_.first_image + at / page * page, page);
      }
      process::copy_bytes(own.get() + at % page, data_.whole.begin + at, stop - at);
      at = stop;
    }
  }

  /// Where the variables are now different.
  std::vector<byte_run> changes() const {
    std::vector<byte_run> runs;
    for (const process::byte_range& pages : process::written_pages(data_)) {
      for (std::byte* now = pages.begin; now < pages.end; now += page) {
        const auto offset = static_cast<std::size_t>(now - data_.whole.begin);
        add_changed_runs(now, at(offset), page, offset, runs);
      }
    }
    return runs;
  }

private:
  const process::program_data& data_;
  std::vector<std::unique_ptr<std::byte[]>> own_;
};

} // namespace ptools::loops
