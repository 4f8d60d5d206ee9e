/// The functions that compilers call at -fsanitize=thread, before each access to memory and around
/// each function: their names and forms are those of the compilers' own ThreadSanitizer library,
/// which is not linked. Its interface: tsan_interface.h, tsan_interface_atomic.h in compiler-rt.

#include "check/recorder.hpp"

#include <cstddef>
#include <cstdint>

using ptools::check::in_iteration;
using ptools::check::note_call;
using ptools::check::note_return;
using ptools::check::reads;
using ptools::check::writes;

#define PLACE __builtin_return_address(0)

extern "C" {

void __tsan_init() {}

void __tsan_func_entry(void* place) {
  if (in_iteration) {
    note_call(place);
  }
}
void __tsan_func_exit() {
  if (in_iteration) {
    note_return();
  }
}

#define ACCESSES_OF(size)                                                                          \
  void __tsan_read##size(void* at) {                                                               \
    reads(at, size, PLACE);                                                                        \
  }                                                                                                \
  void __tsan_write##size(void* at) {                                                              \
    writes(at, size, PLACE);                                                                       \
  }                                                                                                \
  void __tsan_unaligned_read##size(void* at) {                                                     \
    reads(at, size, PLACE);                                                                        \
  }                                                                                                \
  void __tsan_unaligned_write##size(void* at) {                                                    \
    writes(at, size, PLACE);                                                                       \
  }                                                                                                \
  void __tsan_volatile_read##size(void* at) {                                                      \
    reads(at, size, PLACE);                                                                        \
  }                                                                                                \
  void __tsan_volatile_write##size(void* at) {                                                     \
    writes(at, size, PLACE);                                                                       \
  }                                                                                                \
  void __tsan_unaligned_volatile_read##size(void* at) {                                            \
    reads(at, size, PLACE);                                                                        \
  }                                                                                                \
  void __tsan_unaligned_volatile_write##size(void* at) {                                           \
    writes(at, size, PLACE);                                                                       \
  }                                                                                                \
  void __tsan_read_write##size(void* at) {                                                         \
    reads(at, size, PLACE);                                                                        \
    writes(at, size, PLACE);                                                                       \
  }                                                                                                \
  void __tsan_unaligned_read_write##size(void* at) {                                               \
    reads(at, size, PLACE);                                                                        \
    writes(at, size, PLACE);                                                                       \
  }
ACCESSES_OF(1)
ACCESSES_OF(2)
ACCESSES_OF(4)
ACCESSES_OF(8)
ACCESSES_OF(16)
#undef ACCESSES_OF

void __tsan_read_range(void* at, std::size_t size) {
  reads(at, size, PLACE);
}
void __tsan_write_range(void* at, std::size_t size) {
  writes(at, size, PLACE);
}
void __tsan_vptr_read(void** at) {
  reads(at, sizeof(void*), PLACE);
}
void __tsan_vptr_update(void** at, void*) {
  writes(at, sizeof(void*), PLACE);
}

// What code that knows of ThreadSanitizer tells it.
void __tsan_acquire(void*) {}
void __tsan_release(void*) {}
void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}

// Atomic operations are done here, and do not count as accesses: that iterations meet in them is
// what they are for.
#define ATOMICS_OF(bits, type)                                                                     \
  type __tsan_atomic##bits##_load(const volatile type* at, int) {                                  \
    return __atomic_load_n(at, __ATOMIC_SEQ_CST);                                                  \
  }                                                                                                \
  void __tsan_atomic##bits##_store(volatile type* at, type value, int) {                           \
    __atomic_store_n(at, value, __ATOMIC_SEQ_CST);                                                 \
  }                                                                                                \
  type __tsan_atomic##bits##_exchange(volatile type* at, type value, int) {                        \
    return __atomic_exchange_n(at, value, __ATOMIC_SEQ_CST);                                       \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_add(volatile type* at, type value, int) {                       \
    return __atomic_fetch_add(at, value, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_sub(volatile type* at, type value, int) {                       \
    return __atomic_fetch_sub(at, value, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_and(volatile type* at, type value, int) {                       \
    return __atomic_fetch_and(at, value, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_or(volatile type* at, type value, int) {                        \
    return __atomic_fetch_or(at, value, __ATOMIC_SEQ_CST);                                         \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_xor(volatile type* at, type value, int) {                       \
    return __atomic_fetch_xor(at, value, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  type __tsan_atomic##bits##_fetch_nand(volatile type* at, type value, int) {                      \
    return __atomic_fetch_nand(at, value, __ATOMIC_SEQ_CST);                                       \
  }                                                                                                \
  int __tsan_atomic##bits##_compare_exchange_strong(volatile type* at, type* expected, type value, \
                                                    int, int) {                                    \
    return __atomic_compare_exchange_n(at, expected, value, false, __ATOMIC_SEQ_CST,               \
                                       __ATOMIC_SEQ_CST);                                          \
  }                                                                                                \
  int __tsan_atomic##bits##_compare_exchange_weak(volatile type* at, type* expected, type value,   \
                                                  int, int) {                                      \
    return __atomic_compare_exchange_n(at, expected, value, true, __ATOMIC_SEQ_CST,                \
                                       __ATOMIC_SEQ_CST);                                          \
  }                                                                                                \
  type __tsan_atomic##bits##_compare_exchange_val(volatile type* at, type expected, type value,    \
                                                  int, int) {                                      \
    __atomic_compare_exchange_n(at, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);  \
    return expected;                                                                               \
  }
ATOMICS_OF(8, std::uint8_t)
ATOMICS_OF(16, std::uint16_t)
ATOMICS_OF(32, std::uint32_t)
ATOMICS_OF(64, std::uint64_t)
#undef ATOMICS_OF

// All of sixteen bytes by their one instruction.
using wide = unsigned __int128;
wide __tsan_atomic128_load(const volatile wide* at, int) {
  return __sync_val_compare_and_swap(const_cast<volatile wide*>(at), wide(0), wide(0));
}
wide __tsan_atomic128_compare_exchange_val(volatile wide* at, wide expected, wide value, int, int) {
  return __sync_val_compare_and_swap(at, expected, value);
}
int __tsan_atomic128_compare_exchange_strong(volatile wide* at, wide* expected, wide value, int,
                                             int) {
  const wide before = __sync_val_compare_and_swap(at, *expected, value);
  const bool done = before == *expected;
  *expected = before;
  return done;
}
int __tsan_atomic128_compare_exchange_weak(volatile wide* at, wide* expected, wide value, int,
                                           int) {
  return __tsan_atomic128_compare_exchange_strong(at, expected, value, 0, 0);
}
#define WIDE_ATOMIC(name, result)                                                                  \
  wide __tsan_atomic128_##name(volatile wide* at, wide value, int) {                               \
    wide before = *at;                                                                             \
    for (;;) {                                                                                     \
      const wide seen = __sync_val_compare_and_swap(at, before, wide(result));                     \
      if (seen == before) {                                                                        \
        return before;                                                                             \
      }                                                                                            \
      before = seen;                                                                               \
    }                                                                                              \
  }
WIDE_ATOMIC(exchange, value)
WIDE_ATOMIC(fetch_add, before + value)
WIDE_ATOMIC(fetch_sub, before - value)
WIDE_ATOMIC(fetch_and, before& value)
WIDE_ATOMIC(fetch_or, before | value)
WIDE_ATOMIC(fetch_xor, before ^ value)
WIDE_ATOMIC(fetch_nand, ~(before& value))
#undef WIDE_ATOMIC
void __tsan_atomic128_store(volatile wide* at, wide value, int) {
  __tsan_atomic128_exchange(at, value, 0);
}

void __tsan_atomic_thread_fence(int) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
void __tsan_atomic_signal_fence(int) {
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

} // extern "C"
