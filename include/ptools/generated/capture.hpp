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
template <class T>
struct unqualified {
  using type = T;
};
template <class T>
struct unqualified<T* __restrict> {
  using type = T*;
};
template <class X>
using unqualified_t = typename unqualified<std::remove_cv_t<std::remove_reference_t<X>>>::type;

/// A parameter whose uses in the body are plain reads: by value when scalar.
template <class X>
using in = std::conditional_t<std::is_scalar_v<unqualified_t<X>>, unqualified_t<X>,
                              std::remove_reference_t<X>&>;
template <class X>
using ref = std::remove_reference_t<X>&;
template <class X>
using reduced = unqualified_t<X>;

/// The address of any object, `volatile` and `__restrict` ones too.
template <class T>
const void* address_of(T& variable) {
  return const_cast<const char*>(&reinterpret_cast<const volatile char&>(variable));
}

template <class T>
struct value_functions {
  static std::size_t encoded_size(const void* value) {
    return ::ptools::encoded_size(*static_cast<const T*>(value));
  }
  static void encode(const void* value, std::byte* to, std::size_t size) {
    ::ptools::encode_into(*static_cast<const T*>(value), to, size);
  }
  static void* decode(const std::byte* from, std::size_t size) {
    return new T(::ptools::decode<T>(from, size));
  }
  static void destroy(void* value) { delete static_cast<T*>(value); }
  static void assign(void* variable, const std::byte* from, std::size_t size) {
    if constexpr (std::is_move_assignable_v<T>) {
      *static_cast<T*>(variable) = ::ptools::decode<T>(from, size);
    } else {
      T decoded = ::ptools::decode<T>(from, size);
      static_cast<T*>(variable)->~T();
      ::new (variable) T(std::move(decoded));
    }
  }
  static void renew(void* variable, const std::byte* from, std::size_t size) {
    ::new (variable) T(::ptools::decode<T>(from, size));
  }
  static void addresses(const void* value, void* context, address_visitor see) {
    refers<T>::visit(*static_cast<const T*>(value), context, see);
  }
};

/// An array is decoded as part of an object, since a function cannot return it.
template <class T>
struct array_box {
  T value;
  template <class A>
  void serialize(A& archive) {
    archive & value;
  }
};

template <class T>
struct array_functions {
  using element = std::remove_all_extents_t<T>;

  static std::size_t encoded_size(const void* value) {
    return ::ptools::encoded_size(*static_cast<const T*>(value));
  }
  static void encode(const void* value, std::byte* to, std::size_t size) {
    ::ptools::encode_into(*static_cast<const T*>(value), to, size);
  }
  static void* decode(const std::byte* from, std::size_t size) {
    return &(new array_box<T>(::ptools::decode<array_box<T>>(from, size)))->value;
  }
  static void destroy(void* value) { delete static_cast<array_box<T>*>(value); }
  static void assign(void* variable, const std::byte* from, std::size_t size) {
    array_box<T> decoded = ::ptools::decode<array_box<T>>(from, size);
    auto* to = static_cast<element*>(variable);
    auto* made = static_cast<element*>(static_cast<void*>(&decoded.value));
    for (std::size_t i = 0; i < sizeof(T) / sizeof(element); ++i)
      to[i] = std::move(made[i]);
  }
  static void renew(void* variable, const std::byte* from, std::size_t size) {
    array_box<T> decoded = ::ptools::decode<array_box<T>>(from, size);
    auto* made = static_cast<element*>(static_cast<void*>(&decoded.value));
    for (std::size_t i = 0, n = sizeof(T) / sizeof(element); i < n; ++i)
      ::new (static_cast<element*>(variable) + i) element(std::move(made[i]));
  }
};

/// A closure before C++20 cannot be assigned, and GCC 12 then says, depending on what was asked
/// before, that it is not trivially copyable.
template <class T>
inline constexpr bool copies_like_a_closure =
    std::is_trivially_copy_constructible_v<T> && std::is_trivially_destructible_v<T> &&
    !std::is_copy_assignable_v<T>;

template <class T>
constexpr bool travels_as_array() {
  using element = std::remove_all_extents_t<T>;
  if constexpr (std::is_array_v<T>)
    return std::extent_v<T> != 0 && is_serializable_v<element> &&
           std::is_default_constructible_v<element> && std::is_move_assignable_v<element> &&
           !uses_shared_allocator<element>::value;
  else
    return false;
}

template <class T>
constexpr value_type describe() {
  using f = value_functions<T>;
  if constexpr (refers<T>::value) {
    return {true,    sizeof(T), alignof(T), nullptr, nullptr,
            nullptr, nullptr,   nullptr,    nullptr, &f::addresses};
  } else if constexpr (std::is_trivially_copyable_v<T>) {
    return {true,    sizeof(T), alignof(T), nullptr, nullptr,
            nullptr, nullptr,   nullptr,    nullptr, nullptr};
  } else if constexpr (!std::is_array_v<T> && is_serializable_v<T> &&
                       !uses_shared_allocator<T>::value) {
    return {true,       sizeof(T),   alignof(T), &f::encoded_size, &f::encode,
            &f::decode, &f::destroy, &f::assign, &f::renew,        nullptr};
  } else if constexpr (travels_as_array<T>()) {
    using a = array_functions<T>;
    return {true,       sizeof(T),   alignof(T), &a::encoded_size, &a::encode,
            &a::decode, &a::destroy, &a::assign, &a::renew,        nullptr};
  } else if constexpr (has_lent_parts<T>()) {
    using p = lent_parts<T>;
    return {true,       sizeof(T),   alignof(T), &p::encoded_size, &p::encode,
            &p::decode, &p::destroy, &p::assign, &p::renew,        &p::addresses};
  } else if constexpr (copies_like_a_closure<T>) {
    return {true,    sizeof(T), alignof(T), nullptr, nullptr,
            nullptr, nullptr,   nullptr,    nullptr, nullptr};
  } else {
    return {false,   sizeof(T), alignof(T), nullptr, nullptr,
            nullptr, nullptr,   nullptr,    nullptr, nullptr};
  }
}

template <class T>
inline constexpr value_type type_of = describe<T>();

/// Of a class whose bits the tool found fit to be lent.
template <class T>
inline constexpr value_type bits_of = {true,    sizeof(T), alignof(T), nullptr, nullptr,
                                       nullptr, nullptr,   nullptr,    nullptr, nullptr};

/// Pointer members of a captured class as the tool found them; the size guards against a layout
/// that differs between the tool and the compiler behind it.
template <std::size_t Size, std::size_t Extent>
struct pointer_map {
  pointer_at at[Extent];
};

template <class T>
struct capture_of {
  captured what;
};

template <class T>
capture_of<T> capture(const char* text, T& variable) {
  return {{text, address_of(variable), &type_of<unqualified_t<T>>, nullptr, 0}};
}
template <class T, std::size_t Size, std::size_t Extent>
capture_of<T> capture(const char* text, T& variable, const pointer_map<Size, Extent>& map) {
  static_assert(sizeof(T) == Size,
                "the compiler lays this type out differently than the tool saw it");
  using value = unqualified_t<T>;
  return {{text, address_of(variable), type_of<value>.travels ? &type_of<value> : &bits_of<value>,
           map.at, Extent}};
}

/// A global to bring up to date; the same information as a capture.
template <class T>
capture_of<T> global(const char* text, T& variable) {
  return capture(text, variable);
}
template <class T, std::size_t Size, std::size_t Extent>
capture_of<T> global(const char* text, T& variable, const pointer_map<Size, Extent>& map) {
  return capture(text, variable, map);
}

template <class... T>
struct capture_list {
  captured list[sizeof...(T) == 0 ? 1 : sizeof...(T)];
  static constexpr std::size_t size = sizeof...(T);
};

template <class... T>
capture_list<T...> captures(const capture_of<T>&... each) {
  return {{each.what...}};
}
template <class... T>
capture_list<T...> globals(const capture_of<T>&... each) {
  return {{each.what...}};
}

} // namespace ptools::generated

#endif
