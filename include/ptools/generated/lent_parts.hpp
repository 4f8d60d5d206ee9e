#ifndef PTOOLS_GENERATED_LENT_PARTS_HPP
#define PTOOLS_GENERATED_LENT_PARTS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include <ptools/generated/refers.hpp>
#include <ptools/serialize.hpp>

/// \file
/// Objects that own containers of the shared heap, or have pointers into it, beside other parts,
/// such as `struct particles { ptools::shared_array<double> x, v; std::string name; }`: workers get
/// those by value, and of these the bits, which they never destroy.

namespace ptools::generated {

/// The parts of an object, one by one.
template <class Tp, class = void>
struct parts_of {
  static constexpr bool known = false;
};
template <class Ap, class Bp>
struct parts_of<std::pair<Ap, Bp>, void> {
  static constexpr bool known = true;
  using types = ::ptools::detail::type_list<Ap, Bp>;
  template <class Pair, class Fp>
  static void each(Pair& pair, Fp&& see) {
    see(pair.first);
    see(pair.second);
  }
};
template <class Ep, std::size_t Extent>
struct parts_of<std::array<Ep, Extent>, std::enable_if_t<Extent != 0>> {
  static constexpr bool known = true;
  using types = ::ptools::detail::type_list<Ep>;
  template <class Array, class Fp>
  static void each(Array& array, Fp&& see) {
    for (auto& element : array)
      see(element);
  }
};

template <class Tp>
constexpr bool has_countable_fields() {
  if constexpr (std::is_class_v<Tp> && std::is_aggregate_v<Tp> && !std::is_polymorphic_v<Tp> &&
                !std::is_trivially_copyable_v<Tp>) {
    if constexpr (!::ptools::detail::begins_with_base<Tp>::value)
      return ::ptools::detail::field_count<Tp> > 0 &&
             ::ptools::detail::field_count<Tp> <= ::ptools::detail::most_fields;
    else
      return false;
  } else {
    return false;
  }
}

template <class Tp>
struct is_std_array : std::false_type {};
template <class Ep, std::size_t Extent>
struct is_std_array<std::array<Ep, Extent>> : std::true_type {};

template <class Tp>
struct parts_of<Tp, std::enable_if_t<!is_std_array<Tp>::value && has_countable_fields<Tp>()>> {
  static constexpr bool known = true;
  using types = ::ptools::detail::fields_of<Tp>;
  template <class Object, class Fp>
  static void each(Object& object, Fp&& see) {
    ::ptools::detail::with_fields(object, [&](auto, auto&... part) { (see(part), ...); });
  }
};

enum class part_kind {
  none,     ///< such a part does not travel
  bits,     ///< its bytes are its value
  lent,     ///< its bytes refer to shared memory
  owned,    ///< it is encoded
  of_parts, ///< it has lent parts itself
};

template <class Tp>
constexpr bool has_lent_parts();

template <class Fp>
constexpr part_kind kind_of_part() {
  using part = std::remove_cv_t<Fp>;
  if constexpr (std::is_reference_v<Fp> || std::is_volatile_v<Fp>)
    return part_kind::none;
  else if constexpr (refers<part>::value)
    return part_kind::lent;
  else if constexpr (is_serializable_v<part>)
    return std::is_trivially_copyable_v<part> ? part_kind::bits
           : std::is_array_v<part>            ? part_kind::none
                                              : part_kind::owned;
  else
    return has_lent_parts<part>() ? part_kind::of_parts : part_kind::none;
}

template <class... Fp>
constexpr bool all_travel(::ptools::detail::type_list<Fp...>) {
  return ((kind_of_part<Fp>() != part_kind::none) && ...);
}

/// An object whose parts all travel in one of these ways. Asked of types that do not travel by
/// value: then one of the parts at least is lent.
template <class Tp>
constexpr bool has_lent_parts() {
  if constexpr (parts_of<Tp>::known)
    return all_travel(typename parts_of<Tp>::types{});
  else
    return false;
}

/// Encoded are the bytes of the whole, then each owned part behind its size.
template <class Tp>
struct lent_parts {
  static std::size_t encoded_size(const void* value) {
    std::size_t size = up(sizeof(Tp));
    each_owned(*static_cast<const Tp*>(value),
               [&](const auto& part) { size += unit + up(::ptools::encoded_size(part)); });
    return size;
  }

  static void encode(const void* value, std::byte* to, std::size_t) {
    std::memcpy(to, value, sizeof(Tp));
    to += up(sizeof(Tp));
    each_owned(*static_cast<const Tp*>(value), [&](const auto& part) {
      const std::uint64_t size = ::ptools::encoded_size(part);
      std::memcpy(to, &size, sizeof size);
      ::ptools::encode_into(part, to + unit, size);
      to += unit + up(size);
    });
  }

  static void* decode(const std::byte* from, std::size_t size) {
    void* block = ::operator new(sizeof(Tp), std::align_val_t(alignof(Tp)));
    try {
      renew(block, from, size);
    } catch (...) {
      ::operator delete(block, std::align_val_t(alignof(Tp)));
      throw;
    }
    return block;
  }

  /// What is lent is not destroyed.
  static void destroy(void* value) {
    each_owned(*static_cast<Tp*>(value), [](auto& part) { end(part); });
    ::operator delete(value, std::align_val_t(alignof(Tp)));
  }

  static void assign(void* variable, const std::byte* from, std::size_t size) {
    Tp& object = *static_cast<Tp*>(variable);
    part_reader reader{from + up(sizeof(Tp)), from + size};
    each_part(object, [&](auto& part, auto kind) {
      using type = std::remove_cv_t<std::remove_reference_t<decltype(part)>>;
      if constexpr (decltype(kind)::value == part_kind::owned) {
        type made = reader.template next<type>();
        if constexpr (std::is_move_assignable_v<std::remove_reference_t<decltype(part)>>) {
          part = std::move(made);
        } else {
          end(part);
          ::new (at(part)) type(std::move(made));
        }
      } else {
        const auto offset = static_cast<std::byte*>(at(part)) - static_cast<std::byte*>(variable);
        std::memcpy(at(part), from + offset, sizeof part);
      }
    });
  }

  /// The bytes of the owned parts mean nothing in this process: values take their places.
  static void renew(void* variable, const std::byte* from, std::size_t size) {
    std::memcpy(variable, from, sizeof(Tp));
    Tp& object = *static_cast<Tp*>(variable);
    part_reader reader{from + up(sizeof(Tp)), from + size};
    std::size_t made = 0;
    try {
      each_owned(object, [&](auto& part) {
        using type = std::remove_cv_t<std::remove_reference_t<decltype(part)>>;
        ::new (at(part)) type(reader.template next<type>());
        ++made;
      });
    } catch (...) {
      each_owned(object, [&](auto& part) {
        if (made > 0) {
          end(part);
          --made;
        }
      });
      throw;
    }
  }

  static void addresses(const void* value, void* context, address_visitor see) {
    each_part(*static_cast<const Tp*>(value), [&](const auto& part, auto kind) {
      using type = std::remove_cv_t<std::remove_reference_t<decltype(part)>>;
      if constexpr (decltype(kind)::value == part_kind::lent)
        refers<type>::visit(part, context, see);
    });
  }

  /// Calls `see` with each part and its kind as a type; instead of parts that have parts, with
  /// those.
  template <class Object, class Fp>
  static void each_part(Object& object, Fp&& see) {
    parts_of<Tp>::each(object, [&](auto& part) {
      using type = std::remove_cv_t<std::remove_reference_t<decltype(part)>>;
      constexpr part_kind kind = kind_of_part<type>();
      if constexpr (kind == part_kind::of_parts)
        lent_parts<type>::each_part(part, see);
      else
        see(part, std::integral_constant<part_kind, kind>{});
    });
  }

private:
  static constexpr std::size_t unit = alignof(std::max_align_t);
  static constexpr std::size_t up(std::size_t size) { return (size + unit - 1) / unit * unit; }

  struct part_reader {
    const std::byte* from;
    const std::byte* last;

    template <class Part>
    Part next() {
      const std::size_t left = static_cast<std::size_t>(last - from);
      std::uint64_t size = 0;
      if (left < unit)
        ::ptools::detail::throw_truncated(unit, left);
      std::memcpy(&size, from, sizeof size);
      if (size > left - unit)
        ::ptools::detail::throw_truncated(size, left - unit);
      const std::byte* const part = from + unit;
      from = part + up(size);
      return ::ptools::decode<Part>(part, size);
    }
  };

  template <class Object, class Fp>
  static void each_owned(Object& object, Fp&& see) {
    each_part(object, [&](auto& part, auto kind) {
      if constexpr (decltype(kind)::value == part_kind::owned)
        see(part);
    });
  }

  template <class Part>
  static void end(Part& part) {
    part.~Part();
  }

  template <class Part>
  static void* at(Part& part) {
    return const_cast<void*>(static_cast<const void*>(std::addressof(part)));
  }
};

} // namespace ptools::generated

#endif
