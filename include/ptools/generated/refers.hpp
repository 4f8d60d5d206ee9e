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
template <class Tp, std::size_t Extent>
class shared_array;
template <class Tp>
class shared_allocator;
} // namespace ptools

namespace ptools::generated {

using address_visitor = void (*)(void* context, const void* address, const char* part);

/// Types whose bytes may be copied although they refer to memory, once that memory was found to be
/// shareable. `visit` names each address; specialise for a type of your own with that property.
template <class Tp>
struct refers {
  static constexpr bool value = false;
};
template <class Tp>
struct refers<Tp*> {
  static constexpr bool value = !std::is_function_v<Tp>;
  static void visit(Tp* const& p, void* context, address_visitor see) {
    see(context, const_cast<const void*>(static_cast<const volatile void*>(p)), "");
  }
};
template <class Tp, std::size_t Extent>
struct refers<Tp[Extent]> {
  static constexpr bool value = refers<Tp>::value;
  static void visit(const Tp (&array)[Extent], void* context, address_visitor see) {
    for (const Tp& element : array) {
      refers<Tp>::visit(element, context, see);
    }
  }
};
template <class Cp, class Traits>
struct refers<std::basic_string_view<Cp, Traits>> {
  static constexpr bool value = true;
  static void visit(const std::basic_string_view<Cp, Traits>& v, void* context,
                    address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
template <class Tp>
struct refers<std::reference_wrapper<Tp>> {
  static constexpr bool value = true;
  static void visit(const std::reference_wrapper<Tp>& v, void* context, address_visitor see) {
    see(context, std::addressof(v.get()), ".get()");
  }
};
template <class Pp, class Cp>
struct refers<__gnu_cxx::__normal_iterator<Pp, Cp>> {
  static constexpr bool value = true;
  static void visit(const __gnu_cxx::__normal_iterator<Pp, Cp>& v, void* context,
                    address_visitor see) {
    see(context, v.base(), "");
  }
};
#if __cplusplus >= 202002L && __has_include(<span>)
template <class Tp, std::size_t Ep>
struct refers<std::span<Tp, Ep>> {
  static constexpr bool value = true;
  static void visit(const std::span<Tp, Ep>& v, void* context, address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
#endif
template <class Tp, std::size_t Extent>
struct refers<shared_array<Tp, Extent>> {
  static constexpr bool value = true;
  static void visit(const shared_array<Tp, Extent>& v, void* context, address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
/// Of the standard containers only these two keep no address of their own head.
template <class Tp>
struct refers<std::vector<Tp, shared_allocator<Tp>>> {
  static constexpr bool value = true;
  static void visit(const std::vector<Tp, shared_allocator<Tp>>& v, void* context,
                    address_visitor see) {
    see(context, v.data(), ".data()");
  }
};
template <class Tp>
struct refers<std::deque<Tp, shared_allocator<Tp>>> {
  static constexpr bool value = true;
  static void visit(const std::deque<Tp, shared_allocator<Tp>>& v, void* context,
                    address_visitor see) {
    if (!v.empty()) {
      see(context, std::addressof(v.front()), ".front()");
    }
  }
};

/// A container of the shared heap whose head holds addresses of itself must itself lie there.
template <class Tp, class = void>
struct uses_shared_allocator : std::false_type {};
template <class Tp>
struct uses_shared_allocator<Tp, std::void_t<typename Tp::allocator_type>>
    : std::is_same<typename Tp::allocator_type,
                   shared_allocator<typename Tp::allocator_type::value_type>> {};

} // namespace ptools::generated

#endif
