#ifndef PTOOLS_DETAIL_CODEC_VALUES_HPP
#define PTOOLS_DETAIL_CODEC_VALUES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <ptools/detail/codec.hpp>

/// \file
/// Standard types that are not containers: strings, paths, arrays, pairs, tuples, optional,
/// variant, smart pointers. Complex numbers, durations, bitsets travel as bytes and need nothing
/// here.

namespace ptools::detail {

template <class C, class Traits, class A>
struct codec<std::basic_string<C, Traits, A>> : made<std::basic_string<C, Traits, A>> {
  using T = std::basic_string<C, Traits, A>;
  template <class...>
  static constexpr refusal why() {
    return refusal::none;
  }
  static void write(archive_writer& to, const T& value) {
    to.count(value.size());
    write_range(to, value.data(), value.size());
  }
  static T make(archive_reader& from) {
    const std::size_t n = from.count(sizeof(C));
    T value(n, C());
    read_range(from, value.data(), n);
    return value;
  }
};

/// std::filesystem::path, known by its face: its header is one of the slowest to compile.
template <class T>
struct codec<T, std::void_t<typename T::string_type, decltype(T::preferred_separator),
                            decltype(std::declval<const T&>().lexically_normal())>> : made<T> {
  template <class...>
  static constexpr refusal why() {
    return refusal::none;
  }
  static void write(archive_writer& to, const T& value) { write_value(to, value.native()); }
  static T make(archive_reader& from) { return T(read_new<typename T::string_type>(from)); }
};

template <class E, std::size_t Extent>
struct codec<std::array<E, Extent>> {
  using T = std::array<E, Extent>;
  static constexpr bool known = true;
  static constexpr bool bulk = Extent == 0 || detail::bulk<E>();
  template <class... Seen>
  static constexpr refusal why() {
    constexpr refusal element = detail::why<E, Seen...>();
    if constexpr (element != refusal::none || bulk)
      return element;
    else
      return std::is_default_constructible_v<E> && std::is_move_assignable_v<E>
                 ? refusal::none
                 : refusal::not_default_constructible;
  }
  static void write(archive_writer& to, const T& value) { write_range(to, value.data(), Extent); }
  static void read(archive_reader& from, T& value) { read_range(from, value.data(), Extent); }
  static T make(archive_reader& from) {
    T value{};
    read(from, value);
    return value;
  }
};

template <class A, class B>
struct codec<std::pair<A, B>> : made<std::pair<A, B>> {
  using T = std::pair<A, B>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<A, B>{});
  }
  static void write(archive_writer& to, const T& value) {
    write_value(to, value.first);
    write_value(to, value.second);
  }
  static void read(archive_reader& from, T& value) {
    read_value(from, value.first);
    read_value(from, value.second);
  }
  static T make(archive_reader& from) {
    return T{read_new<std::remove_const_t<A>>(from), read_new<std::remove_const_t<B>>(from)};
  }
};

template <class... E>
struct codec<std::tuple<E...>> : made<std::tuple<E...>> {
  using T = std::tuple<E...>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<E...>{});
  }
  static void write(archive_writer& to, const T& value) {
    static_cast<void>(to); // an empty tuple writes nothing
    std::apply([&](const E&... each) { (write_value(to, each), ...); }, value);
  }
  static T make([[maybe_unused]] archive_reader& from) {
    return T{read_new<std::remove_const_t<E>>(from)...};
  }
};

template <class E>
struct codec<std::optional<E>> : made<std::optional<E>> {
  using T = std::optional<E>;
  template <class... Seen>
  static constexpr refusal why() {
    return detail::why<E, Seen...>();
  }
  static void write(archive_writer& to, const T& value) {
    write_value(to, value.has_value());
    if (value)
      write_value(to, *value);
  }
  static T make(archive_reader& from) {
    if (!read_new<bool>(from))
      return std::nullopt;
    return T(std::in_place, read_new<std::remove_const_t<E>>(from));
  }
};

template <class... E>
struct codec<std::variant<E...>> : made<std::variant<E...>> {
  using T = std::variant<E...>;
  static constexpr std::uint32_t valueless = ~std::uint32_t(0);
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<E...>{});
  }
  static void write(archive_writer& to, const T& value) {
    write_value(to, value.valueless_by_exception() ? valueless
                                                   : static_cast<std::uint32_t>(value.index()));
    if (!value.valueless_by_exception())
      std::visit([&to](const auto& held) { write_value(to, held); }, value);
  }
  static T make(archive_reader& from) {
    const auto index = read_new<std::uint32_t>(from);
    if (index >= sizeof...(E))
      throw_bad_encoding(index == valueless ? "a variant without a value"
                                            : "an alternative that the variant does not have");
    return make_at(from, index, std::index_sequence_for<E...>{});
  }

private:
  template <std::size_t... Idx>
  static T make_at(archive_reader& from, std::size_t index, std::index_sequence<Idx...>) {
    using maker = T (*)(archive_reader&);
    static constexpr maker table[] = {&make_one<Idx>...};
    return table[index](from);
  }
  template <std::size_t Idx>
  static T make_one(archive_reader& from) {
    return T(std::in_place_index<Idx>,
             read_new<std::remove_const_t<std::variant_alternative_t<Idx, T>>>(from));
  }
};

template <class E, class... Seen>
constexpr refusal why_pointee() {
  if constexpr (std::is_void_v<E> || std::is_array_v<E>)
    return refusal::unknown;
  else if constexpr (std::is_polymorphic_v<E> && !std::is_final_v<E>)
    return refusal::polymorphic;
  else
    return why<E, Seen...>();
}

template <class E>
struct codec<std::unique_ptr<E>> : made<std::unique_ptr<E>> {
  using T = std::unique_ptr<E>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<E, Seen...>();
  }
  static void write(archive_writer& to, const T& value) {
    const depth_guard deeper(to.depth, false);
    write_value(to, value != nullptr);
    if (value)
      write_value(to, *value);
  }
  static T make(archive_reader& from) {
    const depth_guard deeper(from.depth, true);
    if (!read_new<bool>(from))
      return nullptr;
    return T(new E(read_new<std::remove_const_t<E>>(from)));
  }
};

/// An object that several pointers of one archive share is written once: 0 is null, 1 a new object,
/// from 2 on the objects met so far.
template <class E>
struct codec<std::shared_ptr<E>> : made<std::shared_ptr<E>> {
  using T = std::shared_ptr<E>;
  using object = std::remove_const_t<E>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<E, Seen...>();
  }
  static void write(archive_writer& to, const T& value) {
    const depth_guard deeper(to.depth, false);
    if (!value)
      return to.count(0);
    const std::uint64_t number = to.shared_number({value.get(), &type_tag<object>::address});
    to.count(number + 1);
    if (number == 0)
      write_value(to, *value);
  }
  static T make(archive_reader& from) {
    const depth_guard deeper(from.depth, true);
    const std::uint64_t number = from.number();
    if (number == 0)
      return nullptr;
    if (number > 1)
      return met(from, number - 2);
    const std::size_t mine = from.shared.size();
    from.shared.push_back({nullptr, &type_tag<object>::address, clear_function()});
    if constexpr (std::is_default_constructible_v<object> &&
                  (form_of<object>() != form::fields || read_in_place_v<object>)) {
      // Known before its content is read, which may refer back to it.
      auto made_now = std::make_shared<object>();
      from.shared[mine].owner = made_now;
      read_value(from, *made_now);
      return made_now;
    } else {
      auto made_now = std::make_shared<object>(read_new<object>(from));
      from.shared[mine].owner = made_now;
      return made_now;
    }
  }

private:
  static constexpr auto clear_function() -> void (*)(void*) {
    if constexpr (std::is_default_constructible_v<object> && std::is_move_assignable_v<object>)
      return [](void* at) { *static_cast<object*>(at) = object(); };
    else
      return nullptr;
  }

  static T met(archive_reader& from, std::uint64_t index) {
    if (index >= from.shared.size() || from.shared[index].type != &type_tag<object>::address ||
        !from.shared[index].owner)
      throw_bad_encoding("a shared object that was not met before");
    return std::static_pointer_cast<E>(from.shared[index].owner);
  }
};

/// Travels as the pointer it locks to: an object that nothing else in the archive owns is gone.
template <class E>
struct codec<std::weak_ptr<E>> : made<std::weak_ptr<E>> {
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<E, Seen...>();
  }
  static void write(archive_writer& to, const std::weak_ptr<E>& value) {
    write_value(to, value.lock());
  }
  static std::weak_ptr<E> make(archive_reader& from) { return read_new<std::shared_ptr<E>>(from); }
};

} // namespace ptools::detail

#endif
