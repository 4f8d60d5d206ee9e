#ifndef PTOOLS_SHARED_ALLOCATOR_HPP
#define PTOOLS_SHARED_ALLOCATOR_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include <ptools/error.hpp>
#include <ptools/region.hpp>

namespace ptools {

template <class Tp>
class shared_allocator;

namespace detail {

/// Containers and strings that take their memory from a process's private heap.
template <class Tp, class = void>
struct allocates_privately : std::false_type {};
template <class Tp>
struct allocates_privately<Tp, std::void_t<typename Tp::allocator_type, typename Tp::value_type>>
    : std::bool_constant<
          !std::is_same_v<typename Tp::allocator_type, shared_allocator<typename Tp::value_type>>> {
};

} // namespace detail

/// Allocator whose memory lies in the shared heap, at the same address in every local process:
/// `std::vector<double, ptools::shared_allocator<double>>`. All instances are equal, any process
/// may free. Large blocks are checked against the memory that is there, as those of shared_array.
template <class Tp>
class shared_allocator {
public:
  using value_type = Tp;
  using is_always_equal = std::true_type;
  using propagate_on_container_move_assignment = std::true_type;

  constexpr shared_allocator() noexcept = default;
  template <class Up>
  constexpr shared_allocator(const shared_allocator<Up>&) noexcept {}

  /// @throws ptools::out_of_memory, which is a std::bad_alloc.
  [[nodiscard]] Tp* allocate(std::size_t n) {
    static_assert(!detail::allocates_privately<Tp>::value,
                  "elements in shared memory that have memory of their own must have it there too: "
                  "give the inner container or string a ptools::shared_allocator as well");
    std::size_t bytes;
    if (__builtin_mul_overflow(n, sizeof(Tp), &bytes) || bytes > std::size_t(PTRDIFF_MAX))
      throw out_of_memory(std::numeric_limits<std::uint64_t>::max(), std::uint64_t(PTRDIFF_MAX),
                          "the address space");
    if (bytes <= 64 * 1024 || alignof(Tp) > 4096)
      return static_cast<Tp*>(region_allocate(bytes, alignof(Tp)));
    void* const block = region_reserve_array(bytes);
    try {
      detail::touch_alone(block, bytes);
    } catch (...) {
      region_free(block);
      throw;
    }
    return static_cast<Tp*>(block);
  }

  void deallocate(Tp* block, std::size_t) noexcept { region_free(block); }
};

template <class Tp, class Up>
constexpr bool operator==(const shared_allocator<Tp>&, const shared_allocator<Up>&) noexcept {
  return true;
}
template <class Tp, class Up>
constexpr bool operator!=(const shared_allocator<Tp>&, const shared_allocator<Up>&) noexcept {
  return false;
}

} // namespace ptools

#endif
