/// A worker's side of unseen globals.

#include "loops/unseen_globals.hpp"

#include "loops/changed_runs.hpp"
#include "loops/image_pages.hpp"
#include "loops/library_variables.hpp"
#include "loops/private_memory.hpp"
#include "loops/variable_names.hpp"
#include "process/program_data_linux.hpp"
#include "process/role.hpp"

#include <ptools/error.hpp>

#include <algorithm>
#include <string>

namespace ptools::loops {

namespace {

using process::program_data;

/// A static local that this worker has initialised itself, and its bytes at that time.
struct own_static {
  static_local what;
  std::vector<std::byte> bytes;
};

struct worker_state {
  explicit worker_state(const program_data& d) : data(d), kept(d), given(d, &kept) {}

  const program_data& data;
  /// What this worker's variables are outside of loops, if only patches have changed them.
  image_pages kept;
  /// What process 1's are: the same, but for what leads to its private memory.
  image_pages given;
  std::uint64_t applied = 0;
  /// Sent by name.
  std::vector<byte_run> own;
  std::vector<own_static> statics;
  /// Something else than patches may have changed `kept`.
  bool in_doubt = true;
};

worker_state* state() {
  const program_data* const data = process::kept_program_data();
  static auto* const only = data == nullptr ? nullptr : new worker_state(*data);
  return only;
}

std::vector<std::byte> bytes_now(const program_data& data, const byte_run& run) {
  std::vector<std::byte> bytes(run.end - run.begin);
  process::copy_bytes(bytes.data(), data.address(run.begin), bytes.size());
  return bytes;
}

byte_run run_of(const program_data& data, const static_local& s) {
  return {data.offset_of(s.begin), data.offset_of(s.begin) + (s.end - s.begin)};
}

/// This worker has initialised it, and process 1 has not.
bool is_initialised_here(const worker_state& s, const static_local& each) {
  if (!s.data.contains(each.begin) || !s.data.contains(each.guard)) {
    return false;
  }
  const std::size_t guard = s.data.offset_of(each.guard);
  return *s.data.address(guard) != std::byte{0} && *s.given.at(guard) == std::byte{0};
}

/// What no patch and no check is about.
std::vector<byte_run> spared(const worker_state& s) {
  std::vector<byte_run> all = parts_of_libraries(s.data);
  all.insert(all.end(), s.own.begin(), s.own.end());
  for (const static_local& each : static_locals()) {
    if (is_initialised_here(s, each)) {
      const std::size_t guard = s.data.offset_of(each.guard);
      all.push_back(run_of(s.data, each));
      all.push_back({guard, guard + 8});
    }
  }
  sort_runs(all);
  return all;
}

/// Whether a block that this worker has changed is still the one that it was: something leads to
/// its beginning. A container that has given it back leads elsewhere.
bool is_still_there(const worker_state& s, const byte_run& block) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(s.data.address(block.begin));
  for (const program_data::part& part : s.data.parts()) {
    if (!process::is_mapped(part.begin, static_cast<std::size_t>(part.end - part.begin))) {
      continue; // a large block that was given back to the system
    }
    for (const std::byte* at = part.begin; at < part.end; at += sizeof wanted) {
      std::uintptr_t value = 0;
      process::copy_bytes(reinterpret_cast<std::byte*>(&value), at, sizeof value);
      if (value == wanted) {
        return true;
      }
    }
  }
  return false;
}

/// Applies one patch. A block that this worker has changed itself may be free by now, or something
/// else's memory, or gone: it is left alone, and whoever needs it is told at the start of a loop.
class patching {
public:
  patching(worker_state& s, const leading_parts* leading) : s_(s) {
    if (leading != nullptr) {
      leading_.assign(leading->begin(), leading->end());
    }
  }

  void apply(const patch& one) {
    const std::byte* from = one.bytes();
    for (std::size_t i = 0; i < one.run_count; ++i) {
      const byte_run r = one.runs()[i];
      apply(r, from);
      from += r.end - r.begin;
    }
  }

private:
  void apply(const byte_run& r, const std::byte* from) {
    s_.given.put(r, from, false);
    const std::vector<byte_run> plain = without(std::vector<byte_run>{r}, leading_in(r));
    for (const byte_run& p : plain) {
      const std::byte* bytes = from + (p.begin - r.begin);
      if (!is_changed_block(p)) {
        process::copy_bytes(s_.data.address(p.begin), bytes, p.end - p.begin);
      }
      s_.kept.put(p, bytes);
    }
    for (const byte_run& l : without(std::vector<byte_run>{r}, plain)) {
      s_.given.put(l, from + (l.begin - r.begin));
    }
  }

  /// There may be as many as a program has nodes in a tree.
  std::vector<byte_run> leading_in(const byte_run& r) const {
    auto at = std::upper_bound(leading_.begin(), leading_.end(), r.begin,
                               [](std::size_t o, const byte_run& l) { return o < l.end; });
    std::vector<byte_run> found;
    for (; at != leading_.end() && at->begin < r.end; ++at) {
      found.push_back(*at);
    }
    return found;
  }

  bool is_changed_block(const byte_run& r) {
    if (r.begin >= block_.begin && r.begin < block_.end) {
      return changed_;
    }
    block_ = s_.data.block_at(r.begin);
    changed_ = block_.end != 0 &&
               (!process::is_mapped(s_.data.address(block_.begin), block_.end - block_.begin) ||
                (s_.kept.is_changed(block_) && !is_still_there(s_, block_)));
    if (changed_) {
      s_.in_doubt = true;
    }
    return changed_;
  }

  worker_state& s_;
  std::vector<byte_run> leading_;
  byte_run block_{0, 0};
  bool changed_ = false;
};

} // namespace

bool own_global(void* variable, std::size_t size) {
  worker_state* const s = state();
  const auto at = reinterpret_cast<std::uintptr_t>(variable);
  if (s == nullptr || !s->data.contains(at)) {
    return false;
  }
  const byte_run whole{s->data.offset_of(at), s->data.offset_of(at) + size};
  const bool known = std::any_of(s->own.begin(), s->own.end(),
                                 [&whole](const byte_run& r) { return r.begin == whole.begin; });
  if (!known) {
    s->own.push_back(whole);
  }
  return !known;
}

void note_global(const void* variable, std::size_t size) {
  worker_state* const s = state();
  const std::size_t at = s == nullptr ? program_data::nowhere : s->data.offset_of(variable);
  if (at != program_data::nowhere) {
    const byte_run run{at, at + size};
    s->kept.take(run);
    s->given.put(run, nullptr, false);
  }
}

void note_other_loop() {
  if (worker_state* const s = state()) {
    s->in_doubt = true;
  }
}

unseen_globals::unseen_globals(const global_patches& from, bool lenient,
                               const generated::site& where)
    : from_(from), lenient_(lenient), where_(where) {
  worker_state* const s = state();
  for (const patch* p = s == nullptr ? nullptr : from.first; p != nullptr; p = p->next) {
    if (p->number > s->applied) {
      patching(*s, from.leading).apply(*p);
      s->applied = p->number;
    }
  }
}

/// The worker's own again, whatever happened.
unseen_globals::~unseen_globals() {
  worker_state* const s = state();
  // A part may have been saved twice: what was there first counts.
  for (auto each = saved_.rbegin(); each != saved_.rend(); ++each) {
    process::copy_bytes(s->data.address(each->run.begin), each->bytes.data(), each->bytes.size());
  }
}

void unseen_globals::save_and_give(const byte_run& run) {
  worker_state* const s = state();
  saved_.push_back({run, bytes_now(s->data, run)});
  s->given.give(run);
}

void unseen_globals::begin() {
  worker_state* const s = state();
  if (s == nullptr) {
    return;
  }
  if (s->in_doubt) {
    take_back();
  }
  s->in_doubt = lenient_ || !saved_.empty();
  if (!lenient_) {
    put_in_leading();
  }
}

/// What earlier loops have left in this worker. It is process 1's value that counts.
void unseen_globals::take_back() {
  worker_state* const s = state();
  std::vector<byte_run> changed = s->kept.changes();
  if (changed.empty()) {
    return;
  }
  changed = without(changed, spared(*s));
  if (lenient_ && from_.leading != nullptr) {
    changed = without(changed, std::vector<byte_run>(from_.leading->begin(), from_.leading->end()));
  }
  const private_memory memory(s->data);
  std::vector<byte_run> lost;
  for (const byte_run& r : changed) {
    const byte_run block = s->data.block_at(r.begin);
    if (block.end != 0 && !is_still_there(*s, block)) {
      lost.push_back(r);
      continue;
    }
    // Plain values are forgotten; what leads to memory of this worker (a cache) it has again later.
    const auto at = reinterpret_cast<std::uintptr_t>(s->data.address(r.begin & ~std::size_t{7}));
    if (!memory.is_reached_from(at, at + (r.end - r.begin) + 8)) {
      s->kept.give(r);
    } else if (!lenient_) {
      save_and_give(r);
    }
  }
  if (!lost.empty() && !lenient_) {
    s->in_doubt = true;
    refuse(lost, "an earlier loop changed",
           "add 'globals()' to this loop too if it does not need it");
  }
}

void unseen_globals::put_in_leading() {
  worker_state* const s = state();
  if (from_.leading == nullptr || from_.leading->count == 0) {
    return;
  }
  const std::vector<byte_run> all(from_.leading->begin(), from_.leading->end());
  std::vector<byte_run> own(s->own);
  sort_runs(own);
  for (const byte_run& r : without(all, own)) {
    // A large block that this worker has given back: whoever follows process 1's pointer faults.
    if (process::is_mapped(s->data.address(r.begin), r.end - r.begin)) {
      save_and_give(r);
    }
  }
}

void unseen_globals::after_first_leaf() {
  worker_state* const s = state();
  if (s == nullptr || lenient_) {
    return;
  }
  for (const static_local& each : static_locals()) {
    const bool known = std::any_of(s->statics.begin(), s->statics.end(),
                                   [&each](const auto& k) { return k.what.begin == each.begin; });
    if (!known && is_initialised_here(*s, each)) {
      s->statics.push_back({each, bytes_now(s->data, run_of(s->data, each))});
    }
  }
}

void unseen_globals::check(const std::vector<const void*>& sent_and_changed) {
  worker_state* const s = state();
  if (s == nullptr || lenient_) {
    return;
  }
  std::vector<byte_run> changed = s->given.changes();
  if (changed.empty() && sent_and_changed.empty()) {
    return;
  }
  changed = without(changed, spared(*s));
  for (const void* each : sent_and_changed) {
    if (const std::size_t at = s->data.offset_of(each); at != program_data::nowhere) {
      changed.push_back({at, at + 1});
    }
  }
  for (own_static& each : s->statics) {
    const byte_run run = run_of(s->data, each.what);
    std::vector<std::byte> now = bytes_now(s->data, run);
    if (now != each.bytes && is_initialised_here(*s, each.what)) {
      changed.push_back(run);
      each.bytes = std::move(now);
    }
  }
  after_first_leaf(); // those that came later are known from now on
  if (!changed.empty()) {
    s->in_doubt = true;
    refuse(changed, "a function of another file that the loop calls changed",
           "return the value instead, keep it in a ptools::shared_array, or add 'globals()' to the "
           "annotation if nothing outside this call needs it (a cache, scratch space)");
  }
}

void unseen_globals::refuse(const std::vector<byte_run>& changed, const char* who,
                            const char* remedy) const {
  const std::vector<std::string> names = names_of_variables(state()->data, changed);
  throw unshareable("PT0104", std::string(where_.file) + ":" + std::to_string(where_.line) +
                                  ": in worker " + std::to_string(process::my_id()) + " " + who +
                                  " the global variable" + (names.size() > 1 ? "s " : " ") +
                                  names_as_list(names) + ", and the change is lost there; " +
                                  remedy);
}

} // namespace ptools::loops
