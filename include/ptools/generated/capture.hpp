#ifndef PTOOLS_GENERATED_CAPTURE_HPP
#define PTOOLS_GENERATED_CAPTURE_HPP

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#include <ptools/generated/job.hpp>
#include <ptools/generated/lent_parts.hpp>
#include <ptools/generated/refers.hpp>
#include <ptools/serialize.hpp>

namespace ptools::generated {

/// Without the qualifiers of the variable itself; `__restrict` is one too.
template <class Tp>
struct unqualified {
  using type = Tp;
};
template <class Tp>
struct unqualified<Tp* __restrict> {
  using type = Tp*;
};
template <class Xp>
using unqualified_t = typename unqualified<std::remove_cv_t<std::remove_reference_t<Xp>>>::type;

/// A parameter whose uses in the body are plain reads: by value when scalar.
template <class Xp>
using in = std::conditional_t<std::is_scalar_v<unqualified_t<Xp>>, unqualified_t<Xp>,
                              std::remove_reference_t<Xp>&>;
template <class Xp>
using ref = std::remove_reference_t<Xp>&;
template <class Xp>
using reduced = unqualified_t<Xp>;

/// The address of any object, `volatile` and `__restrict` ones too.
template <class Tp>
const void* address_of(Tp& variable) {
  return const_cast<const char*>(&reinterpret_cast<const volatile char&>(variable));
}

template <class Tp>
struct value_functions {
  static std::size_t encoded_size(const void* value) {
    return ::ptools::encoded_size(*static_cast<const Tp*>(value));
  }
  static void encode(const void* value, std::byte* to, std::size_t size) {
    ::ptools::encode_into(*static_cast<const Tp*>(value), to, size);
  }
  static void* decode(const std::byte* from, std::size_t size) {
    return new Tp(::ptools::decode<Tp>(from, size));
  }
  static void destroy(void* value) { delete static_cast<Tp*>(value); }
  static void assign(void* variable, const std::byte* from, std::size_t size) {
    if constexpr (std::is_move_assignable_v<Tp>) {
      *static_cast<Tp*>(variable) = ::ptools::decode<Tp>(from, size);
    } else {
      Tp decoded = ::ptools::decode<Tp>(from, size);
      static_cast<Tp*>(variable)->~Tp();
      ::new (variable) Tp(std::move(decoded));
    }
  }
  static void renew(void* variable, const std::byte* from, std::size_t size) {
    ::new (variable) Tp(::ptools::decode<Tp>(from, size));
  }
  static void addresses(const void* value, void* context, address_visitor see) {
    refers<Tp>::visit(*static_cast<const Tp*>(value), context, see);
  }
};

/// An array is decoded as part of an object, since a function cannot return it.
template <class Tp>
struct array_box {
  Tp value;
  template <class Ap>
  void serialize(Ap& archive) {
    archive & value;
  }
};

template <class Tp>
struct array_functions {
  using element = std::remove_all_extents_t<Tp>;

  static std::size_t encoded_size(const void* value) {
    return ::ptools::encoded_size(*static_cast<const Tp*>(value));
  }
  static void encode(const void* value, std::byte* to, std::size_t size) {
    ::ptools::encode_into(*static_cast<const Tp*>(value), to, size);
  }
  static void* decode(const std::byte* from, std::size_t size) {
    return &(new array_box<Tp>(::ptools::decode<array_box<Tp>>(from, size)))->value;
  }
  static void destroy(void* value) { delete static_cast<array_box<Tp>*>(value); }
  static void assign(void* variable, const std::byte* from, std::size_t size) {
    array_box<Tp> decoded = ::ptools::decode<array_box<Tp>>(from, size);
    auto* to = static_cast<element*>(variable);
    auto* made = static_cast<element*>(static_cast<void*>(&decoded.value));
    for (std::size_t i = 0; i < sizeof(Tp) / sizeof(element); ++i)
      to[i] = std::move(made[i]);
  }
  static void renew(void* variable, const std::byte* from, std::size_t size) {
    array_box<Tp> decoded = ::ptools::decode<array_box<Tp>>(from, size);
    auto* made = static_cast<element*>(static_cast<void*>(&decoded.value));
    for (std::size_t i = 0, n = sizeof(Tp) / sizeof(element); i < n; ++i)
      ::new (static_cast<element*>(variable) + i) element(std::move(made[i]));
  }
};

/// A closure before C++20 cannot be assigned, and GCC 12 then says, depending on what was asked
/// before, that it is not trivially copyable.
template <class Tp>
inline constexpr bool copies_like_a_closure =
    std::is_trivially_copy_constructible_v<Tp> && std::is_trivially_destructible_v<Tp> &&
    !std::is_copy_assignable_v<Tp>;

template <class Tp>
constexpr bool travels_as_array() {
  using element = std::remove_all_extents_t<Tp>;
  if constexpr (std::is_array_v<Tp>)
    return std::extent_v<Tp> != 0 && is_serializable_v<element> &&
           std::is_default_constructible_v<element> && std::is_move_assignable_v<element> &&
           !uses_shared_allocator<element>::value;
  else
    return false;
}

template <class Tp>
constexpr value_type describe() {
  using f = value_functions<Tp>;
  if constexpr (refers<Tp>::value) {
    return {true,    sizeof(Tp), alignof(Tp), nullptr, nullptr,
            nullptr, nullptr,    nullptr,     nullptr, &f::addresses};
  } else if constexpr (std::is_trivially_copyable_v<Tp>) {
    return {true,    sizeof(Tp), alignof(Tp), nullptr, nullptr,
            nullptr, nullptr,    nullptr,     nullptr, nullptr};
  } else if constexpr (!std::is_array_v<Tp> && is_serializable_v<Tp> &&
                       !uses_shared_allocator<Tp>::value) {
    return {true,       sizeof(Tp),  alignof(Tp), &f::encoded_size, &f::encode,
            &f::decode, &f::destroy, &f::assign,  &f::renew,        nullptr};
  } else if constexpr (travels_as_array<Tp>()) {
    using a = array_functions<Tp>;
    return {true,       sizeof(Tp),  alignof(Tp), &a::encoded_size, &a::encode,
            &a::decode, &a::destroy, &a::assign,  &a::renew,        nullptr};
  } else if constexpr (has_lent_parts<Tp>()) {
    using p = lent_parts<Tp>;
    return {true,       sizeof(Tp),  alignof(Tp), &p::encoded_size, &p::encode,
            &p::decode, &p::destroy, &p::assign,  &p::renew,        &p::addresses};
  } else if constexpr (copies_like_a_closure<Tp>) {
    return {true,    sizeof(Tp), alignof(Tp), nullptr, nullptr,
            nullptr, nullptr,    nullptr,     nullptr, nullptr};
  } else {
    return {false,   sizeof(Tp), alignof(Tp), nullptr, nullptr,
            nullptr, nullptr,    nullptr,     nullptr, nullptr};
  }
}

template <class Tp>
inline constexpr value_type type_of = describe<Tp>();

/// Of a class whose bits the tool found fit to be lent.
template <class Tp>
inline constexpr value_type bits_of = {true,    sizeof(Tp), alignof(Tp), nullptr, nullptr,
                                       nullptr, nullptr,    nullptr,     nullptr, nullptr};

/// Pointer members of a captured class as the tool found them; the size guards against a layout
/// that differs between the tool and the compiler behind it.
template <std::size_t Size, std::size_t Extent>
struct pointer_map {
  pointer_at at[Extent];
};

template <class Tp>
struct capture_of {
  captured what;
};

template <class Tp>
capture_of<Tp> capture(const char* text, Tp& variable) {
  return {{text, address_of(variable), &type_of<unqualified_t<Tp>>, nullptr, 0}};
}
template <class Tp, std::size_t Size, std::size_t Extent>
capture_of<Tp> capture(const char* text, Tp& variable, const pointer_map<Size, Extent>& map) {
  static_assert(sizeof(Tp) == Size,
                "the compiler lays this type out differently than the tool saw it");
  using value = unqualified_t<Tp>;
  return {{text, address_of(variable), type_of<value>.travels ? &type_of<value> : &bits_of<value>,
           map.at, Extent}};
}

/// A global to bring up to date; the same information as a capture.
template <class Tp>
capture_of<Tp> global(const char* text, Tp& variable) {
  return capture(text, variable);
}
template <class Tp, std::size_t Size, std::size_t Extent>
capture_of<Tp> global(const char* text, Tp& variable, const pointer_map<Size, Extent>& map) {
  return capture(text, variable, map);
}

template <class... Tp>
struct capture_list {
  captured list[sizeof...(Tp) == 0 ? 1 : sizeof...(Tp)];
  static constexpr std::size_t size = sizeof...(Tp);
};

template <class... Tp>
capture_list<Tp...> captures(const capture_of<Tp>&... each) {
  return {{each.what...}};
}
template <class... Tp>
capture_list<Tp...> globals(const capture_of<Tp>&... each) {
  return {{each.what...}};
}

} // namespace ptools::generated

#endif
