#ifndef PTOOLS_DETAIL_TRAITS_HPP
#define PTOOLS_DETAIL_TRAITS_HPP

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <typeindex>
#include <utility>
#if __cplusplus >= 202002L
#include <span>
#endif

#include <ptools/detail/archive.hpp>
#include <ptools/detail/fields.hpp>

/// \file
/// In which form a type travels, or why it does not.

namespace ptools {

template <class Tp>
class shared_allocator;

/// Whether the bytes of a trivially copyable class are its value. Looked at where its members are
/// private, so that nobody but you can say whether a pointer is among them; true unless you
/// specialise it as std::false_type. Specialise as std::true_type to let a union travel.
template <class Tp>
struct travels_as_bytes : std::bool_constant<!std::is_union_v<Tp>> {};

namespace detail {

/// Specialised in codec_*.hpp for the standard types: `bulk` (the bytes are the value),
/// `why<Seen...>()`, `write`, `read`.
template <class Tp, class = void>
struct codec {
  static constexpr bool known = false;
};

enum class refusal {
  none,
  pointer,
  reference,
  view,
  function,
  polymorphic,
  not_default_constructible,
  stateful_order,
  not_movable,
  volatile_object,
  shared_memory,
  unknown,
};

enum class form {
  refused,
  member,
  versioned,
  found,
  found_versioned,
  save_load,
  standard,
  scalar,
  array,
  bytes,
  fields
};

template <class Tp>
using always = void;

#define PTOOLS_DETECT(name, expression)                                                            \
  template <class Tp, class = void>                                                                \
  struct name : std::false_type {};                                                                \
  template <class Tp>                                                                              \
  struct name<Tp, std::void_t<decltype(expression)>> : std::true_type {}

namespace lookup {
// Two archives, so that a serialize function that fits only one of them is not taken for ours.
PTOOLS_DETECT(found, (serialize(std::declval<archive_writer&>(), std::declval<Tp&>()),
                      serialize(std::declval<archive_reader&>(), std::declval<Tp&>())));
PTOOLS_DETECT(found_versioned,
              (serialize(std::declval<archive_writer&>(), std::declval<Tp&>(), 0u),
               serialize(std::declval<archive_reader&>(), std::declval<Tp&>(), 0u)));
template <class Ap, class Tp>
void call(Ap& archive, Tp& object) {
  serialize(archive, object);
}
template <class Ap, class Tp>
void call_versioned(Ap& archive, Tp& object) {
  serialize(archive, object, 0u);
}
} // namespace lookup

PTOOLS_DETECT(has_member, (access::member(std::declval<archive_writer&>(), std::declval<Tp&>()),
                           access::member(std::declval<archive_reader&>(), std::declval<Tp&>())));
PTOOLS_DETECT(has_versioned,
              (access::versioned(std::declval<archive_writer&>(), std::declval<Tp&>()),
               access::versioned(std::declval<archive_reader&>(), std::declval<Tp&>())));
PTOOLS_DETECT(has_save_load,
              (access::save(std::declval<archive_writer&>(), std::declval<const Tp&>()),
               access::load(std::declval<archive_reader&>(), std::declval<Tp&>())));
PTOOLS_DETECT(can_make, access::make<Tp>());
PTOOLS_DETECT(is_iterator, std::declval<typename std::iterator_traits<Tp>::iterator_category>());

#undef PTOOLS_DETECT

/// Classes that are trivially copyable and refer to something else.
template <class Tp>
struct is_view : is_iterator<Tp> {};
template <class Cp, class Traits>
struct is_view<std::basic_string_view<Cp, Traits>> : std::true_type {};
template <class Tp>
struct is_view<std::reference_wrapper<Tp>> : std::true_type {};
template <class Tp>
struct is_view<std::initializer_list<Tp>> : std::true_type {};
template <>
struct is_view<std::type_index> : std::true_type {};
template <>
struct is_view<std::error_code> : std::true_type {};
template <>
struct is_view<std::error_condition> : std::true_type {};
#if __cplusplus >= 202002L
template <class Tp, std::size_t Extent>
struct is_view<std::span<Tp, Extent>> : std::true_type {};
#endif

/// A container whose elements lie in shared memory: a copy in another process would be another
/// container, and what is written into it would be lost.
template <class Tp, class = void>
struct holds_shared_memory : std::false_type {};
template <class Tp>
struct holds_shared_memory<Tp, std::void_t<typename Tp::allocator_type, typename Tp::value_type>>
    : std::is_same<typename Tp::allocator_type, shared_allocator<typename Tp::value_type>> {};

/// An atomic or a mutex counts as trivially copyable although nothing can copy it.
template <class Tp>
inline constexpr bool copies_as_bytes_v =
    std::is_trivially_copyable_v<Tp> && std::is_move_constructible_v<Tp>;

template <class Tp>
constexpr form form_of() {
  if constexpr (std::is_class_v<Tp> || std::is_union_v<Tp> || std::is_enum_v<Tp>) {
    if constexpr (holds_shared_memory<Tp>::value)
      return form::refused;
    else if constexpr (codec<Tp>::known)
      return form::standard;
    else if constexpr (lookup::found<Tp>::value)
      return form::found;
    else if constexpr (lookup::found_versioned<Tp>::value)
      return form::found_versioned;
    else if constexpr (std::is_enum_v<Tp>)
      return form::scalar;
    else if constexpr (has_member<Tp>::value)
      return form::member;
    else if constexpr (has_versioned<Tp>::value)
      return form::versioned;
    else if constexpr (has_save_load<Tp>::value)
      return form::save_load;
    else if constexpr (is_view<Tp>::value || std::is_polymorphic_v<Tp>)
      return form::refused;
    else if constexpr (std::is_empty_v<Tp> && copies_as_bytes_v<Tp>)
      return form::bytes;
    else if constexpr (std::is_aggregate_v<Tp> && !std::is_union_v<Tp>) {
      constexpr bool countable =
          !begins_with_base<Tp>::value && field_count<Tp> > 0 && field_count<Tp> <= most_fields;
      if constexpr (countable)
        return form::fields;
      else
        return copies_as_bytes_v<Tp> && travels_as_bytes<Tp>::value ? form::bytes : form::refused;
    } else if constexpr (copies_as_bytes_v<Tp> && travels_as_bytes<Tp>::value)
      return form::bytes;
    else
      return form::refused;
  } else if constexpr (std::is_arithmetic_v<Tp>) {
    return form::scalar;
  } else if constexpr (std::is_array_v<Tp>) {
    return form::array;
  } else {
    return form::refused;
  }
}

template <class Tp, class... Seen>
constexpr refusal why();

template <class... Seen, class... Fp>
constexpr refusal why_any(type_list<Fp...>) {
  refusal first = refusal::none;
  static_cast<void>((((first = why<Fp, Seen...>()) == refusal::none) && ...));
  return first;
}

template <class... Fp>
constexpr bool any_array(type_list<Fp...>) {
  return (std::is_array_v<Fp> || ...);
}

/// An aggregate is made empty and its fields are read in place, or it is made from its fields.
template <class Tp>
inline constexpr bool read_in_place_v =
    std::is_default_constructible_v<Tp> && std::is_move_assignable_v<Tp>;

template <class Tp, class... Seen>
constexpr refusal why_fields() {
  constexpr refusal fields = why_any<Tp, Seen...>(fields_of<Tp>{});
  if constexpr (fields != refusal::none || std::is_trivially_copyable_v<Tp>)
    return fields;
  else
    return !read_in_place_v<Tp> && any_array(fields_of<Tp>{}) ? refusal::not_default_constructible
                                                              : refusal::none;
}

template <class Tp>
constexpr refusal why_refused() {
  if constexpr (std::is_function_v<Tp> || std::is_member_pointer_v<Tp>)
    return refusal::function;
  else if constexpr (std::is_pointer_v<Tp>)
    return std::is_function_v<std::remove_pointer_t<Tp>> ? refusal::function : refusal::pointer;
  else if constexpr (std::is_null_pointer_v<Tp>)
    return refusal::pointer;
  else if constexpr (holds_shared_memory<Tp>::value)
    return refusal::shared_memory;
  else if constexpr (is_view<Tp>::value)
    return refusal::view;
  else if constexpr (std::is_class_v<Tp> && std::is_polymorphic_v<Tp>)
    return refusal::polymorphic;
  else
    return refusal::unknown;
}

/// Why Tp does not travel; a type that is asked about inside itself (a tree) does not decide.
template <class Tp, class... Seen>
constexpr refusal why() {
  if constexpr (std::is_reference_v<Tp>) {
    return refusal::reference;
  } else if constexpr (std::is_volatile_v<Tp>) {
    return refusal::volatile_object;
  } else if constexpr (std::is_const_v<Tp>) {
    return why<std::remove_const_t<Tp>, Seen...>();
  } else if constexpr ((std::is_same_v<Tp, Seen> || ...)) {
    return refusal::none;
  } else {
    constexpr form how = form_of<Tp>();
    if constexpr (how == form::refused)
      return why_refused<Tp>();
    else if constexpr (how == form::standard)
      return codec<Tp>::template why<Tp, Seen...>();
    else if constexpr (how == form::array)
      return why<std::remove_extent_t<Tp>, Tp, Seen...>();
    else if constexpr (how == form::fields)
      return why_fields<Tp, Seen...>();
    else if constexpr (how == form::scalar || how == form::bytes)
      return refusal::none;
    else if constexpr (!can_make<Tp>::value)
      return refusal::not_default_constructible;
    else
      return std::is_move_constructible_v<Tp> ? refusal::none : refusal::not_movable;
  }
}

template <class Tp>
constexpr bool bulk();

template <class... Fp>
constexpr bool bulk_all(type_list<Fp...>) {
  return (bulk<Fp>() && ...);
}

/// Whether a range of Tp is copied as one block of bytes.
template <class Tp>
constexpr bool bulk() {
  if constexpr (std::is_reference_v<Tp> || std::is_volatile_v<Tp> ||
                !std::is_trivially_copyable_v<Tp>) {
    return false;
  } else if constexpr (std::is_const_v<Tp>) {
    return bulk<std::remove_const_t<Tp>>();
  } else {
    constexpr form how = form_of<Tp>();
    if constexpr (how == form::scalar || how == form::bytes)
      return true;
    else if constexpr (how == form::array)
      return bulk<std::remove_extent_t<Tp>>();
    else if constexpr (how == form::standard)
      return codec<Tp>::bulk;
    else if constexpr (how == form::fields)
      return bulk_all(fields_of<Tp>{});
    else
      return false;
  }
}

/// Says in words why Tp does not travel by value.
template <class Tp>
constexpr void explain() {
  constexpr refusal reason = why<Tp>();
  static_assert(reason != refusal::pointer,
                "this type holds a raw pointer, which means nothing in another process: use a "
                "std::vector, std::unique_ptr or std::shared_ptr, or give the class a serialize "
                "function");
  static_assert(reason != refusal::reference,
                "this type holds a reference: hold the value instead, or "
                "give the class a serialize function");
  static_assert(reason != refusal::view,
                "this type refers to memory that it does not own (a view, an iterator, a reference "
                "wrapper): send what it refers to");
  static_assert(
      reason != refusal::function,
      "this type holds a pointer to a function or a member, which does not travel by value");
  static_assert(reason != refusal::polymorphic,
                "this class has virtual functions: the object behind it may be of a derived class. "
                "Give it a serialize function, or hold it by value in a std::variant");
  static_assert(
      reason != refusal::not_default_constructible,
      "a class with a serialize function needs a default constructor (it may be private, "
      "with `friend class ptools::access;`), and so does an element of a std::array and an "
      "aggregate that has C arrays");
  static_assert(reason != refusal::not_movable,
                "a class with a serialize function must be movable");
  static_assert(reason != refusal::stateful_order,
                "a container whose comparison, hash or deleter has state does not travel by value");
  static_assert(reason != refusal::shared_memory,
                "a container with ptools::shared_allocator is not copied to another process, where "
                "it would be another container: give the loop a variable for the container itself "
                "(auto& elements = object.elements), or put the whole object into shared memory "
                "with ptools::shared_new");
  static_assert(reason != refusal::volatile_object, "volatile objects do not travel by value");
  static_assert(reason != refusal::unknown,
                "this type does not travel by value: give the class `template <class A> void "
                "serialize(A& ar) { ar & a & b; }` that names all its members");
}

} // namespace detail

/// Whether values of Tp travel between processes by value.
template <class Tp>
inline constexpr bool is_serializable_v =
    detail::why<std::remove_cv_t<Tp>>() == detail::refusal::none;

} // namespace ptools

#endif
