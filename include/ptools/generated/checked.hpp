#ifndef PTOOLS_GENERATED_CHECKED_HPP
#define PTOOLS_GENERATED_CHECKED_HPP

/// Included by `ptools-cc --ptools-check` in front of what g++ compiles. g++ puts instructions in
/// the place of these functions without a word to who looks at accesses; under other names they are
/// functions of libptools_check.

extern "C" {
void* __tsan_memcpy(void* to, const void* from, decltype(sizeof 0) size);
void* __tsan_memmove(void* to, const void* from, decltype(sizeof 0) size);
void* __tsan_memset(void* to, int value, decltype(sizeof 0) size);
int __ptools_memcmp(const void* a, const void* b, decltype(sizeof 0) size);
}

// In constant expressions they are what they were: a macro is not expanded within itself.
#define PTOOLS_CHECKED(function, checked, ...)                                                     \
  (__builtin_is_constant_evaluated() ? function(__VA_ARGS__) : checked(__VA_ARGS__))
#define __builtin_memcpy(...) PTOOLS_CHECKED(__builtin_memcpy, __tsan_memcpy, __VA_ARGS__)
#define __builtin_memmove(...) PTOOLS_CHECKED(__builtin_memmove, __tsan_memmove, __VA_ARGS__)
#define __builtin_memset(...) PTOOLS_CHECKED(__builtin_memset, __tsan_memset, __VA_ARGS__)
#define __builtin_memcmp(...) PTOOLS_CHECKED(__builtin_memcmp, __ptools_memcmp, __VA_ARGS__)

#endif
