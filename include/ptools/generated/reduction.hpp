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
template <class Tp, class Op>
struct reduction_of {
  using value_t = Tp;
  const char* text;
  Tp& variable;
  Tp start;
  Op op;

  void take(Tp&& partial) { variable = op(std::as_const(variable), std::as_const(partial)); }
};

template <class Op, class Tp>
reduction_of<Tp, Op> reduction(const char* text, Tp& variable) {
  static_assert(has_identity_v<Op, Tp>, "[PT0023] this operator has no start value of its own for "
                                        "this type: add identity(variable = EXPR)");
  return {text, variable, identity<Op, Tp>::value(), Op{}};
}
template <class Op, class Tp, class Ep>
reduction_of<Tp, Op> reduction(const char* text, Tp& variable, Ep&& start) {
  return {text, variable, static_cast<Tp>(std::forward<Ep>(start)), Op{}};
}
template <class Tp, class Fp, class Ep>
reduction_of<Tp, Fp> reduction_with(const char* text, Tp& variable, Fp op, Ep&& start) {
  return {text, variable, static_cast<Tp>(std::forward<Ep>(start)), std::move(op)};
}

template <class... Rp>
struct reduction_list {
  std::tuple<Rp...> each;
};
template <class... Rp>
reduction_list<Rp...> reductions(Rp... each) {
  return {std::tuple<Rp...>(std::move(each)...)};
}

/// What a leaf's function returns: the private copies of the reduction variables.
template <class... Tp>
struct leaf_results {
  std::tuple<Tp...> values;
};
template <class... Tp>
leaf_results<Tp...> results(Tp&... each) {
  return {std::tuple<Tp...>(std::move(each)...)};
}

/// How one partial result lies in its slot: as it is, or encoded in the shared heap.
template <class Tp>
struct slot {
  static constexpr bool plain = std::is_trivially_copyable_v<Tp>;
  static_assert(plain || is_serializable_v<Tp>, "[PT0032] a reduction variable of this type cannot "
                                                "travel back from a worker: give it serialize()");
  std::conditional_t<plain, Tp, boxed> held;

  static void put(void* at, Tp&& value) {
    if constexpr (plain) {
      ::new (at) slot{value};
    } else {
      ::new (at) slot{box(type_of<Tp>, std::addressof(value))};
    }
  }
  Tp get() const {
    if constexpr (plain) {
      return held;
    } else {
      return ::ptools::decode<Tp>(held.data, held.size);
    }
  }
  void drop() const {
    if constexpr (!plain) {
      unbox(held);
    }
  }
};

constexpr std::size_t slot_stride = 16;
template <class Tp>
constexpr std::size_t slot_bytes() {
  static_assert(alignof(slot<Tp>) <= 64,
                "a reduction variable aligned to more than 64 bytes is not available yet");
  constexpr std::size_t unit = alignof(slot<Tp>) > slot_stride ? alignof(slot<Tp>) : slot_stride;
  return (sizeof(slot<Tp>) + unit - 1) / unit * unit;
}
/// Offset of the Idx-th slot; every slot starts at a multiple of 64 so that any alignment holds.
template <std::size_t Idx, class... Tp>
constexpr std::size_t slot_offset() {
  constexpr std::size_t sizes[] = {slot_bytes<Tp>()..., 0};
  std::size_t sum = 0;
  for (std::size_t k = 0; k < Idx; ++k) {
    sum += sizeof...(Tp) > 1 ? (sizes[k] + 63) / 64 * 64 : sizes[k];
  }
  return sum;
}

template <class... Tp>
struct partials {
  static constexpr std::size_t bytes = slot_offset<sizeof...(Tp), Tp...>();

  static void store(leaf_results<Tp...>&& from, void* at) {
    store(std::move(from), at, std::index_sequence_for<Tp...>{});
  }
  template <class Reductions>
  static void fold(void* reductions, void* at) {
    fold(*static_cast<Reductions*>(reductions), at, std::index_sequence_for<Tp...>{});
  }
  static void drop(void* at) { drop(at, std::index_sequence_for<Tp...>{}); }

private:
  template <std::size_t Idx>
  static auto* at_slot(void* at) {
    using type = std::tuple_element_t<Idx, std::tuple<Tp...>>;
    return std::launder(
        reinterpret_cast<slot<type>*>(static_cast<std::byte*>(at) + slot_offset<Idx, Tp...>()));
  }
  template <std::size_t... Idx>
  static void store(leaf_results<Tp...>&& from, void* at, std::index_sequence<Idx...>) {
    static_cast<void>(at);
    (slot<Tp>::put(static_cast<std::byte*>(at) + slot_offset<Idx, Tp...>(),
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
