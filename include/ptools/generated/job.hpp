#ifndef PTOOLS_GENERATED_JOB_HPP
#define PTOOLS_GENERATED_JOB_HPP

#include <cstddef>
#include <cstdint>

#include <ptools/generated/site.hpp>

namespace ptools::generated {

/// How values of one type travel; one table a type, at the same address in every process.
struct value_type {
  /// False: such a value is used only where it already lies in the shared heap.
  bool travels;
  std::size_t size;
  std::size_t align;
  /// Null: the bytes are the value. Otherwise the encoded size, then the encoding itself.
  std::size_t (*encoded_size)(const void* value);
  void (*encode)(const void* value, std::byte* to, std::size_t size);
  /// Makes a value from its encoding; `destroy` ends it.
  void* (*decode)(const std::byte* from, std::size_t size);
  void (*destroy)(void* value);
  /// Replaces the value of an existing variable (a global) by an encoded one.
  void (*assign)(void* variable, const std::byte* from, std::size_t size);
  /// The same without an end to the value that is there: its bytes mean nothing in this process.
  void (*renew)(void* variable, const std::byte* from, std::size_t size);
  /// Addresses in the value that must be shareable; null if it has none. Calls `visit` for each.
  void (*addresses)(const void* value, void* context,
                    void (*visit)(void* context, const void* address, const char* part));
};

/// A pointer member of a captured class: where it lies, and its name in the user's words.
struct pointer_at {
  std::size_t offset;
  const char* text;
};

/// One captured variable, or one global to bring up to date.
struct captured {
  const char* text;
  const void* address;
  const value_type* type;
  const pointer_at* pointers;
  std::size_t pointer_count;
};

/// What a leaf is given. `captures` and `identities` point to values of this process.
struct leaf_call {
  const void* range;
  void (*body)();
  std::uint64_t begin;
  std::uint64_t end;
  std::uint64_t count;
  void* const* captures;
  const void* const* identities;
  void* partial;
};

enum class schedule_kind : std::uint32_t { affine, static_, dynamic, guided };

/// Clauses of a loop.
struct options {
  schedule_kind schedule = schedule_kind::affine;
  std::uint64_t schedule_chunk = 0;
  std::int64_t max_workers = -1;
  bool condition = true;
  bool forced_serial = false;
  bool show_progress = false;
  const char* progress_label = nullptr;

  void schedule_static(std::uint64_t chunk = 0) { set(schedule_kind::static_, chunk); }
  void schedule_dynamic(std::uint64_t chunk = 1) { set(schedule_kind::dynamic, chunk); }
  void schedule_guided(std::uint64_t chunk = 1) { set(schedule_kind::guided, chunk); }
  void workers(std::int64_t n) { max_workers = n; }
  void only_if(bool holds) { condition = holds; }
  void serial() { forced_serial = true; }
  void progress(const char* label = nullptr) {
    show_progress = true;
    progress_label = label;
  }

private:
  void set(schedule_kind kind, std::uint64_t chunk) {
    schedule = kind;
    schedule_chunk = chunk;
  }
};

/// A loop as the runtime sees it: everything type-dependent is behind function pointers.
struct loop_job {
  const site* where;
  const options* clauses;
  std::uint64_t count;
  const void* range;
  std::size_t range_size;
  void (*body)();
  void (*run_leaf)(const leaf_call&);
  const captured* captures;
  std::size_t capture_count;
  const captured* globals;
  std::size_t global_count;
  const captured* identities;
  std::size_t identity_count;
  /// Bytes of one leaf's partial results; `fold` takes them into the variables, in leaf order.
  std::size_t partial_size;
  void (*fold)(void* reductions, void* partial);
  void (*drop)(void* partial);
  void* reductions;
};

/// Runs a loop to its end: on workers, or here. Throws what the lowest throwing leaf threw, or
/// `ptools::worker_died`, or `ptools::unshareable` before anything ran.
void run_loop(const loop_job& job);

/// A partial result that does not fit into a slot of bytes: encoded in the shared heap.
struct boxed {
  std::byte* data;
  std::size_t size;
};
boxed box(const value_type& type, const void* value);
void unbox(boxed) noexcept;

[[noreturn]] void throw_endless_range(const site& where, const char* why);

} // namespace ptools::generated

#endif
