#ifndef PTOOLS_OPERATORS_HPP
#define PTOOLS_OPERATORS_HPP

#include <complex>
#include <limits>
#include <string>
#include <type_traits>

/// \file
/// The reduction operators as function objects, and the start value of a private copy (`identity`)
/// where an operator has one on a type.

namespace ptools {

// Each call returns T and not the promoted type, so that folding shorts or chars keeps their width
// exactly as `s += e` does. Names that std also has are not found by ADL from here, so `min` below
// is never confused with std::min.

/// a + b
struct plus {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a + b);
  }
};

/// a * b
struct multiplies {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    // unsigned short * unsigned short is signed int arithmetic, which can overflow
    if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T> && sizeof(T) < sizeof(int))
      return static_cast<T>(1u * a * b);
    else
      return static_cast<T>(a * b);
  }
};

/// The smaller one; a if neither is smaller, so the first of equals wins as in `if (e < s) s = e`.
struct min {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return b < a ? b : a;
  }
};

/// The larger one; a if neither is larger.
struct max {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return a < b ? b : a;
  }
};

/// a & b
struct bit_and {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a & b);
  }
};

/// a | b
struct bit_or {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a | b);
  }
};

/// a ^ b
struct bit_xor {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a ^ b);
  }
};

/// a && b; both operands are evaluated.
struct logical_and {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a && b);
  }
};

/// a || b; both operands are evaluated.
struct logical_or {
  template <class T>
  constexpr T operator()(const T& a, const T& b) const {
    return static_cast<T>(a || b);
  }
};

/// The value e with `Op(e, x) == x` for every x: `static T value()`. Left without a definition
/// where the operator has none on T; specialise it for your own types, or write the clause
/// `identity(variable = EXPR)`.
template <class Op, class T, class = void>
struct identity;

namespace detail {

template <class Op, class T, class = void>
struct has_identity : std::false_type {};
template <class Op, class T>
struct has_identity<Op, T, std::void_t<decltype(identity<Op, T>::value())>> : std::true_type {};

template <class T>
using if_arithmetic = std::enable_if_t<std::is_arithmetic_v<T>>;
template <class T>
using if_integral = std::enable_if_t<std::is_integral_v<T>>;

} // namespace detail

/// True if `identity<Op, T>::value()` exists.
template <class Op, class T>
inline constexpr bool has_identity_v = detail::has_identity<Op, T>::value;

/// -0.0 for floating types: 0.0 + -0.0 is 0.0, so 0.0 would turn a sum of negative zeros positive.
template <class T>
struct identity<plus, T, detail::if_arithmetic<T>> {
  static constexpr T value() {
    if constexpr (std::is_floating_point_v<T>)
      return -T(0);
    else
      return T(0);
  }
};

template <class T>
struct identity<multiplies, T, detail::if_arithmetic<T>> {
  static constexpr T value() { return T(1); }
};

template <class T>
struct identity<min, T, detail::if_arithmetic<T>> {
  static constexpr T value() {
    using limits = std::numeric_limits<T>;
    return limits::has_infinity ? limits::infinity() : limits::max();
  }
};

template <class T>
struct identity<max, T, detail::if_arithmetic<T>> {
  static constexpr T value() {
    using limits = std::numeric_limits<T>;
    return limits::has_infinity ? -limits::infinity() : limits::lowest();
  }
};

template <class T>
struct identity<bit_and, T, detail::if_integral<T>> {
  static constexpr T value() {
    if constexpr (std::is_same_v<T, bool>)
      return true;
    else
      return static_cast<T>(~T(0));
  }
};

template <class T>
struct identity<bit_or, T, detail::if_integral<T>> {
  static constexpr T value() { return T(0); }
};

template <class T>
struct identity<bit_xor, T, detail::if_integral<T>> {
  static constexpr T value() { return T(0); }
};

template <class T>
struct identity<logical_and, T, detail::if_arithmetic<T>> {
  static constexpr T value() { return T(1); }
};

template <class T>
struct identity<logical_or, T, detail::if_arithmetic<T>> {
  static constexpr T value() { return T(0); }
};

template <class T>
struct identity<plus, std::complex<T>, std::enable_if_t<std::is_floating_point_v<T>>> {
  static constexpr std::complex<T> value() { return {-T(0), -T(0)}; }
};

template <class T>
struct identity<multiplies, std::complex<T>, std::enable_if_t<std::is_floating_point_v<T>>> {
  static constexpr std::complex<T> value() { return {T(1), T(0)}; }
};

template <class C, class Traits, class Allocator>
struct identity<plus, std::basic_string<C, Traits, Allocator>, void> {
  static std::basic_string<C, Traits, Allocator> value() { return {}; }
};

} // namespace ptools

#endif
