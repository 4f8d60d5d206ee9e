/// Process 1's side of unseen globals.

#include "loops/changed_runs.hpp"
#include "loops/global_patch.hpp"
#include "loops/image_pages.hpp"
#include "loops/library_variables.hpp"
#include "loops/private_memory.hpp"
#include "loops/static_locals.hpp"
#include "loops/unseen_globals.hpp"
#include "process/program_data_linux.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <new>

namespace ptools::loops {

namespace {

using process::program_data;

bool inside(const program_data& data, std::uintptr_t address) {
  return data.offset_of(address) != program_data::nowhere;
}

/// Old patches are made one when together they are this much larger than that would be.
constexpr std::size_t patches_worth_keeping = 64 * 1024;

class patch_maker {
public:
  explicit patch_maker(const program_data& data) : data_(data), sent_(data) {}

  const patch* bring_up_to_date() {
    std::vector<byte_run> changed = sent_.changes();
    if (!changed.empty()) {
      changed = without(changed, spared());
    }
    if (!changed.empty()) {
      add(changed);
    }
    if (must_renew_ || kept_bytes_ > 2 * bytes_of(ever_) + patches_worth_keeping) {
      make_anew();
    }
    return first_;
  }

  void send_by_name(const generated::captured& global) {
    const bool known =
        std::any_of(named_.begin(), named_.end(), [&global](const generated::captured& n) {
          return n.address == global.address;
        });
    if (known) {
      return;
    }
    named_.push_back(global);
    const auto at = reinterpret_cast<std::uintptr_t>(global.address);
    if (!inside(data_, at)) {
      return;
    }
    const byte_run whole{data_.offset_of(at), data_.offset_of(at) + global.type->size};
    leave_out(whole);
    for (const byte_run& block : data_.blocks_behind(whole)) {
      leave_out(block);
    }
    sort_runs(named_runs_);
  }

  const std::vector<generated::captured>& named() const { return named_; }

private:
  void leave_out(const byte_run& part) {
    named_runs_.push_back(part);
    must_renew_ =
        must_renew_ || std::any_of(ever_.begin(), ever_.end(), [&part](const byte_run& r) {
          return r.begin < part.end && part.begin < r.end;
        });
  }

  std::vector<byte_run> spared() const {
    std::vector<byte_run> all = parts_of_libraries(data_);
    all.insert(all.end(), named_runs_.begin(), named_runs_.end());
    const private_memory memory;
    for (const static_local& s : static_locals()) {
      if (inside(data_, s.begin) && memory.is_reached_from(s.begin, s.end)) {
        all.push_back({data_.offset_of(s.begin), data_.offset_of(s.end)});
        all.push_back({data_.offset_of(s.guard), data_.offset_of(s.guard) + 8});
      }
    }
    sort_runs(all);
    return all;
  }

  static std::size_t bytes_of(const std::vector<byte_run>& runs) {
    std::size_t n = 0;
    for (const byte_run& r : runs) {
      n += r.end - r.begin + sizeof r;
    }
    return n;
  }

  void add(const std::vector<byte_run>& changed) {
    append(changed);
    ever_.insert(ever_.end(), changed.begin(), changed.end());
    sort_runs(ever_);
    std::vector<byte_run> merged;
    for (const byte_run& r : ever_) {
      if (!merged.empty() && r.begin <= merged.back().end) {
        merged.back().end = std::max(merged.back().end, r.end);
      } else {
        merged.push_back(r);
      }
    }
    ever_ = std::move(merged);
  }

  void append(const std::vector<byte_run>& runs) {
    std::size_t bytes = 0;
    for (const byte_run& r : runs) {
      bytes += r.end - r.begin;
    }
    void* at = allocate_patch(sizeof(patch) + runs.size() * sizeof(byte_run) + bytes);
    auto* made = ::new (at) patch{nullptr, ++last_number_, runs.size(), bytes};
    std::copy(runs.begin(), runs.end(), made->runs());
    std::byte* to = made->bytes();
    for (const byte_run& r : runs) {
      process::copy_bytes(to, data_.address(r.begin), r.end - r.begin);
      to += r.end - r.begin;
      sent_.take(r);
    }
    (last_ == nullptr ? first_ : last_->next) = made;
    last_ = made;
    kept_bytes_ += bytes_of(runs);
  }

  static void* allocate_patch(std::size_t size) {
    try {
      return region_allocate(size);
    } catch (const out_of_memory& e) {
      throw out_of_memory(e.asked(), e.available(),
                          std::string(e.limit()) +
                              " (for a copy of the global variables that have changed, "
                              "which functions of other files may use; globals() in the "
                              "annotation spares it)");
    }
  }

  /// One patch instead of all; nobody reads them between two loops.
  void make_anew() {
    while (first_ != nullptr) {
      patch* next = first_->next;
      region_free(first_);
      first_ = next;
    }
    last_ = nullptr;
    kept_bytes_ = 0;
    must_renew_ = true; // until it is done: there may be no memory for it
    ever_ = without(ever_, spared());
    if (!ever_.empty()) {
      append(ever_);
    }
    must_renew_ = false;
  }

  const program_data& data_;
  /// What all patches together make of the first image.
  image_pages sent_;
  std::vector<byte_run> ever_;
  std::vector<generated::captured> named_;
  std::vector<byte_run> named_runs_;
  patch* first_ = nullptr;
  patch* last_ = nullptr;
  std::uint64_t last_number_ = 0;
  std::size_t kept_bytes_ = 0;
  /// The patches do not say all, or say what they must not.
  bool must_renew_ = false;
};

/// Null if no loop of the program calls unseen functions.
patch_maker* maker() {
  const program_data* const data = process::kept_program_data();
  static auto* const only = data == nullptr ? nullptr : new patch_maker(*data);
  return only;
}

} // namespace

const patch* patches_for_workers() {
  return maker() == nullptr ? nullptr : maker()->bring_up_to_date();
}

void send_by_name(const generated::captured& global) {
  if (maker() != nullptr) {
    maker()->send_by_name(global);
  }
}

const std::vector<generated::captured>& sent_by_name() {
  static const std::vector<generated::captured> none;
  return maker() == nullptr ? none : maker()->named();
}

} // namespace ptools::loops
