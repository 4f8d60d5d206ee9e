#ifndef PTOOLS_SHARED_NEW_HPP
#define PTOOLS_SHARED_NEW_HPP

#include <new>
#include <type_traits>
#include <utility>

#include <ptools/region.hpp>

namespace ptools {

/// Makes a T in the shared heap, at the same address in every local process; the caller owns it and
/// gives it to shared_delete. What T itself allocates is shared only if its allocator is.
/// @throws ptools::out_of_memory, and what T's constructor throws (the memory is given back then).
template <class T, class... Args>
[[nodiscard]] T* shared_new(Args&&... args) {
  static_assert(!std::is_array_v<T>, "use ptools::shared_array for arrays");
  void* block = region_allocate(sizeof(T), alignof(T));
  struct guard {
    void* block;
    ~guard() { region_free(block); }
  } owned{block};
  T* made;
  if constexpr (std::is_constructible_v<T, Args&&...>)
    made = ::new (block) T(std::forward<Args>(args)...);
  else
    made = ::new (block) T{std::forward<Args>(args)...};
  owned.block = nullptr;
  return made;
}

/// Destroys what shared_new made and gives its memory back; null is fine. Any process may do it,
/// once. T must be the type that was made.
template <class T>
void shared_delete(T* object) noexcept {
  if (!object)
    return;
  object->~T();
  region_free(const_cast<std::remove_cv_t<T>*>(object));
}

} // namespace ptools

#endif
