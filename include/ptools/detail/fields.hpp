#ifndef PTOOLS_DETAIL_FIELDS_HPP
#define PTOOLS_DETAIL_FIELDS_HPP

#include <cstddef>
#include <type_traits>
#include <utility>

/// \file
/// The fields of an aggregate, found without help from its author: the number of initialisers it
/// takes, corrected for members that are C arrays (whose elements are counted one by one, because
/// of brace elision), is the number of names of a structured binding.

namespace ptools::detail {

template <class... Tp>
struct type_list {
  static constexpr std::size_t size = sizeof...(Tp);
};

/// Stands for an initialiser of whatever type is wanted.
struct any_initialiser {
  template <class Tp>
  operator Tp() const noexcept {
    __builtin_trap(); // never called, but clang wants a body for local types
  }
};

/// Stands for an initialiser of a base class of Tp and nothing else.
template <class Tp>
struct any_base {
  template <class Bp,
            class = std::enable_if_t<std::is_base_of_v<Bp, Tp> && !std::is_same_v<Bp, Tp>>>
  operator Bp() const noexcept {
    __builtin_trap();
  }
};

template <std::size_t>
using any_at = any_initialiser;

template <class Tp, class Flat, class = void>
struct takes : std::false_type {};
template <class Tp, std::size_t... Idx>
struct takes<Tp, std::index_sequence<Idx...>, std::void_t<decltype(Tp{any_at<Idx>{}...})>>
    : std::true_type {};

template <class Tp, class Before, class After, class = void>
struct takes_empty : std::false_type {};
template <class Tp, std::size_t... Bp, std::size_t... Ap>
struct takes_empty<Tp, std::index_sequence<Bp...>, std::index_sequence<Ap...>,
                   std::void_t<decltype(Tp{any_at<Bp>{}..., {}, any_at<Ap>{}...})>>
    : std::true_type {};

template <class Tp, std::size_t Extent>
inline constexpr bool takes_flat = takes<Tp, std::make_index_sequence<Extent>>::value;

/// With {} for the member that begins at `Before`. More than {} is not tried there: the
/// constructors of a class would be looked at, and some cannot even be looked at for an incomplete
/// or uncopyable type.
template <class Tp, std::size_t Before, std::size_t After>
inline constexpr bool takes_empty_at =
    takes_empty<Tp, std::make_index_sequence<Before>, std::make_index_sequence<After>>::value;

/// More initialisers than this are not tried.
inline constexpr std::size_t most_initialisers = 256;

template <class Tp, class = void>
struct begins_with_base : std::false_type {};
template <class Tp>
struct begins_with_base<Tp, std::void_t<decltype(Tp{any_base<Tp>{}})>> : std::true_type {};

/// Number of flat initialisers. A member without a default makes smaller counts than its own fail,
/// so the first that works may come late; from there on all do, up to the largest.
template <class Tp, std::size_t Extent>
constexpr std::size_t largest_flat() {
  if constexpr (Extent < most_initialisers && takes_flat<Tp, Extent + 1>)
    return largest_flat<Tp, Extent + 1>();
  else
    return Extent;
}

template <class Tp, std::size_t Extent>
constexpr std::size_t first_flat() {
  if constexpr (takes_flat<Tp, Extent>)
    return largest_flat<Tp, Extent>();
  else if constexpr (Extent < 40)
    return first_flat<Tp, Extent + 1>();
  else
    return 0;
}

/// How many flat initialisers the member that begins at initialiser `Index` takes up: as many as
/// can be left out when {} stands for it. One if it has no default; then an array is not known as
/// one.
template <class Tp, std::size_t Index, std::size_t Flat, std::size_t Width = 1>
constexpr std::size_t width_of_member() {
  if constexpr (Index + Width > Flat)
    return 1;
  else if constexpr (takes_empty_at<Tp, Index, Flat - Index - Width>)
    return Width;
  else
    return width_of_member<Tp, Index, Flat, Width + 1>();
}

template <class Tp, std::size_t Index, std::size_t Flat>
constexpr std::size_t members_from() {
  if constexpr (Index >= Flat)
    return 0;
  else
    return 1 + members_from<Tp, Index + width_of_member<Tp, Index, Flat>(), Flat>();
}

/// Number of non-static data members of the aggregate Tp.
template <class Tp>
constexpr std::size_t count_fields() {
  if constexpr (std::is_empty_v<Tp>)
    return 0;
  else
    return members_from<Tp, 0, first_flat<Tp, 1>()>();
}

template <class Tp>
inline constexpr std::size_t field_count = count_fields<Tp>();

/// Aggregates with more fields need a serialize function.
inline constexpr std::size_t most_fields = 32;

/// Calls f(type_list<declared types...>, fields...). A bit-field can be taken by const reference
/// only.
template <class Tp, class Fp>
constexpr decltype(auto) with_fields(Tp& object, Fp&& f) {
  constexpr std::size_t n = field_count<std::remove_const_t<Tp>>;
  static_assert(n <= most_fields);
  if constexpr (n == 0) {
    return f(type_list<>{});
  } else if constexpr (n == 1) {
    auto& [m1] = object;
    return f(type_list<decltype(m1)>{}, m1);
  } else if constexpr (n == 2) {
    auto& [m1, m2] = object;
    return f(type_list<decltype(m1), decltype(m2)>{}, m1, m2);
  } else if constexpr (n == 3) {
    auto& [m1, m2, m3] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3)>{}, m1, m2, m3);
  } else if constexpr (n == 4) {
    auto& [m1, m2, m3, m4] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4)>{}, m1, m2, m3, m4);
  } else if constexpr (n == 5) {
    auto& [m1, m2, m3, m4, m5] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5)>{}, m1,
             m2, m3, m4, m5);
  } else if constexpr (n == 6) {
    auto& [m1, m2, m3, m4, m5, m6] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6)>{},
             m1, m2, m3, m4, m5, m6);
  } else if constexpr (n == 7) {
    auto& [m1, m2, m3, m4, m5, m6, m7] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7)>{},
             m1, m2, m3, m4, m5, m6, m7);
  } else if constexpr (n == 8) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8)>{},
             m1, m2, m3, m4, m5, m6, m7, m8);
  } else if constexpr (n == 9) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9);
  } else if constexpr (n == 10) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10);
  } else if constexpr (n == 11) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11);
  } else if constexpr (n == 12) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12);
  } else if constexpr (n == 13) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13);
  } else if constexpr (n == 14) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14);
  } else if constexpr (n == 15) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15);
  } else if constexpr (n == 16) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16);
  } else if constexpr (n == 17) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17);
  } else if constexpr (n == 18) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] =
        object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18);
  } else if constexpr (n == 19) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] =
        object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19);
  } else if constexpr (n == 20) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20);
  } else if constexpr (n == 21) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21);
  } else if constexpr (n == 22) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22);
  } else if constexpr (n == 23) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23);
  } else if constexpr (n == 24) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24);
  } else if constexpr (n == 25) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25);
  } else if constexpr (n == 26) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26);
  } else if constexpr (n == 27) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27);
  } else if constexpr (n == 28) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27, m28] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27), decltype(m28)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27, m28);
  } else if constexpr (n == 29) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27, m28, m29] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27), decltype(m28), decltype(m29)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27, m28, m29);
  } else if constexpr (n == 30) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27), decltype(m28), decltype(m29), decltype(m30)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30);
  } else if constexpr (n == 31) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27), decltype(m28), decltype(m29), decltype(m30),
                       decltype(m31)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31);
  } else if constexpr (n == 32) {
    auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
           m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32] = object;
    return f(type_list<decltype(m1), decltype(m2), decltype(m3), decltype(m4), decltype(m5),
                       decltype(m6), decltype(m7), decltype(m8), decltype(m9), decltype(m10),
                       decltype(m11), decltype(m12), decltype(m13), decltype(m14), decltype(m15),
                       decltype(m16), decltype(m17), decltype(m18), decltype(m19), decltype(m20),
                       decltype(m21), decltype(m22), decltype(m23), decltype(m24), decltype(m25),
                       decltype(m26), decltype(m27), decltype(m28), decltype(m29), decltype(m30),
                       decltype(m31), decltype(m32)>{},
             m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19,
             m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32);
  }
}

struct list_fields {
  template <class List, class... Fp>
  constexpr List operator()(List, const Fp&...) const {
    return {};
  }
};

/// The declared types of Tp's fields, references and arrays as they are.
template <class Tp>
using fields_of = decltype(with_fields(std::declval<const Tp&>(), list_fields{}));

} // namespace ptools::detail

#endif
