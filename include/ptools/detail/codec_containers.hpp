#ifndef PTOOLS_DETAIL_CODEC_CONTAINERS_HPP
#define PTOOLS_DETAIL_CODEC_CONTAINERS_HPP

#include <cstddef>
#include <cstdint>
#include <deque>
#include <forward_list>
#include <iterator>
#include <list>
#include <map>
#include <set>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <ptools/detail/codec.hpp>

/// \file
/// The standard containers, with any allocator that has a default constructor.

namespace ptools::detail {

template <class Ep, class Ap>
struct codec<std::vector<Ep, Ap>> : made<std::vector<Ep, Ap>> {
  using Tp = std::vector<Ep, Ap>;
  template <class... Seen>
  static constexpr refusal why() {
    return detail::why<Ep, Seen...>();
  }
  static void write(archive_writer& to, const Tp& value) {
    to.count(value.size());
    write_range(to, value.data(), value.size());
  }
  static Tp make(archive_reader& from) {
    const std::size_t n = from.count(least_size<Ep>());
    Tp value;
    if constexpr (detail::bulk<Ep>()) {
      from.align(range_alignment<Ep>);
      const std::byte* at = from.take(n * sizeof(Ep));
      if (reinterpret_cast<std::uintptr_t>(at) % alignof(Ep) == 0) {
        // One pass over the memory; resizing first would clear it for nothing.
        const Ep* first = reinterpret_cast<const Ep*>(at);
        value.assign(first, first + n);
      } else {
        value.reserve(n);
        for (std::size_t i = 0; i < n; ++i) {
          raw_object<Ep> raw;
          std::memcpy(static_cast<void*>(&raw.value), at + i * sizeof(Ep), sizeof(Ep));
          value.push_back(raw.value);
        }
      }
    } else {
      const depth_guard deeper(from.depth, true);
      // Elements may be far larger than their encoding, so the count alone is no reason to
      // allocate.
      const std::size_t likely = from.left() / sizeof(Ep) + 1;
      value.reserve(n < likely ? n : likely);
      for (std::size_t i = 0; i < n; ++i)
        value.push_back(read_element<Ep>(from));
    }
    return value;
  }
};

template <class Ap>
struct codec<std::vector<bool, Ap>> : made<std::vector<bool, Ap>> {
  using Tp = std::vector<bool, Ap>;
  template <class...>
  static constexpr refusal why() {
    return refusal::none;
  }
  static void write(archive_writer& to, const Tp& value) {
    to.count(value.size());
    for (std::size_t i = 0; i < value.size(); i += 8) {
      unsigned char eight = 0;
      for (std::size_t k = 0; k < 8 && i + k < value.size(); ++k)
        eight = static_cast<unsigned char>(eight | (value[i + k] ? 1u << k : 0u));
      to.bytes(&eight, 1);
    }
  }
  static Tp make(archive_reader& from) {
    const std::uint64_t n = from.number();
    if (n / 8 > from.left())
      throw_truncated(n / 8, from.left());
    Tp value(n);
    for (std::size_t i = 0; i < n; i += 8) {
      const unsigned eight = std::to_integer<unsigned>(*from.take(1));
      for (std::size_t k = 0; k < 8 && i + k < n; ++k)
        value[i + k] = (eight >> k) & 1u;
    }
    return value;
  }
};

template <class Tp, class Ep>
struct sequence_codec : made<Tp> {
  template <class... Seen>
  static constexpr refusal why() {
    return detail::why<Ep, Seen...>();
  }
  static void write(archive_writer& to, const Tp& value) {
    const depth_guard deeper(to.depth, false);
    to.count(static_cast<std::uint64_t>(std::distance(value.begin(), value.end())));
    for (const Ep& element : value)
      write_element(to, element);
  }
  static Tp make(archive_reader& from) {
    const depth_guard deeper(from.depth, true);
    Tp value;
    for (std::size_t n = from.count(least_size<Ep>()); n > 0; --n)
      value.push_back(read_element<Ep>(from));
    return value;
  }
};

template <class Ep, class Ap>
struct codec<std::deque<Ep, Ap>> : sequence_codec<std::deque<Ep, Ap>, Ep> {};
template <class Ep, class Ap>
struct codec<std::list<Ep, Ap>> : sequence_codec<std::list<Ep, Ap>, Ep> {};

template <class Ep, class Ap>
struct codec<std::forward_list<Ep, Ap>> : sequence_codec<std::forward_list<Ep, Ap>, Ep> {
  static std::forward_list<Ep, Ap> make(archive_reader& from) {
    const depth_guard deeper(from.depth, true);
    std::forward_list<Ep, Ap> value;
    auto last = value.before_begin();
    for (std::size_t n = from.count(least_size<Ep>()); n > 0; --n)
      last = value.insert_after(last, read_element<Ep>(from));
    return value;
  }
};

template <class Kp>
struct key_entry {
  using type = Kp;
  using parts = type_list<Kp>;
  static const Kp& key(const Kp& entry) { return entry; }
};
template <class Kp, class Vp>
struct map_entry {
  // A map's own value_type has a const key, which cannot be moved from.
  using type = std::pair<Kp, Vp>;
  using parts = type_list<Kp, Vp>;
  static const Kp& key(const std::pair<const Kp, Vp>& entry) { return entry.first; }
};

template <class... Policy>
inline constexpr bool stateless_v =
    ((std::is_empty_v<Policy> && std::is_default_constructible_v<Policy>) && ...);

template <class Tp, class Entry, class... Policy>
struct associative_base : made<Tp> {
  template <class... Seen>
  static constexpr refusal why() {
    if constexpr (!stateless_v<Policy...>)
      return refusal::stateful_order;
    else
      return why_any<Seen...>(typename Entry::parts{});
  }
};

template <class Tp, class Entry, class Less>
struct ordered_codec : associative_base<Tp, Entry, Less> {
  static void write(archive_writer& to, const Tp& value) {
    const depth_guard deeper(to.depth, false);
    to.count(value.size());
    for (const auto& entry : value)
      write_element(to, entry);
  }
  static Tp make(archive_reader& from) {
    using entry = typename Entry::type;
    const depth_guard deeper(from.depth, true);
    Tp value;
    for (std::size_t n = from.count(least_size<entry>()); n > 0; --n)
      value.insert(value.end(), read_element<entry>(from));
    return value;
  }
};

template <class Kp, class Lp, class Ap>
struct codec<std::set<Kp, Lp, Ap>> : ordered_codec<std::set<Kp, Lp, Ap>, key_entry<Kp>, Lp> {};
template <class Kp, class Lp, class Ap>
struct codec<std::multiset<Kp, Lp, Ap>>
    : ordered_codec<std::multiset<Kp, Lp, Ap>, key_entry<Kp>, Lp> {};
template <class Kp, class Vp, class Lp, class Ap>
struct codec<std::map<Kp, Vp, Lp, Ap>>
    : ordered_codec<std::map<Kp, Vp, Lp, Ap>, map_entry<Kp, Vp>, Lp> {};
template <class Kp, class Vp, class Lp, class Ap>
struct codec<std::multimap<Kp, Vp, Lp, Ap>>
    : ordered_codec<std::multimap<Kp, Vp, Lp, Ap>, map_entry<Kp, Vp>, Lp> {};

/// A loop over the copy must meet the entries in the order of the original. libstdc++ puts an entry
/// in front of its bucket, a first one of a bucket in front of all, and one that equals the hint
/// right behind it. So the same number of buckets, filled from the last run of equal keys to the
/// first, each run from its first entry to its last, gives the same order.
template <class Tp, class Entry, class Hash, class Equal>
struct hashed_codec : associative_base<Tp, Entry, Hash, Equal> {
  static void write(archive_writer& to, const Tp& value) {
    const depth_guard deeper(to.depth, false);
    to.count(value.bucket_count());
    write_value(to, value.max_load_factor());
    to.count(value.size());
    std::vector<typename Tp::const_iterator> runs;
    for (auto at = value.begin(); at != value.end(); ++at) {
      if (runs.empty() || !value.key_eq()(Entry::key(*runs.back()), Entry::key(*at)))
        runs.push_back(at);
    }
    auto end = value.end();
    for (; !runs.empty(); end = runs.back(), runs.pop_back()) {
      for (auto at = runs.back(); at != end; ++at)
        write_element(to, *at);
    }
  }
  static Tp make(archive_reader& from) {
    using entry = typename Entry::type;
    const depth_guard deeper(from.depth, true);
    const std::uint64_t buckets = from.number();
    const float load = read_new<float>(from);
    std::size_t n = from.count(least_size<entry>());
    if (load != load)
      throw_bad_encoding("a hash table whose load factor is no number");
    Tp value;
    // Factors beyond these would ask for absurd numbers of buckets.
    value.max_load_factor(load < 1.0f / 64 ? 1.0f / 64 : load > 1e6f ? 1e6f : load);
    // A table reserved for much more than it holds is not worth the memory for its order.
    if (n != 0 && buckets <= 64 * std::uint64_t(n) + (1u << 16))
      value.rehash(static_cast<std::size_t>(buckets));
    for (auto last = value.end(); n > 0; --n)
      last = value.insert(last, read_element<entry>(from));
    return value;
  }
};

template <class Kp, class Hp, class Qp, class Ap>
struct codec<std::unordered_set<Kp, Hp, Qp, Ap>>
    : hashed_codec<std::unordered_set<Kp, Hp, Qp, Ap>, key_entry<Kp>, Hp, Qp> {};
template <class Kp, class Hp, class Qp, class Ap>
struct codec<std::unordered_multiset<Kp, Hp, Qp, Ap>>
    : hashed_codec<std::unordered_multiset<Kp, Hp, Qp, Ap>, key_entry<Kp>, Hp, Qp> {};
template <class Kp, class Vp, class Hp, class Qp, class Ap>
struct codec<std::unordered_map<Kp, Vp, Hp, Qp, Ap>>
    : hashed_codec<std::unordered_map<Kp, Vp, Hp, Qp, Ap>, map_entry<Kp, Vp>, Hp, Qp> {};
template <class Kp, class Vp, class Hp, class Qp, class Ap>
struct codec<std::unordered_multimap<Kp, Vp, Hp, Qp, Ap>>
    : hashed_codec<std::unordered_multimap<Kp, Vp, Hp, Qp, Ap>, map_entry<Kp, Vp>, Hp, Qp> {};

} // namespace ptools::detail

#endif
