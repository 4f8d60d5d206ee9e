/// Process 1's side of unseen globals.

#include "loops/changed_runs.hpp"
#include "loops/global_patch.hpp"
#include "loops/image_pages.hpp"
#include "loops/library_variables.hpp"
#include "loops/private_memory.hpp"
#include "loops/static_locals.hpp"
#include "loops/unseen_globals.hpp"
#include "process/held_locks_glibc.hpp"
#include "process/program_data_linux.hpp"
#include "support/program_variables_linux.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <map>
#include <new>

namespace ptools::loops {

namespace {

using process::program_data;

/// Old patches are made one when together they are this much larger than that would be.
constexpr std::size_t patches_worth_keeping = 64 * 1024;

class patch_maker {
public:
  explicit patch_maker(const program_data& data) : data_(data), sent_(data) {}

  global_patches bring_up_to_date() {
    std::vector<byte_run> changed = sent_.changes();
    if (!changed.empty()) {
      changed = without(changed, spared());
      // In a worker nobody would ever unlock them.
      changed = without(changed, process::held_locks(data_, changed));
    }
    if (!changed.empty()) {
      look_where_they_lead(changed);
      add(changed);
    }
    if (must_renew_ || kept_bytes_ > 2 * bytes_of(ever_) + patches_worth_keeping) {
      make_anew();
    }
    if (leading_stale_) {
      list_leading();
    }
    return {first_, leading_};
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
    if (!data_.contains(at)) {
      return;
    }
    const byte_run whole{data_.offset_of(at), data_.offset_of(at) + global.type->size};
    leave_out(whole);
    sort_runs(named_runs_);
  }

  const std::vector<generated::captured>& named() const { return named_; }

private:
  void leave_out(const byte_run& part) {
    named_runs_.push_back(part);
    leading_stale_ = true;
    must_renew_ =
        must_renew_ || std::any_of(ever_.begin(), ever_.end(), [&part](const byte_run& r) {
          return r.begin < part.end && part.begin < r.end;
        });
  }

  std::vector<byte_run> spared() const {
    std::vector<byte_run> all = parts_of_libraries(data_);
    all.insert(all.end(), named_runs_.begin(), named_runs_.end());
    for (const byte_run& block : data_.blocks()) {
      if (!is_mapped(block)) {
        all.push_back(block); // given back to the system
      }
    }
    sort_runs(all);
    return all;
  }

  /// Large blocks have mappings of their own, which end when they are freed.
  bool is_mapped(const byte_run& block) const {
    constexpr std::size_t least_mapped = 64 * 1024;
    return block.end - block.begin < least_mapped ||
           process::is_mapped(data_.address(block.begin), block.end - block.begin);
  }

  // --- what leads to memory of this process alone ---

  /// A variable or a block as a whole, and whether one of its words is an address of private
  /// memory.
  struct unit {
    std::size_t end;
    bool leads;
  };

  /// The bytes that stand and fall with this one; those around it come first. A static local has a
  /// guard too.
  std::vector<byte_run> unit_around(std::size_t offset) const {
    if (const byte_run block = data_.block_at(offset); block.end != 0) {
      return {block};
    }
    const auto at = reinterpret_cast<std::uintptr_t>(data_.address(offset));
    for (const static_local& s : static_locals()) {
      const bool in_guard = at >= s.guard && at < s.guard + 8;
      if (in_guard || (at >= s.begin && at < s.end)) {
        const byte_run object{data_.offset_of(s.begin),
                              data_.offset_of(s.begin) + (s.end - s.begin)};
        const byte_run guard{data_.offset_of(s.guard), data_.offset_of(s.guard) + 8};
        return in_guard ? std::vector{guard, object} : std::vector{object, guard};
      }
    }
    if (const support::program_variable* v = support::variable_at(at)) {
      return {{data_.offset_of(v->begin), data_.offset_of(v->begin) + (v->end - v->begin)}};
    }
    return {{offset & ~std::size_t{7}, (offset & ~std::size_t{7}) + 8}};
  }

  /// Without names nobody knows what belongs together.
  bool leads(const private_memory& memory, const byte_run& part) const {
    const auto begin = reinterpret_cast<std::uintptr_t>(data_.address(part.begin));
    return support::program_variables().empty() ||
           memory.is_reached_from(begin, begin + (part.end - part.begin));
  }

  /// Brings the units up to date; what leads nowhere any more is sent as a whole, since workers
  /// have not been given it before.
  void look_where_they_lead(std::vector<byte_run>& changed) {
    const private_memory memory(data_);
    std::vector<byte_run> whole;
    std::size_t at = 0;
    for (const byte_run& run : changed) {
      for (at = std::max(at, run.begin); at < run.end;) {
        const std::vector<byte_run> parts = unit_around(at);
        const bool now = std::any_of(parts.begin(), parts.end(),
                                     [&](const byte_run& part) { return leads(memory, part); });
        for (const byte_run& part : parts) {
          unit& known = units_.try_emplace(part.begin, unit{part.end, false}).first->second;
          leading_stale_ = leading_stale_ || known.leads != now;
          if (known.leads && !now) {
            whole.push_back(part);
          }
          known.leads = now;
        }
        at = std::max(at + 1, parts.front().end);
      }
    }
    changed.insert(changed.end(), whole.begin(), whole.end());
    merge(changed);
  }

  void list_leading() {
    std::vector<byte_run> list;
    for (const auto& [begin, its] : units_) {
      if (its.leads) {
        list.push_back({begin, its.end});
      }
    }
    list = without(list, spared());
    void* at = allocate_patch(sizeof(leading_parts) + list.size() * sizeof(byte_run));
    auto* made = ::new (at) leading_parts{list.size()};
    std::copy(list.begin(), list.end(), made->begin());
    region_free(leading_);
    leading_ = made;
    leading_stale_ = false;
  }

  static void merge(std::vector<byte_run>& runs) {
    sort_runs(runs);
    std::vector<byte_run> merged;
    for (const byte_run& r : runs) {
      if (!merged.empty() && r.begin <= merged.back().end) {
        merged.back().end = std::max(merged.back().end, r.end);
      } else {
        merged.push_back(r);
      }
    }
    runs = std::move(merged);
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
    merge(ever_);
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
                              " (for a copy of the global variables that have changed, which "
                              "functions of other files may use)");
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
  std::map<std::size_t, unit> units_;
  leading_parts* leading_ = nullptr;
  bool leading_stale_ = false;
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

global_patches patches_for_workers() {
  return maker() == nullptr ? global_patches{} : maker()->bring_up_to_date();
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
