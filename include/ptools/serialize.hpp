#ifndef PTOOLS_SERIALIZE_HPP
#define PTOOLS_SERIALIZE_HPP

#include <cstddef>
#include <type_traits>
#include <vector>

#include <ptools/detail/codec_containers.hpp>
#include <ptools/detail/codec_values.hpp>
#include <ptools/error.hpp>

/// \file
/// What travels between processes by value, and its encoding. Numbers, enumerations, trivially
/// copyable classes and aggregates without pointers, the standard containers, strings, arrays,
/// pairs, tuples, optional, variant and smart pointers travel by themselves. A class of your own
/// needs
///
///     template <class A> void serialize(A& ar) { ar & a & b; }      // or serialize(A&, unsigned)
///
/// as a member or found by ADL (`serialize(Ap&, Tp&)`), or a pair `save(Ap&) const`, `load(Ap&)`.
/// It is called for writing and for reading and names the same members in the same order; `ar(a,
/// b)`, `ar << a` when writing and `ar >> a` when reading are fine too. Such a class needs a
/// default constructor and a move or copy constructor; private ones with `friend class
/// ptools::access;`.
///
/// An encoding holds for one build on one kind of machine: it is for messages, not for files.

namespace ptools {

/// Number of bytes that encode_into writes. Cost: linear in the number of elements that are not
/// plain bytes; ranges of numbers cost nothing.
template <class Tp>
std::size_t encoded_size(const Tp& value) {
  if constexpr (detail::bulk<Tp>()) {
    return sizeof(Tp);
  } else {
    detail::archive_writer counter;
    counter & value;
    return counter.position();
  }
}

/// Writes exactly `size` bytes, which is encoded_size(value); `to` aligned to 64 makes decoding of
/// vectors fastest. @throws protocol_error if a serialize function writes another amount.
template <class Tp>
void encode_into(const Tp& value, std::byte* to, std::size_t size) {
  detail::archive_writer archive(to, size);
  archive & value;
  if (archive.position() != size)
    detail::throw_size_changed(archive.position(), size);
}

/// The encoding of a value. Elements are copied as one block where they are plain bytes.
template <class Tp>
std::vector<std::byte> encode(const Tp& value) {
  std::vector<std::byte> bytes(encoded_size(value));
  encode_into(value, bytes.data(), bytes.size());
  return bytes;
}

/// The value that was encoded as a T. Sizes are compared with the bytes left before anything is
/// allocated. @throws protocol_error if the bytes are no encoding of a Tp, what constructors throw.
template <class Tp>
Tp decode(const void* from, std::size_t size) {
  static_assert(!std::is_reference_v<Tp> && !std::is_array_v<Tp> && !std::is_const_v<Tp>);
  detail::explain<Tp>();
  struct reading {
    detail::archive_reader archive;
    Tp all() {
      Tp value = detail::read_new<Tp>(archive);
      if (archive.left() != 0)
        detail::throw_left_over(archive.left());
      archive.complete = true;
      return value;
    }
  };
  return reading{{from, size}}.all();
}

template <class Tp>
Tp decode(const std::vector<std::byte>& bytes) {
  return decode<Tp>(bytes.data(), bytes.size());
}

} // namespace ptools

#endif
