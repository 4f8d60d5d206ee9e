#ifndef PTOOLS_OPERATORS_HPP
#define PTOOLS_OPERATORS_HPP

#include <limits>
#include <string>
#include <type_traits>
#include <utility>

/// \file
/// The reduction operators as function objects, and the start value of a private copy (`identity`)
/// where an operator has one on a type.

namespace ptools {

// Each call returns Tp and not the promoted type, so that folding shorts or chars keeps their width
// exactly as `s += e` does. Names that std also has are not found by ADL from here, so `min` below
// is never confused with std::min.

/// a + b
struct plus {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a + b);
  }
};

/// a * b
struct multiplies {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    // unsigned short * unsigned short is signed int arithmetic, which can overflow
    if constexpr (std::is_integral_v<Tp> && std::is_unsigned_v<Tp> && sizeof(Tp) < sizeof(int))
      return static_cast<Tp>(1u * a * b);
    else
      return static_cast<Tp>(a * b);
  }
};

/// The smaller one; a if neither is smaller, so the first of equals wins as in `if (e < s) s = e`.
struct min {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return b < a ? b : a;
  }
};

/// The larger one; a if neither is larger.
struct max {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return a < b ? b : a;
  }
};

/// a & b
struct bit_and {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a & b);
  }
};

/// a | b
struct bit_or {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a | b);
  }
};

/// a ^ b
struct bit_xor {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a ^ b);
  }
};

/// a && b; both operands are evaluated.
struct logical_and {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a && b);
  }
};

/// a || b; both operands are evaluated.
struct logical_or {
  template <class Tp>
  constexpr Tp operator()(const Tp& a, const Tp& b) const {
    return static_cast<Tp>(a || b);
  }
};

/// The value e with `Op(e, x) == x` for every x: `static Tp value()`. Left without a definition
/// where the operator has none on Tp; specialise it for your own types, or write the clause
/// `identity(variable = EXPR)`.
template <class Op, class Tp, class = void>
struct identity;

namespace detail {

template <class Op, class Tp, class = void>
struct has_identity : std::false_type {};
template <class Op, class Tp>
struct has_identity<Op, Tp, std::void_t<decltype(identity<Op, Tp>::value())>> : std::true_type {};

template <class Tp>
using if_arithmetic = std::enable_if_t<std::is_arithmetic_v<Tp>>;
template <class Tp>
using if_integral = std::enable_if_t<std::is_integral_v<Tp>>;

/// std::complex and what is like it: two parts and a conjugate. Its header, with the streams in it,
/// would be a quarter of what a file with this one costs to compile.
template <class Tp, class = void>
struct is_complex : std::false_type {};
template <template <class> class Cp, class Fp>
struct is_complex<
    Cp<Fp>, std::enable_if_t<std::is_floating_point_v<Fp> && sizeof(Cp<Fp>) == 2 * sizeof(Fp) &&
                             std::is_same_v<decltype(std::declval<const Cp<Fp>&>().real()), Fp> &&
                             std::is_same_v<decltype(std::declval<const Cp<Fp>&>().imag()), Fp> &&
                             std::is_same_v<decltype(conj(std::declval<const Cp<Fp>&>())), Cp<Fp>>>>
    : std::true_type {};
template <class Tp>
using if_complex = std::enable_if_t<is_complex<Tp>::value>;

} // namespace detail

/// True if `identity<Op, Tp>::value()` exists.
template <class Op, class Tp>
inline constexpr bool has_identity_v = detail::has_identity<Op, Tp>::value;

/// -0.0 for floating types: 0.0 + -0.0 is 0.0, so 0.0 would turn a sum of negative zeros positive.
template <class Tp>
struct identity<plus, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() {
    if constexpr (std::is_floating_point_v<Tp>)
      return -Tp(0);
    else
      return Tp(0);
  }
};

template <class Tp>
struct identity<multiplies, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() { return Tp(1); }
};

template <class Tp>
struct identity<min, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() {
    using limits = std::numeric_limits<Tp>;
    return limits::has_infinity ? limits::infinity() : limits::max();
  }
};

template <class Tp>
struct identity<max, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() {
    using limits = std::numeric_limits<Tp>;
    return limits::has_infinity ? -limits::infinity() : limits::lowest();
  }
};

template <class Tp>
struct identity<bit_and, Tp, detail::if_integral<Tp>> {
  static constexpr Tp value() {
    if constexpr (std::is_same_v<Tp, bool>)
      return true;
    else
      return static_cast<Tp>(~Tp(0));
  }
};

template <class Tp>
struct identity<bit_or, Tp, detail::if_integral<Tp>> {
  static constexpr Tp value() { return Tp(0); }
};

template <class Tp>
struct identity<bit_xor, Tp, detail::if_integral<Tp>> {
  static constexpr Tp value() { return Tp(0); }
};

template <class Tp>
struct identity<logical_and, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() { return Tp(1); }
};

template <class Tp>
struct identity<logical_or, Tp, detail::if_arithmetic<Tp>> {
  static constexpr Tp value() { return Tp(0); }
};

template <class Tp>
struct identity<plus, Tp, detail::if_complex<Tp>> {
  static constexpr Tp value() {
    using part = typename Tp::value_type;
    return Tp(-part(0), -part(0));
  }
};

template <class Tp>
struct identity<multiplies, Tp, detail::if_complex<Tp>> {
  static constexpr Tp value() {
    using part = typename Tp::value_type;
    return Tp(part(1), part(0));
  }
};

template <class Cp, class Traits, class Allocator>
struct identity<plus, std::basic_string<Cp, Traits, Allocator>, void> {
  static std::basic_string<Cp, Traits, Allocator> value() { return {}; }
};

} // namespace ptools

#endif
