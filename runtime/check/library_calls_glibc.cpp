/// Functions of the C and C++ libraries that compilers do not instrument, stood in front of: what
/// reads and writes memory, what gives memory out, and what makes static variables once.

#include "check/recorder.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <dlfcn.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

using ptools::check::note_freed_memory;
using ptools::check::note_new_memory;
using ptools::check::reads;
using ptools::check::writes;

#define PLACE __builtin_return_address(0)

namespace {

// Nothing here may become a call of memcpy or memset again.
void copy_upwards(void* to, const void* from, std::size_t size) {
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

void copy_downwards(void* to, const void* from, std::size_t size) {
  void* last_to = static_cast<char*>(to) + size - 1;
  const void* last_from = static_cast<const char*>(from) + size - 1;
  __asm__ volatile("std\n\trep movsb\n\tcld"
                   : "+D"(last_to), "+S"(last_from), "+c"(size)
                   :
                   : "memory");
}

void move(void* to, const void* from, std::size_t size) {
  const auto distance =
      reinterpret_cast<std::uintptr_t>(to) - reinterpret_cast<std::uintptr_t>(from);
  if (distance < size) {
    copy_downwards(to, from, size);
  } else {
    copy_upwards(to, from, size);
  }
}

void fill(void* to, int value, std::size_t size) {
  __asm__ volatile("rep stosb" : "+D"(to), "+c"(size) : "a"(value) : "memory");
}

int compare(const void* a, const void* b, std::size_t size) {
  const auto* first = static_cast<const unsigned char*>(a);
  const auto* second = static_cast<const unsigned char*>(b);
  for (std::size_t i = 0; i < size; ++i) {
    if (first[i] != second[i]) {
      return first[i] < second[i] ? -1 : 1;
    }
  }
  return 0;
}

/// The next one of that name: the library's own.
template <class Function>
Function library_function(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

void* given_out(void* block) {
  if (block != nullptr) {
    note_new_memory(block, malloc_usable_size(block));
  }
  return block;
}

} // namespace

extern "C" {

// glibc's allocator under names of its own.
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void __libc_free(void* block);
void* __libc_memalign(std::size_t align, std::size_t size);

void* malloc(std::size_t size) {
  return given_out(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) {
  return given_out(__libc_calloc(count, size));
}
void* realloc(void* block, std::size_t size) {
  const std::size_t before = block == nullptr ? 0 : malloc_usable_size(block);
  note_freed_memory(block, before);
  void* const result = __libc_realloc(block, size);
  if (result == nullptr || result != block) {
    return given_out(result);
  }
  const std::size_t after = malloc_usable_size(result);
  if (after > before) {
    note_new_memory(static_cast<char*>(result) + before, after - before);
  }
  return result;
}
void free(void* block) {
  if (block != nullptr) {
    note_freed_memory(block, malloc_usable_size(block));
  }
  __libc_free(block);
}
void* memalign(std::size_t align, std::size_t size) {
  return given_out(__libc_memalign(align, size));
}
void* aligned_alloc(std::size_t align, std::size_t size) {
  return given_out(__libc_memalign(align, size));
}
int posix_memalign(void** result, std::size_t align, std::size_t size) {
  if (align % sizeof(void*) != 0 || (align & (align - 1)) != 0 || align == 0) {
    return EINVAL;
  }
  void* const block = __libc_memalign(align, size);
  if (block == nullptr) {
    return ENOMEM;
  }
  *result = given_out(block);
  return 0;
}

void* mmap(void* wished, std::size_t size, int protection, int flags, int file,
           off_t offset) noexcept {
  void* const result =
      reinterpret_cast<void*>(syscall(SYS_mmap, wished, size, protection, flags, file, offset));
  if (result != MAP_FAILED) {
    note_new_memory(result, size);
  }
  return result;
}
void* mmap64(void* wished, std::size_t size, int protection, int flags, int file,
             off_t offset) noexcept {
  return mmap(wished, size, protection, flags, file, offset);
}
int munmap(void* begin, std::size_t size) noexcept {
  note_freed_memory(begin, size);
  return static_cast<int>(syscall(SYS_munmap, begin, size));
}

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  copy_upwards(to, from, size);
  return to;
}
void* memmove(void* to, const void* from, std::size_t size) {
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  move(to, from, size);
  return to;
}
void* memset(void* to, int value, std::size_t size) {
  writes(to, size, PLACE);
  fill(to, value, size);
  return to;
}
void* __memcpy_chk(void* to, const void* from, std::size_t size, std::size_t room) {
  if (size > room) {
    __builtin_trap();
  }
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  copy_upwards(to, from, size);
  return to;
}
void* __memmove_chk(void* to, const void* from, std::size_t size, std::size_t room) {
  if (size > room) {
    __builtin_trap();
  }
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  move(to, from, size);
  return to;
}
void* __memset_chk(void* to, int value, std::size_t size, std::size_t room) {
  if (size > room) {
    __builtin_trap();
  }
  writes(to, size, PLACE);
  fill(to, value, size);
  return to;
}
int memcmp(const void* a, const void* b, std::size_t size) {
  reads(a, size, PLACE);
  reads(b, size, PLACE);
  return compare(a, b, size);
}
// What clang calls in place of them, and g++ by ptools/generated/checked.hpp.
int __ptools_memcmp(const void* a, const void* b, std::size_t size) {
  reads(a, size, PLACE);
  reads(b, size, PLACE);
  return compare(a, b, size);
}
void* __tsan_memcpy(void* to, const void* from, std::size_t size) {
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  copy_upwards(to, from, size);
  return to;
}
void* __tsan_memmove(void* to, const void* from, std::size_t size) {
  reads(from, size, PLACE);
  writes(to, size, PLACE);
  move(to, from, size);
  return to;
}
void* __tsan_memset(void* to, int value, std::size_t size) {
  writes(to, size, PLACE);
  fill(to, value, size);
  return to;
}

// A static local variable is made by the first iteration that needs it, and in each process anew.
int __cxa_guard_acquire(std::int64_t* guard) {
  static const auto real = library_function<int (*)(std::int64_t*)>("__cxa_guard_acquire");
  const int to_be_made = real(guard);
  if (to_be_made != 0) {
    ptools::check::note_once_begins();
  }
  return to_be_made;
}
void __cxa_guard_release(std::int64_t* guard) noexcept {
  static const auto real = library_function<void (*)(std::int64_t*)>("__cxa_guard_release");
  ptools::check::note_once_ends();
  real(guard);
}
void __cxa_guard_abort(std::int64_t* guard) noexcept {
  static const auto real = library_function<void (*)(std::int64_t*)>("__cxa_guard_abort");
  ptools::check::note_once_ends();
  real(guard);
}
int pthread_once(int* control, void (*function)()) {
  static const auto real = library_function<int (*)(int*, void (*)())>("pthread_once");
  ptools::check::note_once_begins();
  const int result = real(control, function);
  ptools::check::note_once_ends();
  return result;
}

} // extern "C"
