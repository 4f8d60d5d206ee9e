#include "loops/unseen_globals.hpp"

#include "loops/changed_runs.hpp"
#include "loops/image_pages.hpp"
#include "loops/static_locals.hpp"
#include "process/program_data_linux.hpp"
#include "process/role.hpp"
#include "shm/region.hpp"
#include "support/program_variables_linux.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <link.h>
#include <new>
#include <string_view>
#include <sys/mman.h>

namespace ptools::loops {

/// Followed by its runs and then by their bytes.
struct patch {
  patch* next;
  std::uint64_t number;
  std::size_t run_count;
  std::size_t byte_count;

  byte_run* runs() { return reinterpret_cast<byte_run*>(this + 1); }
  const byte_run* runs() const { return reinterpret_cast<const byte_run*>(this + 1); }
  std::byte* bytes() { return reinterpret_cast<std::byte*>(runs() + run_count); }
  const std::byte* bytes() const { return reinterpret_cast<const std::byte*>(runs() + run_count); }
};

namespace {

using process::program_data;
using support::program_variable;

/// What libraries, sanitizers and coverage keep among the program's own variables when they are
/// linked into it, by the beginnings of their names.
constexpr std::string_view names_of_libraries[] = {
    // the C++ library
    "_ZNSt",
    "_ZNKSt",
    "_ZSt",
    "_ZZNSt",
    "_ZZNKSt",
    "_ZZSt",
    "_ZGVNSt",
    "_ZGVZNSt",
    "_ZGVZNKSt",
    "_ZN9__gnu_cxx",
    "_ZZN9__gnu_cxx",
    "_ZN10__cxxabiv1",
    "_ZN12_GLOBAL__N_114emergency_pool",
    // unwinding
    "dwarf_reg_size_table",
    "once_regsizes",
    "frame_hdr_cache",
    "unseen_objects",
    "seen_objects",
    "object_mutex",
    "any_objects_registered",
    // this library's own
    "_ZN6ptools",
    "_ZZN6ptools",
    "_ZZNK6ptools",
    "_ZGVN6ptools",
    "_ZGVZN6ptools",
    // counters and checkers
    "__gcov",
    "__prof",
    "__llvm",
    "__odr_asan",
    "__asan",
    "__ubsan",
    "__lsan",
    "__sanitizer",
    "__interception",
    "_ZN11__sanitizer",
    "_ZZN11__sanitizer",
    "_ZGVZN11__sanitizer",
    "_ZN6__asan",
    "_ZZN6__asan",
    "_ZGVZN6__asan",
    "_ZN7__ubsan",
    "_ZZN7__ubsan",
    "_ZN6__lsan",
    "_ZZN6__lsan",
    "_ZN14__interception",
};

bool is_of_a_library(const char* name) {
  const std::string_view whole = name;
  return std::any_of(std::begin(names_of_libraries), std::end(names_of_libraries),
                     [whole](std::string_view s) { return whole.substr(0, s.size()) == s; });
}

bool inside(const program_data& data, std::uintptr_t address) {
  return data.offset_of(address) != program_data::nowhere;
}

void sort_runs(std::vector<byte_run>& runs) {
  std::sort(runs.begin(), runs.end(),
            [](const byte_run& a, const byte_run& b) { return a.begin < b.begin; });
}

/// What never is the user's; found out once, from the loader and the symbol table.
const std::vector<byte_run>& parts_of_libraries(const program_data& data) {
  static const std::vector<byte_run> all = [&data] {
    std::vector<byte_run> found;
    for (const process::byte_range& part : data.foreign()) {
      found.push_back({part.begin, part.end});
    }
    for (const program_variable& v : support::program_variables()) {
      if (inside(data, v.begin) && is_of_a_library(v.name)) {
        found.push_back({data.offset_of(v.begin), data.offset_of(v.end)});
      }
    }
    sort_runs(found);
    return found;
  }();
  return all;
}

// --- which values lead into memory of this process alone ---

struct module_span {
  std::uintptr_t begin;
  std::uintptr_t end;
};

int note_span(dl_phdr_info* module, std::size_t, void* out) {
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module->dlpi_phdr[i];
    if (part.p_type == PT_LOAD) {
      const std::uintptr_t begin = module->dlpi_addr + part.p_vaddr;
      static_cast<std::vector<module_span>*>(out)->push_back({begin, begin + part.p_memsz});
    }
  }
  return 0;
}

/// Whether something is mapped there.
bool is_mapped(std::uintptr_t address) {
  constexpr std::uintptr_t page = image_pages::page;
  unsigned char resident = 0;
  return mincore(reinterpret_cast<void*>(address / page * page), page, &resident) == 0;
}

class private_memory {
public:
  private_memory() { dl_iterate_phdr(note_span, &modules_); }

  bool contains(std::uintptr_t value) const {
    return value >= lowest && value < highest &&
           !shm::contains(reinterpret_cast<const void*>(value)) &&
           std::none_of(
               modules_.begin(), modules_.end(),
               [value](const module_span& m) { return value >= m.begin && value < m.end; }) &&
           is_mapped(value);
  }

  /// Whether a variable has such a value in it.
  bool is_reached_from(std::uintptr_t begin, std::uintptr_t end) const {
    for (std::uintptr_t at = (begin + 7) & ~std::uintptr_t{7}; at + 8 <= end; at += 8) {
      std::uintptr_t value = 0;
      process::copy_bytes(reinterpret_cast<std::byte*>(&value),
                          reinterpret_cast<const std::byte*>(at), sizeof value);
      if (contains(value)) {
        return true;
      }
    }
    return false;
  }

private:
  static constexpr std::uintptr_t lowest = 0x10000;
  static constexpr std::uintptr_t highest = std::uintptr_t{1} << 47;
  std::vector<module_span> modules_;
};

// --- process 1 ---

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
    if (covers_named_ || kept_bytes_ > 2 * bytes_of(ever_) + patches_worth_keeping) {
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
    named_runs_.push_back(whole);
    sort_runs(named_runs_);
    covers_named_ =
        covers_named_ || std::any_of(ever_.begin(), ever_.end(), [&whole](const byte_run& r) {
          return r.begin < whole.end && whole.begin < r.end;
        });
  }

  const std::vector<generated::captured>& named() const { return named_; }

private:
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
    covers_named_ = false;
    ever_ = without(ever_, spared());
    if (!ever_.empty()) {
      append(ever_);
    }
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
  bool covers_named_ = false;
};

/// Null if no loop of the program calls unseen functions.
patch_maker* maker() {
  const program_data* const data = process::kept_program_data();
  static auto* const only = data == nullptr ? nullptr : new patch_maker(*data);
  return only;
}

// --- a worker ---

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

void apply(worker_state& to, const patch& one) {
  const std::byte* from = one.bytes();
  for (std::size_t i = 0; i < one.run_count; ++i) {
    const byte_run r = one.runs()[i];
    process::copy_bytes(to.data.address(r.begin), from, r.end - r.begin);
    to.before.take(r);
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

/// Names of the variables in which something has changed, each once.
std::vector<std::string> names_in(const program_data& data, const std::vector<byte_run>& runs) {
  std::vector<std::string> names;
  for (const byte_run& r : runs) {
    const auto* variable =
        support::variable_at(reinterpret_cast<std::uintptr_t>(data.address(r.begin)));
    std::string name = "one without a name (the program's symbols were stripped)";
    if (variable != nullptr) {
      name = support::readable_name(variable->name);
      name.insert(name.begin(), '\'');
      name.push_back('\'');
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  return text + (names.size() > most ? " and others" : "");
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

std::string global_leading_to(std::uintptr_t address) {
  constexpr std::uintptr_t farthest = std::uintptr_t{16} << 20;
  const program_data* const data = process::kept_program_data();
  std::uintptr_t nearest = farthest;
  const program_variable* through = nullptr;
  for (const program_variable& v : support::program_variables()) {
    if (data == nullptr || !inside(*data, v.begin) || is_of_a_library(v.name)) {
      continue;
    }
    for (std::uintptr_t at = (v.begin + 7) & ~std::uintptr_t{7}; at + 8 <= v.end; at += 8) {
      std::uintptr_t value = 0;
      process::copy_bytes(reinterpret_cast<std::byte*>(&value),
                          reinterpret_cast<const std::byte*>(at), sizeof value);
      if (value <= address && address - value < nearest) {
        nearest = address - value;
        through = &v;
      }
    }
  }
  return through == nullptr ? "" : support::readable_name(through->name);
}

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
  const std::vector<std::string> names = names_in(s->data, changed);
  throw unshareable(
      "PT0104",
      std::string(where.file) + ":" + std::to_string(where.line) +
          ": a function of another file that the loop calls changed the global variable" +
          (names.size() > 1 ? "s " : " ") + listed(names) + " in worker " +
          std::to_string(process::my_id()) +
          ", where the change is lost; return the value instead, keep it in a "
          "ptools::shared_array, or add 'globals()' to the annotation if nothing after the loop "
          "needs it (a cache, scratch space)");
}

} // namespace ptools::loops
