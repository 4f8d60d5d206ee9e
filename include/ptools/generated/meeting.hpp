#ifndef PTOOLS_GENERATED_MEETING_HPP
#define PTOOLS_GENERATED_MEETING_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

#include <ptools/generated/job.hpp>

// What only the running program can tell: whether an iteration reads, or changes, an element that
// another one writes.
namespace ptools::generated {

/// A whole number as subscripts are counted: sums and products wrap. Objects that are converted may
/// have no copies, constants of a class may have no address.
template <class Tp, std::enable_if_t<std::is_class_v<Tp>, int> = 0>
constexpr std::uint64_t number(const Tp& value) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
}
template <class Tp, std::enable_if_t<!std::is_class_v<Tp>, int> = 0>
constexpr std::uint64_t number(Tp value) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
}

constexpr std::uint64_t quotient(std::uint64_t number, std::uint64_t by) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(number) /
                                    static_cast<std::int64_t>(by));
}
constexpr std::uint64_t remainder(std::uint64_t number, std::uint64_t by) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(number) %
                                    static_cast<std::int64_t>(by));
}

/// Where an array begins.
struct array_start {
  const volatile void* at; ///< null if nobody knows
  std::size_t element;     ///< bytes; 0 if this is no array
};

namespace detail {
template <class Ap, class = void>
struct has_data : std::false_type {};
template <class Ap>
struct has_data<Ap, std::void_t<decltype(*std::declval<const Ap&>().data())>> : std::true_type {};
template <class Ap, class = void>
struct has_size : std::false_type {};
template <class Ap>
struct has_size<Ap, std::void_t<decltype(std::uint64_t{std::declval<const Ap&>().size()})>>
    : std::true_type {};
} // namespace detail

template <class Ap>
array_start start_of(const Ap& array) {
  if constexpr (std::is_array_v<Ap>) {
    return {&array[0], sizeof(array[0])};
  } else if constexpr (std::is_pointer_v<Ap>) {
    if constexpr (std::is_object_v<std::remove_pointer_t<Ap>>) {
      return {array, sizeof(*array)};
    }
  } else if constexpr (detail::has_data<Ap>::value) {
    return {array.data(), sizeof(*array.data())};
  }
  return {nullptr, 1};
}

/// Where an object begins that has an array in it, or is pointed to.
template <class Ap>
array_start start_of_object(const Ap& object) {
  if constexpr (std::is_pointer_v<Ap>) {
    return {object, 1};
  } else {
    return {std::addressof(object), 1};
  }
}

/// Of two objects with the same bytes that leads into the same array: the other one.
template <class Ap, class Bp>
array_start start_of_view(const Ap& view, const Bp& other) {
  const array_start one = start_of_object(view);
  const array_start two = start_of_object(other);
  using object = std::remove_cv_t<std::remove_pointer_t<Ap>>;
  if constexpr (std::is_same_v<object, std::remove_cv_t<std::remove_pointer_t<Bp>>>) {
    const bool alike = one.at != nullptr && two.at != nullptr &&
                       std::memcmp(const_cast<const void*>(one.at), const_cast<const void*>(two.at),
                                   sizeof(object)) == 0;
    return alike ? two : one;
  }
  return one;
}

/// The values of the loop's index with which the body gets somewhere.
struct index_limits {
  std::int64_t low = INT64_MIN;
  std::int64_t high = INT64_MAX;

  constexpr index_limits at_least(std::uint64_t bound) const {
    const auto b = static_cast<std::int64_t>(bound);
    return {b > low ? b : low, high};
  }
  constexpr index_limits at_most(std::uint64_t bound) const {
    const auto b = static_cast<std::int64_t>(bound);
    return {low, b < high ? b : high};
  }
};

/// Two elements, in the user's words.
struct meeting {
  const char* other;   ///< what one iteration reads or changes
  const char* written; ///< what another one writes
  const char* array;   ///< the name for `shared(...)`
  /// Of two names that may be one array; none if it is one.
  array_start other_start;
  array_start written_start;
  index_limits other_limits;
  index_limits written_limits;
};

/// In one dimension: by how much the other element's subscript is more where the index is 0, and by
/// how much the written one and the other one grow when the index grows by one. Of elements in a
/// row these are the first ones, and how many there are.
struct subscript_apart {
  std::uint64_t difference;
  std::uint64_t growth;
  std::uint64_t other_growth;
  std::uint64_t written_count = 1;
  std::uint64_t other_count = 1;
};

/// The values of a loop's index.
struct index_values {
  std::int64_t first;
  std::int64_t step;
  std::uint64_t count;
};

/// Whether the index takes a value within the limits.
bool is_any_within(const index_values& index, const index_limits& limits);

/// Throws `ptools::unshareable` (PT0106) if one iteration gets at an element that another one
/// writes. Without subscripts they meet if the arrays begin at one place.
void check_apart(const site& where, const meeting& what, const subscript_apart* subscripts,
                 std::size_t dimensions, const index_values& index);

/// Whether iterations run beside each other. Otherwise nobody computes what a meeting is made of:
/// that may be there only if iterations are.
template <class Range>
bool may_meet(const options& clauses, const Range& range) {
  return range.count() >= 2 && !clauses.forced_serial && clauses.condition;
}

/// The same of what lies behind an address, is an element, or a quotient: if these do not hold, no
/// iteration computes it. One text stands for all instances of a template: what is no pointer, or
/// no container, is taken to be there.
template <class Pointer>
constexpr bool is_there(const Pointer& to) {
  if constexpr (std::is_constructible_v<bool, const Pointer&>)
    return static_cast<bool>(to);
  else
    return true;
}
template <class Container, class Index>
constexpr bool has_element(const Container& in, const Index& at) {
  if constexpr (detail::has_size<Container>::value && std::is_convertible_v<Index, std::int64_t>)
    return number(at) < in.size();
  else
    return true;
}
constexpr bool is_divisor(std::uint64_t by) {
  return by != 0;
}

/// Whether a loop inside the body makes a turn.
constexpr bool is_below(std::uint64_t first, std::uint64_t end) {
  return static_cast<std::int64_t>(first) < static_cast<std::int64_t>(end);
}
/// Whether some iteration gets there.
template <class Range>
bool any_within(const Range& range, const index_limits& limits) {
  return is_any_within({range.index_first(), range.index_step(), range.count()}, limits);
}

template <class Range, class... Subscript>
void keep_apart(const site& where, const Range& range, const meeting& what,
                Subscript... subscripts) {
  const subscript_apart each[sizeof...(Subscript) + 1] = {subscripts..., subscript_apart{}};
  check_apart(where, what, each, sizeof...(Subscript),
              index_values{range.index_first(), range.index_step(), range.count()});
}

} // namespace ptools::generated

#endif
