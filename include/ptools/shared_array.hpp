#ifndef PTOOLS_SHARED_ARRAY_HPP
#define PTOOLS_SHARED_ARRAY_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#if __cplusplus >= 202002L
#include <span>
#endif

#include <ptools/error.hpp>
#include <ptools/region.hpp>

namespace ptools {

/// All elements of a shared array as one contiguous range that owns nothing. Converts to std::span.
template <class Tp>
class element_range {
public:
  using value_type = std::remove_cv_t<Tp>;
  using iterator = Tp*;

  constexpr element_range(Tp* data, std::size_t size) noexcept : data_(data), size_(size) {}

  constexpr Tp* data() const noexcept { return data_; }
  constexpr std::size_t size() const noexcept { return size_; }
  constexpr bool empty() const noexcept { return size_ == 0; }
  constexpr Tp& operator[](std::size_t i) const noexcept { return data_[i]; }
  constexpr Tp* begin() const noexcept { return data_; }
  constexpr Tp* end() const noexcept { return data_ + size_; }

private:
  Tp* data_;
  std::size_t size_;
};

/// An array of Rank dimensions whose elements lie in the shared heap, at the same address in every
/// local process: what one process writes, all see. Elements are trivially copyable and laid out
/// column by column (the first index runs fastest), as in Julia.
///
/// The handle owns the elements: it moves, it does not copy (`copy(a)` copies the elements), and
/// its destructor gives the memory back. A loop lends its workers the bits of the handle; they
/// never destroy it. Indexing is a plain pointer access. Two processes that write one element at a
/// time race, as two threads would.
template <class Tp, std::size_t Rank = 1>
class shared_array {
  static_assert(Rank >= 1, "a shared_array has at least one dimension");
  static_assert(std::is_trivially_copyable_v<Tp>,
                "elements of a shared_array must be trivially copyable: other processes see their "
                "bytes, not their constructors");
  static_assert(!std::is_const_v<Tp> && !std::is_volatile_v<Tp> && !std::is_reference_v<Tp>,
                "elements of a shared_array are plain objects");

  template <class... Idx>
  using if_indices =
      std::enable_if_t<sizeof...(Idx) == Rank && ((std::is_convertible_v<Idx, std::size_t> &&
                                                   !std::is_floating_point_v<Idx>) &&
                                                  ...)>;

public:
  using value_type = Tp;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = Tp&;
  using const_reference = const Tp&;
  using pointer = Tp*;
  using const_pointer = const Tp*;
  using iterator = Tp*;
  using const_iterator = const Tp*;
  using extents_type = std::array<std::size_t, Rank>;

  /// No elements.
  shared_array() noexcept = default;

  /// Rank extents; elements are value-initialised (zero for numbers). The pages of a large array
  /// are touched by all workers, each its share. Extents of 0 are fine.
  /// @throws ptools::out_of_memory (asked, available, which limit) if the memory is not there;
  ///         std::length_error if an extent is negative.
  template <class... Idx, class = if_indices<Idx...>>
  explicit shared_array(Idx... extents) : shared_array(extents_type{checked_extent(extents)...}) {}

  explicit shared_array(const extents_type& extents) : extents_(extents) {
    allocate();
    if constexpr (!std::is_trivially_default_constructible_v<Tp>)
      std::uninitialized_value_construct_n(data_, size());
  }

  /// The same, every element a copy of `value`.
  shared_array(const extents_type& extents, const Tp& value) : extents_(extents) {
    allocate();
    std::uninitialized_fill_n(data_, size(), value);
  }

  /// One dimension: n copies of `value`.
  template <class Idx, std::size_t Dims = Rank,
            class = std::enable_if_t<Dims == 1 && std::is_integral_v<Idx>>>
  shared_array(Idx n, const Tp& value) : shared_array(extents_type{checked_extent(n)}, value) {}

  /// One dimension: a copy of the range [first, last).
  template <
      class It, std::size_t Dims = Rank,
      class = std::enable_if_t<
          Dims == 1 && std::is_base_of_v<std::forward_iterator_tag,
                                         typename std::iterator_traits<It>::iterator_category>>>
  shared_array(It first, It last) : extents_{static_cast<std::size_t>(std::distance(first, last))} {
    allocate();
    std::uninitialized_copy(first, last, data_);
  }

  shared_array(shared_array&& other) noexcept : data_(other.data_), extents_(other.extents_) {
    other.forget();
  }

  shared_array& operator=(shared_array&& other) noexcept {
    shared_array taken(std::move(other));
    swap(taken);
    return *this;
  }

  shared_array(const shared_array&) = delete;
  shared_array& operator=(const shared_array&) = delete;

  ~shared_array() { region_free(data_); }

  void swap(shared_array& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(extents_, other.extents_);
  }
  friend void swap(shared_array& a, shared_array& b) noexcept { a.swap(b); }

  std::size_t size() const noexcept {
    std::size_t all = 1;
    for (std::size_t extent : extents_)
      all *= extent;
    return all;
  }
  bool empty() const noexcept { return size() == 0; }
  /// Number of elements along dimension k, which counts from 0.
  std::size_t extent(std::size_t k = 0) const noexcept { return extents_[k]; }
  const extents_type& extents() const noexcept { return extents_; }
  static constexpr std::size_t rank() noexcept { return Rank; }

  /// The first element; null if there is none.
  Tp* data() noexcept { return data_; }
  const Tp* data() const noexcept { return data_; }

  /// Element i in memory order, unchecked.
  Tp& operator[](std::size_t i) noexcept { return data_[i]; }
  const Tp& operator[](std::size_t i) const noexcept { return data_[i]; }

  /// Element by Rank indices from 0, unchecked.
  template <class... Idx, class = if_indices<Idx...>>
  Tp& operator()(Idx... indices) noexcept {
    return data_[offset(static_cast<std::size_t>(indices)...)];
  }
  template <class... Idx, class = if_indices<Idx...>>
  const Tp& operator()(Idx... indices) const noexcept {
    return data_[offset(static_cast<std::size_t>(indices)...)];
  }

  /// Element by Rank indices. @throws std::out_of_range naming index and extent.
  template <class... Idx, class = if_indices<Idx...>>
  Tp& at(Idx... indices) {
    return data_[checked_offset(static_cast<std::size_t>(indices)...)];
  }
  template <class... Idx, class = if_indices<Idx...>>
  const Tp& at(Idx... indices) const {
    return data_[checked_offset(static_cast<std::size_t>(indices)...)];
  }

  iterator begin() noexcept { return data_; }
  iterator end() noexcept { return data_ + size(); }
  const_iterator begin() const noexcept { return data_; }
  const_iterator end() const noexcept { return data_ + size(); }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }

  void fill(const Tp& value) {
    const Tp kept = value; // which may be an element
    for (Tp& element : *this)
      element = kept;
  }

  /// All elements in memory order, valid as long as the array is.
  element_range<Tp> sdata() noexcept { return {data_, size()}; }
  element_range<const Tp> sdata() const noexcept { return {data_, size()}; }

private:
  // Below this a block comes from the small-object allocator, and pages are not worth a message to
  // every worker.
  static constexpr std::size_t small_bytes = 64 * 1024;

  template <class Idx>
  static std::size_t checked_extent(Idx extent) {
    if constexpr (std::is_signed_v<Idx>) {
      if (extent < 0)
        throw std::length_error("shared_array: the extent " + std::to_string(extent) +
                                " is negative");
    }
    return static_cast<std::size_t>(extent);
  }

  void allocate() {
    std::size_t bytes = sizeof(Tp);
    for (std::size_t extent : extents_) {
      if (__builtin_mul_overflow(bytes, extent, &bytes) || bytes > std::size_t(PTRDIFF_MAX))
        throw out_of_memory(std::numeric_limits<std::uint64_t>::max(), std::uint64_t(PTRDIFF_MAX),
                            "the address space (extents of a shared_array)");
      if (bytes == 0)
        return;
    }
    if (bytes <= small_bytes) {
      data_ = static_cast<Tp*>(region_allocate(bytes, alignof(Tp) < 64 ? 64 : alignof(Tp)));
      std::memset(static_cast<void*>(data_), 0, bytes);
      return;
    }
    data_ = static_cast<Tp*>(region_reserve_array(bytes));
    try {
      touch_by_all(data_, bytes);
    } catch (...) {
      region_free(data_);
      data_ = nullptr;
      throw;
    }
  }

  void forget() noexcept {
    data_ = nullptr;
    extents_ = {};
  }

  template <class... Idx>
  std::size_t offset(std::size_t first, Idx... rest) const noexcept {
    if constexpr (sizeof...(Idx) == 0)
      return first;
    else
      return first + extents_[Rank - 1 - sizeof...(Idx)] * offset(rest...);
  }

  template <class... Idx>
  std::size_t checked_offset(Idx... indices) const {
    const std::size_t all[] = {indices...};
    for (std::size_t k = 0; k < Rank; ++k) {
      if (all[k] >= extents_[k])
        throw std::out_of_range("shared_array::at: index " +
                                std::to_string(static_cast<std::ptrdiff_t>(all[k])) +
                                " of dimension " + std::to_string(k) + " is outside [0, " +
                                std::to_string(extents_[k]) + ")");
    }
    return offset(indices...);
  }

  Tp* data_ = nullptr;
  extents_type extents_{};
};

template <class It>
shared_array(It, It) -> shared_array<typename std::iterator_traits<It>::value_type, 1>;

/// A new array with the same extents and elements.
template <class Tp, std::size_t Rank>
shared_array<Tp, Rank> copy(const shared_array<Tp, Rank>& from) {
  shared_array<Tp, Rank> to(from.extents());
  if (!from.empty())
    std::memcpy(static_cast<void*>(to.data()), from.data(), from.size() * sizeof(Tp));
  return to;
}

/// The elements as one contiguous range (Julia's `sdata`).
template <class Tp, std::size_t Rank>
element_range<Tp> sdata(shared_array<Tp, Rank>& array) noexcept {
  return array.sdata();
}
template <class Tp, std::size_t Rank>
element_range<const Tp> sdata(const shared_array<Tp, Rank>& array) noexcept {
  return array.sdata();
}

} // namespace ptools

#if __cplusplus >= 202002L
template <class Tp>
inline constexpr bool std::ranges::enable_borrowed_range<ptools::element_range<Tp>> = true;
template <class Tp>
inline constexpr bool std::ranges::enable_view<ptools::element_range<Tp>> = true;
#endif

#endif
