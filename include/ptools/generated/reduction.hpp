#ifndef PTOOLS_GENERATED_REDUCTION_HPP
#define PTOOLS_GENERATED_REDUCTION_HPP

#include <cstddef>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ptools/generated/capture.hpp>
#include <ptools/generated/job.hpp>
#include <ptools/operators.hpp>

namespace ptools::generated {

/// One reduction variable: where the result goes, the start value of a private copy, the operator.
template <class T, class Op>
struct reduction_of {
  using value_t = T;
  const char* text;
  T& variable;
  T start;
  Op op;

  void take(T&& partial) { variable = op(std::as_const(variable), std::as_const(partial)); }
};

template <class Op, class T>
reduction_of<T, Op> reduction(const char* text, T& variable) {
  static_assert(has_identity_v<Op, T>, "[PT0023] this operator has no start value of its own for "
                                       "this type: add identity(variable = EXPR)");
  return {text, variable, identity<Op, T>::value(), Op{}};
}
template <class Op, class T, class E>
reduction_of<T, Op> reduction(const char* text, T& variable, E&& start) {
  return {text, variable, static_cast<T>(std::forward<E>(start)), Op{}};
}
template <class T, class F, class E>
reduction_of<T, F> reduction_with(const char* text, T& variable, F op, E&& start) {
  return {text, variable, static_cast<T>(std::forward<E>(start)), std::move(op)};
}

template <class... R>
struct reduction_list {
  std::tuple<R...> each;
};
template <class... R>
reduction_list<R...> reductions(R... each) {
  return {std::tuple<R...>(std::move(each)...)};
}

/// What a leaf's function returns: the private copies of the reduction variables.
template <class... T>
struct leaf_results {
  std::tuple<T...> values;
};
template <class... T>
leaf_results<T...> results(T&... each) {
  return {std::tuple<T...>(std::move(each)...)};
}

/// How one partial result lies in its slot: as it is, or encoded in the shared heap.
template <class T>
struct slot {
  static constexpr bool plain = std::is_trivially_copyable_v<T>;
  static_assert(plain || is_serializable_v<T>, "[PT0032] a reduction variable of this type cannot "
                                               "travel back from a worker: give it serialize()");
  std::conditional_t<plain, T, boxed> held;

  static void put(void* at, T&& value) {
    if constexpr (plain) {
      ::new (at) slot{value};
    } else {
      ::new (at) slot{box(type_of<T>, std::addressof(value))};
    }
  }
  T get() const {
    if constexpr (plain) {
      return held;
    } else {
      return ::ptools::decode<T>(held.data, held.size);
    }
  }
  void drop() const {
    if constexpr (!plain) {
      unbox(held);
    }
  }
};

constexpr std::size_t slot_stride = 16;
template <class T>
constexpr std::size_t slot_bytes() {
  static_assert(alignof(slot<T>) <= 64,
                "a reduction variable aligned to more than 64 bytes is not available yet");
  constexpr std::size_t unit = alignof(slot<T>) > slot_stride ? alignof(slot<T>) : slot_stride;
  return (sizeof(slot<T>) + unit - 1) / unit * unit;
}
/// Offset of the Idx-th slot; every slot starts at a multiple of 64 so that any alignment holds.
template <std::size_t Idx, class... T>
constexpr std::size_t slot_offset() {
  constexpr std::size_t sizes[] = {slot_bytes<T>()..., 0};
  std::size_t sum = 0;
  for (std::size_t k = 0; k < Idx; ++k) {
    sum += sizeof...(T) > 1 ? (sizes[k] + 63) / 64 * 64 : sizes[k];
  }
  return sum;
}

template <class... T>
struct partials {
  static constexpr std::size_t bytes = slot_offset<sizeof...(T), T...>();

  static void store(leaf_results<T...>&& from, void* at) {
    store(std::move(from), at, std::index_sequence_for<T...>{});
  }
  template <class Reductions>
  static void fold(void* reductions, void* at) {
    fold(*static_cast<Reductions*>(reductions), at, std::index_sequence_for<T...>{});
  }
  static void drop(void* at) { drop(at, std::index_sequence_for<T...>{}); }

private:
  template <std::size_t Idx>
  static auto* at_slot(void* at) {
    using type = std::tuple_element_t<Idx, std::tuple<T...>>;
    return std::launder(
        reinterpret_cast<slot<type>*>(static_cast<std::byte*>(at) + slot_offset<Idx, T...>()));
  }
  template <std::size_t... Idx>
  static void store(leaf_results<T...>&& from, void* at, std::index_sequence<Idx...>) {
    static_cast<void>(at);
    (slot<T>::put(static_cast<std::byte*>(at) + slot_offset<Idx, T...>(),
                  std::move(std::get<Idx>(from.values))),
     ...);
  }
  template <class Reductions, std::size_t... Idx>
  static void fold(Reductions& to, void* at, std::index_sequence<Idx...>) {
    static_cast<void>(to), static_cast<void>(at);
    (std::get<Idx>(to.each).take(at_slot<Idx>(at)->get()), ...);
    (at_slot<Idx>(at)->drop(), ...);
  }
  template <std::size_t... Idx>
  static void drop(void* at, std::index_sequence<Idx...>) {
    static_cast<void>(at);
    (at_slot<Idx>(at)->drop(), ...);
  }
};

} // namespace ptools::generated

#endif
