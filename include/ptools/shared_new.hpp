#ifndef PTOOLS_SHARED_NEW_HPP
#define PTOOLS_SHARED_NEW_HPP

#include <new>
#include <type_traits>
#include <utility>

#include <ptools/region.hpp>

namespace ptools {

/// Makes a Tp in the shared heap, at the same address in every local process; the caller owns it
/// and gives it to shared_delete. What Tp itself allocates is shared only if its allocator is.
/// @throws ptools::out_of_memory, and what Tp's constructor throws (the memory is given back then).
template <class Tp, class... Args>
[[nodiscard]] Tp* shared_new(Args&&... args) {
  static_assert(!std::is_array_v<Tp>, "use ptools::shared_array for arrays");
  void* block = region_allocate(sizeof(Tp), alignof(Tp));
  struct guard {
    void* block;
    ~guard() { region_free(block); }
  } owned{block};
  Tp* made;
  if constexpr (std::is_constructible_v<Tp, Args&&...>)
    made = ::new (block) Tp(std::forward<Args>(args)...);
  else
    made = ::new (block) Tp{std::forward<Args>(args)...};
  owned.block = nullptr;
  return made;
}

/// Destroys what shared_new made and gives its memory back; null is fine. Any process may do it,
/// once. Tp must be the type that was made.
template <class Tp>
void shared_delete(Tp* object) noexcept {
  if (!object)
    return;
  object->~Tp();
  region_free(const_cast<std::remove_cv_t<Tp>*>(object));
}

} // namespace ptools

#endif
