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

template <class Cp, class Traits, class Ap>
struct codec<std::basic_string<Cp, Traits, Ap>> : made<std::basic_string<Cp, Traits, Ap>> {
  using Tp = std::basic_string<Cp, Traits, Ap>;
  template <class...>
  static constexpr refusal why() {
    return refusal::none;
  }
  static void write(archive_writer& to, const Tp& value) {
    to.count(value.size());
    write_range(to, value.data(), value.size());
  }
  static Tp make(archive_reader& from) {
    const std::size_t n = from.count(sizeof(Cp));
    Tp value(n, Cp());
    read_range(from, value.data(), n);
    return value;
  }
};

/// std::filesystem::path, known by its face: its header is one of the slowest to compile.
template <class Tp>
struct codec<Tp, std::void_t<typename Tp::string_type, decltype(Tp::preferred_separator),
                             decltype(std::declval<const Tp&>().lexically_normal())>> : made<Tp> {
  template <class...>
  static constexpr refusal why() {
    return refusal::none;
  }
  static void write(archive_writer& to, const Tp& value) { write_value(to, value.native()); }
  static Tp make(archive_reader& from) { return Tp(read_new<typename Tp::string_type>(from)); }
};

template <class Ep, std::size_t Extent>
struct codec<std::array<Ep, Extent>> {
  using Tp = std::array<Ep, Extent>;
  static constexpr bool known = true;
  static constexpr bool bulk = Extent == 0 || detail::bulk<Ep>();
  template <class... Seen>
  static constexpr refusal why() {
    constexpr refusal element = detail::why<Ep, Seen...>();
    if constexpr (element != refusal::none || bulk)
      return element;
    else
      return std::is_default_constructible_v<Ep> && std::is_move_assignable_v<Ep>
                 ? refusal::none
                 : refusal::not_default_constructible;
  }
  static void write(archive_writer& to, const Tp& value) { write_range(to, value.data(), Extent); }
  static void read(archive_reader& from, Tp& value) { read_range(from, value.data(), Extent); }
  static Tp make(archive_reader& from) {
    Tp value{};
    read(from, value);
    return value;
  }
};

template <class Ap, class Bp>
struct codec<std::pair<Ap, Bp>> : made<std::pair<Ap, Bp>> {
  using Tp = std::pair<Ap, Bp>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<Ap, Bp>{});
  }
  static void write(archive_writer& to, const Tp& value) {
    write_value(to, value.first);
    write_value(to, value.second);
  }
  static void read(archive_reader& from, Tp& value) {
    read_value(from, value.first);
    read_value(from, value.second);
  }
  static Tp make(archive_reader& from) {
    return Tp{read_new<std::remove_const_t<Ap>>(from), read_new<std::remove_const_t<Bp>>(from)};
  }
};

template <class... Ep>
struct codec<std::tuple<Ep...>> : made<std::tuple<Ep...>> {
  using Tp = std::tuple<Ep...>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<Ep...>{});
  }
  static void write(archive_writer& to, const Tp& value) {
    static_cast<void>(to); // an empty tuple writes nothing
    std::apply([&](const Ep&... each) { (write_value(to, each), ...); }, value);
  }
  static Tp make([[maybe_unused]] archive_reader& from) {
    return Tp{read_new<std::remove_const_t<Ep>>(from)...};
  }
};

template <class Ep>
struct codec<std::optional<Ep>> : made<std::optional<Ep>> {
  using Tp = std::optional<Ep>;
  template <class... Seen>
  static constexpr refusal why() {
    return detail::why<Ep, Seen...>();
  }
  static void write(archive_writer& to, const Tp& value) {
    write_value(to, value.has_value());
    if (value)
      write_value(to, *value);
  }
  static Tp make(archive_reader& from) {
    if (!read_new<bool>(from))
      return std::nullopt;
    return Tp(std::in_place, read_new<std::remove_const_t<Ep>>(from));
  }
};

template <class... Ep>
struct codec<std::variant<Ep...>> : made<std::variant<Ep...>> {
  using Tp = std::variant<Ep...>;
  static constexpr std::uint32_t valueless = ~std::uint32_t(0);
  template <class... Seen>
  static constexpr refusal why() {
    return why_any<Seen...>(type_list<Ep...>{});
  }
  static void write(archive_writer& to, const Tp& value) {
    write_value(to, value.valueless_by_exception() ? valueless
                                                   : static_cast<std::uint32_t>(value.index()));
    if (!value.valueless_by_exception())
      std::visit([&to](const auto& held) { write_value(to, held); }, value);
  }
  static Tp make(archive_reader& from) {
    const auto index = read_new<std::uint32_t>(from);
    if (index >= sizeof...(Ep))
      throw_bad_encoding(index == valueless ? "a variant without a value"
                                            : "an alternative that the variant does not have");
    return make_at(from, index, std::index_sequence_for<Ep...>{});
  }

private:
  template <std::size_t... Idx>
  static Tp make_at(archive_reader& from, std::size_t index, std::index_sequence<Idx...>) {
    using maker = Tp (*)(archive_reader&);
    static constexpr maker table[] = {&make_one<Idx>...};
    return table[index](from);
  }
  template <std::size_t Idx>
  static Tp make_one(archive_reader& from) {
    return Tp(std::in_place_index<Idx>,
              read_new<std::remove_const_t<std::variant_alternative_t<Idx, Tp>>>(from));
  }
};

template <class Ep, class... Seen>
constexpr refusal why_pointee() {
  if constexpr (std::is_void_v<Ep> || std::is_array_v<Ep>)
    return refusal::unknown;
  else if constexpr (std::is_polymorphic_v<Ep> && !std::is_final_v<Ep>)
    return refusal::polymorphic;
  else
    return why<Ep, Seen...>();
}

template <class Ep>
struct codec<std::unique_ptr<Ep>> : made<std::unique_ptr<Ep>> {
  using Tp = std::unique_ptr<Ep>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<Ep, Seen...>();
  }
  static void write(archive_writer& to, const Tp& value) {
    const depth_guard deeper(to.depth, false);
    write_value(to, value != nullptr);
    if (value)
      write_value(to, *value);
  }
  static Tp make(archive_reader& from) {
    const depth_guard deeper(from.depth, true);
    if (!read_new<bool>(from))
      return nullptr;
    return Tp(new Ep(read_new<std::remove_const_t<Ep>>(from)));
  }
};

/// An object that several pointers of one archive share is written once: 0 is null, 1 a new object,
/// from 2 on the objects met so far.
template <class Ep>
struct codec<std::shared_ptr<Ep>> : made<std::shared_ptr<Ep>> {
  using Tp = std::shared_ptr<Ep>;
  using object = std::remove_const_t<Ep>;
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<Ep, Seen...>();
  }
  static void write(archive_writer& to, const Tp& value) {
    const depth_guard deeper(to.depth, false);
    if (!value)
      return to.count(0);
    const std::uint64_t number = to.shared_number({value.get(), &type_tag<object>::address});
    to.count(number + 1);
    if (number == 0)
      write_value(to, *value);
  }
  static Tp make(archive_reader& from) {
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

  static Tp met(archive_reader& from, std::uint64_t index) {
    if (index >= from.shared.size() || from.shared[index].type != &type_tag<object>::address ||
        !from.shared[index].owner)
      throw_bad_encoding("a shared object that was not met before");
    return std::static_pointer_cast<Ep>(from.shared[index].owner);
  }
};

/// Travels as the pointer it locks to: an object that nothing else in the archive owns is gone.
template <class Ep>
struct codec<std::weak_ptr<Ep>> : made<std::weak_ptr<Ep>> {
  template <class... Seen>
  static constexpr refusal why() {
    return why_pointee<Ep, Seen...>();
  }
  static void write(archive_writer& to, const std::weak_ptr<Ep>& value) {
    write_value(to, value.lock());
  }
  static std::weak_ptr<Ep> make(archive_reader& from) {
    return read_new<std::shared_ptr<Ep>>(from);
  }
};

} // namespace ptools::detail

#endif
