#ifndef PTOOLS_GENERATED_REFERS_HPP
#define PTOOLS_GENERATED_REFERS_HPP

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>
#if __cplusplus >= 202002L && __has_include(<span>)
#include <span>
#endif

/// \file
/// Types whose bytes may be copied although they refer to memory.

namespace ptools {
template <class T, std::size_t Extent>
class shared_array;
template <class T>
class shared_allocator;
} // namespace ptools

namespace ptools::generated {

using address_visitor = void (*)(void* context, const void* address, const char* part);

/// Types whose bytes may be copied although they refer to memory, once that memory was found to be
/// shareable. `visit` names each address; specialise for a type of your own with that property.
template <class T>
struct refers {
  static constexpr bool value = false;
};
template <class T>
struct refers<T*> {
  static constexpr bool value = !std::is_function_v<T>;
  static void visit(T* const& p, void* context, address_visitor see) {
    see(context, const_cast<const void*>(static_cast<const volatile void*>(p)), "");
  }
};
template <class T, std::size_t Extent>
struct refers<T[Extent]> {
  static constexpr bool value = refers<T>::value;
  static void visit(const T (&array)[Extent], void* context, address_visitor see) {
    for (const T& element : array) {
      refers<T>::visit(element, context, see);
    }
  }
};
template <class C, class Traits>
struct refers<std::basic_string_view<C, Traits>> {
  static constexpr bool value = true;
  static void visit(const std::basic_string_view<C, Traits>& v, void* context,
                    address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
template <class T>
struct refers<std::reference_wrapper<T>> {
  static constexpr bool value = true;
  static void visit(const std::reference_wrapper<T>& v, void* context, address_visitor see) {
    see(context, std::addressof(v.get()), ".get()");
  }
};
template <class P, class C>
struct refers<__gnu_cxx::__normal_iterator<P, C>> {
  static constexpr bool value = true;
  static void visit(const __gnu_cxx::__normal_iterator<P, C>& v, void* context,
                    address_visitor see) {
    see(context, v.base(), "");
  }
};
#if __cplusplus >= 202002L && __has_include(<span>)
template <class T, std::size_t E>
struct refers<std::span<T, E>> {
  static constexpr bool value = true;
  static void visit(const std::span<T, E>& v, void* context, address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
#endif
template <class T, std::size_t Extent>
struct refers<shared_array<T, Extent>> {
  static constexpr bool value = true;
  static void visit(const shared_array<T, Extent>& v, void* context, address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
/// Of the standard containers only these two keep no address of their own head.
template <class T>
struct refers<std::vector<T, shared_allocator<T>>> {
  static constexpr bool value = true;
  static void visit(const std::vector<T, shared_allocator<T>>& v, void* context,
                    address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
template <class T>
struct refers<std::deque<T, shared_allocator<T>>> {
  static constexpr bool value = true;
  static void visit(const std::deque<T, shared_allocator<T>>& v, void* context,
                    address_visitor see) {
    if (!v.empty()) {
      see(context, std::addressof(v.front()), ".front()");
    }
  }
};

/// A container of the shared heap whose head holds addresses of itself must itself lie there.
template <class T, class = void>
struct uses_shared_allocator : std::false_type {};
template <class T>
struct uses_shared_allocator<T, std::void_t<typename T::allocator_type>>
    : std::is_same<typename T::allocator_type,
                   shared_allocator<typename T::allocator_type::value_type>> {};

} // namespace ptools::generated

#endif
