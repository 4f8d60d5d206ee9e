#ifndef PTOOLS_GENERATED_RANGE_HPP
#define PTOOLS_GENERATED_RANGE_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

#include <ptools/generated/job.hpp>

namespace ptools::generated {

struct less {};
struct less_equal {};
struct greater {};
struct greater_equal {};
struct not_equal {};

/// The first value of a loop's index, with the index's type.
template <class Idx>
struct index {
  Idx value;
  constexpr explicit index(Idx v) : value(v) {}
};

/// A step away from zero: sign apart from size, so that unsigned steps downwards work.
struct step {
  std::uint64_t size;
  bool down;
};

template <class Sp>
constexpr step make_step(Sp by, bool down) {
  if constexpr (std::is_signed_v<Sp>) {
    if (by < 0) {
      return step{std::uint64_t{0} - static_cast<std::uint64_t>(by), !down};
    }
  }
  return step{static_cast<std::uint64_t>(by), down};
}
template <class Sp>
constexpr step up(Sp by) {
  return make_step(by, false);
}
template <class Sp>
constexpr step down(Sp by) {
  return make_step(by, true);
}

/// A run of iterations: what replaces the initial value and the bound in the user's own header.
template <class Range>
struct chunk_of {
  typename Range::index_type first;
  typename Range::bound_type last;
};
template <class Range>
using chunk = chunk_of<std::remove_cv_t<Range>>;

namespace detail {

/// The user's own comparison, on the user's own types.
template <class Cmp, class Ap, class Bp>
constexpr bool compare(const Ap& a, const Bp& b) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
  if constexpr (std::is_same_v<Cmp, less>) {
    return a < b;
  } else if constexpr (std::is_same_v<Cmp, less_equal>) {
    return a <= b;
  } else if constexpr (std::is_same_v<Cmp, greater>) {
    return a > b;
  } else if constexpr (std::is_same_v<Cmp, greater_equal>) {
    return a >= b;
  } else {
    return a != b;
  }
#pragma GCC diagnostic pop
}

/// Values as 64-bit patterns whose differences mean something: the comparison's common type for
/// numbers, elements for pointers.
template <class Idx, class Bp>
struct distance {
  using common = std::common_type_t<Idx, Bp>;
  /// Difference `to - from`, known to be non-negative, as a count of units.
  static std::uint64_t between(Idx from_index, Bp to_bound, bool from_first) {
    const auto a = static_cast<std::uint64_t>(static_cast<common>(from_index));
    const auto b = static_cast<std::uint64_t>(static_cast<common>(to_bound));
    std::uint64_t d = from_first ? b - a : a - b;
    if constexpr (sizeof(common) < 8 && std::is_unsigned_v<common>) {
      d &= static_cast<std::uint64_t>(static_cast<common>(-1));
    }
    return d;
  }
};
template <class Tp, class Up>
struct distance<Tp*, Up*> {
  using common = Up*;
  static std::uint64_t between(Tp* from_index, Up* to_bound, bool from_first) {
    return static_cast<std::uint64_t>(from_first ? to_bound - from_index : from_index - to_bound);
  }
};

} // namespace detail

/// The iterations of a `for` with an integer or pointer index; trivially copyable, as it travels.
template <class Cmp, class Idx, class Bp>
class for_range {
public:
  using index_type = Idx;
  /// What the end of a leaf is written as: the type that the user's comparison is made in. The
  /// bound's own type may be too small for it (`i > 0` with a long index) or of other signedness.
  using bound_type = typename detail::distance<Idx, Bp>::common;

  for_range(Idx first, Bp bound, step by) : first_(first), bound_(bound), step_(by) {
    count_ = measure();
  }

  std::uint64_t count() const { return count_; }
  /// Why the loop would never end; null if it does.
  const char* problem() const { return problem_; }

  /// Value of the index in iteration `k`; `k == count()` gives the value after the loop.
  Idx at(std::uint64_t k) const {
    if constexpr (std::is_pointer_v<Idx>) {
      const auto by = static_cast<std::ptrdiff_t>(k * step_.size);
      return step_.down ? first_ - by : first_ + by;
    } else {
      const std::uint64_t by = k * step_.size;
      const auto base = static_cast<std::uint64_t>(first_);
      return static_cast<Idx>(step_.down ? base - by : base + by);
    }
  }
  Idx final_index() const { return at(count_); }
  /// 0 for a pointer, which is counted from where it begins.
  std::int64_t index_first() const {
    if constexpr (std::is_pointer_v<Idx>) {
      return 0;
    } else {
      return static_cast<std::int64_t>(first_);
    }
  }
  std::int64_t index_step() const {
    return static_cast<std::int64_t>(step_.down ? std::uint64_t{0} - step_.size : step_.size);
  }

  chunk<for_range> part(std::uint64_t begin, std::uint64_t end) const {
    if (end == count_) {
      return {at(begin), static_cast<bound_type>(bound_)};
    }
    constexpr bool inclusive =
        std::is_same_v<Cmp, less_equal> || std::is_same_v<Cmp, greater_equal>;
    return {at(begin), static_cast<bound_type>(at(inclusive ? end - 1 : end))};
  }

private:
  /// Said when the loop begins, which knows where it stands.
  std::uint64_t endless(const char* why) {
    problem_ = why;
    return 0;
  }

  std::uint64_t measure() {
    constexpr bool upward = std::is_same_v<Cmp, less> || std::is_same_v<Cmp, less_equal>;
    constexpr bool inclusive =
        std::is_same_v<Cmp, less_equal> || std::is_same_v<Cmp, greater_equal>;
    if (!detail::compare<Cmp>(first_, bound_)) {
      return 0;
    }
    if (step_.size == 0) {
      return endless("its step is zero");
    }
    if constexpr (std::is_same_v<Cmp, not_equal>) {
      const std::uint64_t d = detail::distance<Idx, Bp>::between(first_, bound_, !step_.down);
      if (d % step_.size != 0) {
        return endless("its index steps over the bound it is compared with by !=");
      }
      return checked(d / step_.size);
    } else {
      if (step_.down == upward) {
        return endless("its index runs away from the bound");
      }
      const std::uint64_t d = detail::distance<Idx, Bp>::between(first_, bound_, upward);
      if constexpr (inclusive) {
        const std::uint64_t whole = d / step_.size;
        if (whole == UINT64_MAX) {
          return endless("it has more than 2^64 - 1 iterations");
        }
        return checked(whole + 1);
      } else {
        return checked((d - 1) / step_.size + 1);
      }
    }
  }

  /// The index must be able to hold every value it takes, else the serial loop would not end.
  std::uint64_t checked(std::uint64_t count) {
    if constexpr (!std::is_pointer_v<Idx>) {
      const Idx last = at(count - 1);
      const bool ordered = count == 1 || (step_.down ? last < first_ : last > first_);
      const std::uint64_t span =
          step_.down ? static_cast<std::uint64_t>(first_) - static_cast<std::uint64_t>(last)
                     : static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first_);
      if (!ordered || span != (count - 1) * step_.size) {
        return endless("its index type is too small for the bound");
      }
      if (detail::compare<Cmp>(at(count), bound_)) {
        return endless("its index wraps round before it passes the bound");
      }
    }
    return count;
  }

  Idx first_;
  Bp bound_;
  step step_;
  std::uint64_t count_;
  const char* problem_ = nullptr;
};

template <class Cmp, class Idx, class Bp>
for_range<Cmp, Idx, Bp> range(Cmp, index<Idx> first, Bp bound, step by) {
  return for_range<Cmp, Idx, Bp>(first.value, bound, by);
}

/// The iterations of a range-`for` over a random-access range: only their number travels.
class item_range {
public:
  using index_type = std::uint64_t;
  using bound_type = std::uint64_t;
  explicit item_range(std::uint64_t count) : count_(count) {}
  std::uint64_t count() const { return count_; }
  static const char* problem() { return nullptr; }
  static std::int64_t index_first() { return 0; }
  static std::int64_t index_step() { return 1; }
  chunk<item_range> part(std::uint64_t begin, std::uint64_t end) const { return {begin, end}; }

private:
  std::uint64_t count_;
};

#if defined(__cpp_lib_concepts) && __cpp_lib_concepts >= 202002L
// Iterators of views give values, so that the older way calls them input iterators.
template <class Iterator>
inline constexpr bool gives_random_access = std::random_access_iterator<Iterator>;
template <class Iterator>
using difference_of = std::iter_difference_t<Iterator>;
#else
template <class Iterator>
inline constexpr bool gives_random_access =
    std::is_base_of_v<std::random_access_iterator_tag,
                      typename std::iterator_traits<Iterator>::iterator_category>;
template <class Iterator>
using difference_of = typename std::iterator_traits<Iterator>::difference_type;
#endif

template <class Rp>
item_range items(Rp& range) {
  using std::begin;
  using std::end;
  static_assert(gives_random_access<decltype(begin(range))>,
                "[PT0014] a parallel range-for needs a random-access range");
  return item_range(static_cast<std::uint64_t>(end(range) - begin(range)));
}

/// The part of a range that one leaf goes through.
template <class Iterator>
struct item_slice {
  Iterator first;
  Iterator last;
  Iterator begin() const { return first; }
  Iterator end() const { return last; }
};

template <class Rp>
auto slice(Rp& range, chunk<item_range> part) {
  using std::begin;
  auto first = begin(range);
  using difference = difference_of<decltype(first)>;
  return item_slice<decltype(first)>{first + static_cast<difference>(part.first),
                                     first + static_cast<difference>(part.last)};
}

} // namespace ptools::generated

#endif
