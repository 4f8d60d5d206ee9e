#ifndef PTOOLS_DETAIL_CODEC_HPP
#define PTOOLS_DETAIL_CODEC_HPP

#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#include <ptools/detail/archive.hpp>
#include <ptools/detail/traits.hpp>

/// \file
/// Writing and reading one value, by its form.

namespace ptools::detail {

template <class Ep>
inline constexpr std::size_t range_alignment =
    alignof(Ep) < most_alignment ? alignof(Ep) : most_alignment;

/// What a range of Ep takes at least per element.
template <class Ep>
constexpr std::size_t least_size() {
  if constexpr (bulk<Ep>())
    return sizeof(Ep);
  else
    return 1;
}

template <class Tp>
Tp read_new(archive_reader& from);

/// An element of a container takes at least one byte, so that a count can be checked against the
/// bytes left even for elements that write nothing.
template <class Ep>
void write_element(archive_writer& to, const Ep& element) {
  const std::size_t before = to.position();
  write_value(to, element);
  if (to.position() == before)
    to.bytes("", 1);
}

inline void skip_padding(archive_reader& from, std::size_t before) {
  if (from.position() == before)
    from.take(1);
}

template <class Ep>
Ep read_element(archive_reader& from) {
  if constexpr (bulk<Ep>()) {
    return read_new<Ep>(from);
  } else {
    struct padding {
      archive_reader& from;
      std::size_t before;
      Ep read() {
        Ep element = read_new<Ep>(from);
        skip_padding(from, before);
        return element;
      }
    };
    return padding{from, from.position()}.read();
  }
}

template <class Ep>
void write_range(archive_writer& to, const Ep* first, std::size_t n) {
  if constexpr (bulk<Ep>()) {
    to.align(range_alignment<Ep>);
    to.bytes(first, n * sizeof(Ep));
  } else {
    const depth_guard deeper(to.depth, false);
    for (std::size_t i = 0; i < n; ++i)
      write_element(to, first[i]);
  }
}

template <class Ep>
void read_range(archive_reader& from, Ep* first, std::size_t n) {
  if constexpr (bulk<Ep>()) {
    from.align(range_alignment<Ep>);
    from.bytes(static_cast<void*>(first), n * sizeof(Ep));
  } else {
    const depth_guard deeper(from.depth, true);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t before = from.position();
      read_value(from, first[i]);
      skip_padding(from, before);
    }
  }
}

template <class Tp>
void write_scalar(archive_writer& to, const Tp& value) {
  if constexpr (std::is_same_v<Tp, long double> && sizeof(Tp) == 16) {
    // Ten bytes are the number, the others are whatever was there.
    std::byte all[16] = {};
    std::memcpy(all, &value, 10);
    to.bytes(all, sizeof all);
  } else {
    to.bytes(&value, sizeof value);
  }
}

template <class Tp>
void read_scalar(archive_reader& from, Tp& value) {
  if constexpr (std::is_same_v<Tp, bool>) {
    const std::byte b = *from.take(1);
    if (b > std::byte{1})
      throw_bad_encoding("a bool that is neither 0 nor 1");
    value = b == std::byte{1};
  } else {
    from.bytes(&value, sizeof value);
  }
}

/// Calls the user's serialize function, which takes the object as not const in either direction.
template <form How, class Ap, class Tp>
void call_user(Ap& archive, Tp& object) {
  const depth_guard deeper(archive.depth, Ap::is_loading::value);
  if constexpr (How == form::member)
    access::member(archive, object);
  else if constexpr (How == form::versioned)
    access::versioned(archive, object);
  else if constexpr (How == form::found)
    lookup::call(archive, object);
  else if constexpr (How == form::found_versioned)
    lookup::call_versioned(archive, object);
  else if constexpr (Ap::is_saving::value)
    access::save(archive, object);
  else
    access::load(archive, object);
}

struct write_fields {
  archive_writer& to;
  template <class List, class... Fp>
  void operator()(List, const Fp&... fields) const {
    (write_value(to, fields), ...);
  }
};

struct read_fields {
  archive_reader& from;
  template <class List, class... Fp>
  void operator()(List, Fp&... fields) const {
    (read_value(from, fields), ...);
  }
};

template <class Tp>
void write_value(archive_writer& to, const Tp& value) {
  constexpr form how = form_of<Tp>();
  static_assert(how != form::refused);
  if constexpr (how == form::scalar)
    write_scalar(to, value);
  else if constexpr (how == form::array)
    write_range(to, value, std::extent_v<Tp>);
  else if constexpr (bulk<Tp>())
    to.bytes(&reinterpret_cast<const char&>(value), sizeof value);
  else if constexpr (how == form::standard)
    codec<Tp>::write(to, value);
  else if constexpr (how == form::fields)
    with_fields(value, write_fields{to});
  else
    call_user<how>(to, const_cast<Tp&>(value));
}

template <class Tp>
void read_value(archive_reader& from, Tp& value) {
  static_assert(
      !std::is_const_v<Tp>,
      "a const member cannot be read into; it can if the class is an aggregate without arrays "
      "that is not read in place");
  constexpr form how = form_of<Tp>();
  static_assert(how != form::refused);
  if constexpr (how == form::scalar)
    read_scalar(from, value);
  else if constexpr (how == form::array)
    read_range(from, value, std::extent_v<Tp>);
  else if constexpr (bulk<Tp>())
    from.bytes(&reinterpret_cast<char&>(value), sizeof value);
  else if constexpr (how == form::standard)
    codec<Tp>::read(from, value);
  else if constexpr (how == form::fields)
    with_fields(value, read_fields{from});
  else
    call_user<how>(from, value);
}

/// Storage for an object whose bytes are its value but which has no default constructor.
template <class Tp>
union raw_object {
  Tp value;
  raw_object() noexcept {}
  ~raw_object() {}
};

template <class Tp, class... Fp>
Tp read_aggregate(archive_reader& from, type_list<Fp...>) {
  // Braces, because they alone promise an order of evaluation.
  return Tp{read_new<std::remove_const_t<Fp>>(from)...};
}

template <class Tp>
Tp read_new(archive_reader& from) {
  constexpr form how = form_of<Tp>();
  if constexpr (bulk<Tp>() && how != form::scalar) {
    raw_object<Tp> raw;
    from.bytes(&reinterpret_cast<char&>(raw.value), sizeof(Tp));
    return std::move(raw.value);
  } else if constexpr (how == form::standard) {
    return codec<Tp>::make(from);
  } else if constexpr (how == form::fields && !read_in_place_v<Tp>) {
    return read_aggregate<Tp>(from, fields_of<Tp>{});
  } else if constexpr (how == form::fields || how == form::scalar) {
    Tp value{};
    read_value(from, value);
    return value;
  } else {
    Tp value = access::make<Tp>();
    read_value(from, value);
    return value;
  }
}

/// Base of the codecs whose `make` is the natural operation.
template <class Tp>
struct made {
  static constexpr bool known = true;
  static constexpr bool bulk = false;
  static void read(archive_reader& from, Tp& value) { value = codec<Tp>::make(from); }
};

} // namespace ptools::detail

#endif
