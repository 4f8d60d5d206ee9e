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

template <class E>
inline constexpr std::size_t range_alignment =
    alignof(E) < most_alignment ? alignof(E) : most_alignment;

/// What a range of E takes at least per element.
template <class E>
constexpr std::size_t least_size() {
  if constexpr (bulk<E>())
    return sizeof(E);
  else
    return 1;
}

template <class T>
T read_new(archive_reader& from);

/// An element of a container takes at least one byte, so that a count can be checked against the
/// bytes left even for elements that write nothing.
template <class E>
void write_element(archive_writer& to, const E& element) {
  const std::size_t before = to.position();
  write_value(to, element);
  if (to.position() == before)
    to.bytes("", 1);
}

inline void skip_padding(archive_reader& from, std::size_t before) {
  if (from.position() == before)
    from.take(1);
}

template <class E>
E read_element(archive_reader& from) {
  if constexpr (bulk<E>()) {
    return read_new<E>(from);
  } else {
    struct padding {
      archive_reader& from;
      std::size_t before;
      E read() {
        E element = read_new<E>(from);
        skip_padding(from, before);
        return element;
      }
    };
    return padding{from, from.position()}.read();
  }
}

template <class E>
void write_range(archive_writer& to, const E* first, std::size_t n) {
  if constexpr (bulk<E>()) {
    to.align(range_alignment<E>);
    to.bytes(first, n * sizeof(E));
  } else {
    const depth_guard deeper(to.depth, false);
    for (std::size_t i = 0; i < n; ++i)
      write_element(to, first[i]);
  }
}

template <class E>
void read_range(archive_reader& from, E* first, std::size_t n) {
  if constexpr (bulk<E>()) {
    from.align(range_alignment<E>);
    from.bytes(static_cast<void*>(first), n * sizeof(E));
  } else {
    const depth_guard deeper(from.depth, true);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t before = from.position();
      read_value(from, first[i]);
      skip_padding(from, before);
    }
  }
}

template <class T>
void write_scalar(archive_writer& to, const T& value) {
  if constexpr (std::is_same_v<T, long double> && sizeof(T) == 16) {
    // Ten bytes are the number, the others are whatever was there.
    std::byte all[16] = {};
    std::memcpy(all, &value, 10);
    to.bytes(all, sizeof all);
  } else {
    to.bytes(&value, sizeof value);
  }
}

template <class T>
void read_scalar(archive_reader& from, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    const std::byte b = *from.take(1);
    if (b > std::byte{1})
      throw_bad_encoding("a bool that is neither 0 nor 1");
    value = b == std::byte{1};
  } else {
    from.bytes(&value, sizeof value);
  }
}

/// Calls the user's serialize function, which takes the object as not const in either direction.
template <form How, class A, class T>
void call_user(A& archive, T& object) {
  const depth_guard deeper(archive.depth, A::is_loading::value);
  if constexpr (How == form::member)
    access::member(archive, object);
  else if constexpr (How == form::versioned)
    access::versioned(archive, object);
  else if constexpr (How == form::found)
    lookup::call(archive, object);
  else if constexpr (How == form::found_versioned)
    lookup::call_versioned(archive, object);
  else if constexpr (A::is_saving::value)
    access::save(archive, object);
  else
    access::load(archive, object);
}

struct write_fields {
  archive_writer& to;
  template <class List, class... F>
  void operator()(List, const F&... fields) const {
    (write_value(to, fields), ...);
  }
};

struct read_fields {
  archive_reader& from;
  template <class List, class... F>
  void operator()(List, F&... fields) const {
    (read_value(from, fields), ...);
  }
};

template <class T>
void write_value(archive_writer& to, const T& value) {
  constexpr form how = form_of<T>();
  static_assert(how != form::refused);
  if constexpr (how == form::scalar)
    write_scalar(to, value);
  else if constexpr (how == form::array)
    write_range(to, value, std::extent_v<T>);
  else if constexpr (bulk<T>())
    to.bytes(&reinterpret_cast<const char&>(value), sizeof value);
  else if constexpr (how == form::standard)
    codec<T>::write(to, value);
  else if constexpr (how == form::fields)
    with_fields(value, write_fields{to});
  else
    call_user<how>(to, const_cast<T&>(value));
}

template <class T>
void read_value(archive_reader& from, T& value) {
  static_assert(
      !std::is_const_v<T>,
      "a const member cannot be read into; it can if the class is an aggregate without arrays "
      "that is not read in place");
  constexpr form how = form_of<T>();
  static_assert(how != form::refused);
  if constexpr (how == form::scalar)
    read_scalar(from, value);
  else if constexpr (how == form::array)
    read_range(from, value, std::extent_v<T>);
  else if constexpr (bulk<T>())
    from.bytes(&reinterpret_cast<char&>(value), sizeof value);
  else if constexpr (how == form::standard)
    codec<T>::read(from, value);
  else if constexpr (how == form::fields)
    with_fields(value, read_fields{from});
  else
    call_user<how>(from, value);
}

/// Storage for an object whose bytes are its value but which has no default constructor.
template <class T>
union raw_object {
  T value;
  raw_object() noexcept {}
  ~raw_object() {}
};

template <class T, class... F>
T read_aggregate(archive_reader& from, type_list<F...>) {
  // Braces, because they alone promise an order of evaluation.
  return T{read_new<std::remove_const_t<F>>(from)...};
}

template <class T>
T read_new(archive_reader& from) {
  constexpr form how = form_of<T>();
  if constexpr (bulk<T>() && how != form::scalar) {
    raw_object<T> raw;
    from.bytes(&reinterpret_cast<char&>(raw.value), sizeof(T));
    return std::move(raw.value);
  } else if constexpr (how == form::standard) {
    return codec<T>::make(from);
  } else if constexpr (how == form::fields && !read_in_place_v<T>) {
    return read_aggregate<T>(from, fields_of<T>{});
  } else if constexpr (how == form::fields || how == form::scalar) {
    T value{};
    read_value(from, value);
    return value;
  } else {
    T value = access::make<T>();
    read_value(from, value);
    return value;
  }
}

/// Base of the codecs whose `make` is the natural operation.
template <class T>
struct made {
  static constexpr bool known = true;
  static constexpr bool bulk = false;
  static void read(archive_reader& from, T& value) { value = codec<T>::make(from); }
};

} // namespace ptools::detail

#endif
