/// A worker's side of unseen globals.

#include "loops/unseen_globals.hpp"

#include "loops/changed_runs.hpp"
#include "loops/global_patch.hpp"
#include "loops/image_pages.hpp"
#include "loops/library_variables.hpp"
#include "loops/static_locals.hpp"
#include "loops/variable_names.hpp"
#include "process/program_data_linux.hpp"
#include "process/role.hpp"

#include <ptools/error.hpp>

#include <algorithm>

namespace ptools::loops {

namespace {

using process::program_data;

bool inside(const program_data& data, std::uintptr_t address) {
  return data.offset_of(address) != program_data::nowhere;
}

struct worker_state {
  explicit worker_state(const program_data& d) : data(d), before(d) {}

  const program_data& data;
  image_pages before;
  std::uint64_t applied = 0;
  std::vector<byte_run> own;
  /// Something else than what is known here may have changed.
  bool in_doubt = true;
};

worker_state* state() {
  const program_data* const data = process::kept_program_data();
  static auto* const only = data == nullptr ? nullptr : new worker_state(*data);
  return only;
}

/// A block of the heap that this worker has changed itself may be free by now, or something else's
/// memory: it is left to the worker. A patch never runs from one block into another.
bool is_own_block(worker_state& s, const byte_run& r) {
  const auto& blocks = s.data.blocks();
  const auto after =
      std::upper_bound(blocks.begin(), blocks.end(), r.begin,
                       [](std::size_t offset, const byte_run& b) { return offset < b.begin; });
  if (after == blocks.begin() || r.begin >= std::prev(after)->end) {
    return false;
  }
  const byte_run block = *std::prev(after);
  const bool known = std::any_of(s.own.begin(), s.own.end(), [&block](const byte_run& o) {
    return o.begin <= block.begin && block.end <= o.end;
  });
  if (!known && s.before.is_changed(block)) {
    s.own.push_back(block);
    return true;
  }
  return known;
}

void apply(worker_state& to, const patch& one) {
  const std::byte* from = one.bytes();
  for (std::size_t i = 0; i < one.run_count; ++i) {
    const byte_run r = one.runs()[i];
    const bool known = r.begin < to.data.size(); // a worker started by exec may lack the blocks
    if (known && !is_own_block(to, r)) {
      process::copy_bytes(to.data.address(r.begin), from, r.end - r.begin);
      to.before.take(r);
    }
    from += r.end - r.begin;
  }
}

/// A static local that was initialised in this loop is this worker's own.
void spare_initialised(const worker_state& s, std::vector<byte_run>& spared) {
  for (const static_local& each : static_locals()) {
    if (!inside(s.data, each.begin) || !inside(s.data, each.guard)) {
      continue;
    }
    const std::size_t guard = s.data.offset_of(each.guard);
    if (*s.before.at(guard) != *s.data.address(guard)) {
      spared.push_back({s.data.offset_of(each.begin), s.data.offset_of(each.end)});
      spared.push_back({guard, guard + 8});
    }
  }
}

} // namespace

void own_global(void* variable, std::size_t size) {
  worker_state* const s = state();
  const auto at = reinterpret_cast<std::uintptr_t>(variable);
  if (s == nullptr || !inside(s->data, at)) {
    return;
  }
  const byte_run whole{s->data.offset_of(at), s->data.offset_of(at) + size};
  const bool known = std::any_of(s->own.begin(), s->own.end(),
                                 [&whole](const byte_run& r) { return r.begin == whole.begin; });
  if (known) {
    return;
  }
  s->own.push_back(whole);
  const std::vector<byte_run> blocks = s->data.blocks_behind(whole);
  s->own.insert(s->own.end(), blocks.begin(), blocks.end());
  // A patch may have made it a copy of process 1's, with that one's pointers.
  process::copy_bytes(static_cast<std::byte*>(variable), s->data.first(whole.begin), size);
}

void note_global(const void* variable, std::size_t size) {
  worker_state* const s = state();
  const auto at = reinterpret_cast<std::uintptr_t>(variable);
  if (s != nullptr && inside(s->data, at)) {
    s->before.take({s->data.offset_of(at), s->data.offset_of(at) + size});
  }
}

void note_other_loop() {
  if (worker_state* const s = state()) {
    s->in_doubt = true;
  }
}

unseen_globals::unseen_globals(const patch* patches) {
  worker_state* const s = state();
  for (const patch* p = s == nullptr ? nullptr : patches; p != nullptr; p = p->next) {
    if (p->number > s->applied) {
      apply(*s, *p);
      s->applied = p->number;
    }
  }
}

void unseen_globals::begin() {
  worker_state* const s = state();
  if (s == nullptr || !s->in_doubt) {
    return;
  }
  for (const byte_run& r : s->before.changes()) {
    s->before.take(r);
  }
  s->in_doubt = false;
}

void unseen_globals::check(const generated::site& where) {
  worker_state* const s = state();
  std::vector<byte_run> changed = s == nullptr ? std::vector<byte_run>() : s->before.changes();
  if (changed.empty()) {
    return;
  }
  std::vector<byte_run> spared = parts_of_libraries(s->data);
  spared.insert(spared.end(), s->own.begin(), s->own.end());
  spare_initialised(*s, spared);
  sort_runs(spared);
  for (const byte_run& r : changed) {
    s->before.take(r);
  }
  changed = without(changed, spared);
  if (changed.empty()) {
    return;
  }
  const std::vector<std::string> names = names_of_variables(s->data, changed);
  throw unshareable(
      "PT0104",
      std::string(where.file) + ":" + std::to_string(where.line) +
          ": a function of another file that the loop calls changed the global variable" +
          (names.size() > 1 ? "s " : " ") + names_as_list(names) + " in worker " +
          std::to_string(process::my_id()) +
          ", where the change is lost; return the value instead, keep it in a "
          "ptools::shared_array, or add 'globals()' to the annotation if nothing after the loop "
          "needs it (a cache, scratch space)");
}

} // namespace ptools::loops
