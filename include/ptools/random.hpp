#ifndef PTOOLS_RANDOM_HPP
#define PTOOLS_RANDOM_HPP

#include <cstdint>
#include <limits>

#include <ptools/detail/api.hpp>

/// \file
/// Random numbers that are pure functions of the seed and an index, so that an iteration gets the
/// same ones on whichever process it runs, in whichever order.
///
/// Algorithm: a keyed counter hash. The counter, shifted by a first key, goes through one
/// multiply-xorshift round (multiplier of P. Evensen's rrmxmx family, 2018); a second key and the
/// draw number times the golden gamma are added; the sum goes through the finaliser "mix13" of
/// D. Stafford (2011), which is the output function of SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). So the draws k = 0, 1, 2 ... of one
/// index are a SplitMix64 sequence whose start is a keyed hash of the index. The keys are
/// SplitMix64 outputs of the seed, different ones for flips, uniform numbers and streams. There is
/// no state; one flip costs about 1 ns, less where the compiler has vector multiplications. Not for
/// cryptography. What it was tested with: docs/reference/random.md.

namespace ptools {

namespace detail {

inline constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15u;

/// The finaliser without its last xorshift, which does not change the top bits.
constexpr std::uint64_t mix13_high(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  return (x ^ (x >> 27)) * 0x94d049bb133111ebu;
}

constexpr std::uint64_t mix13(std::uint64_t x) noexcept {
  x = mix13_high(x);
  return x ^ (x >> 31);
}

/// The seed and what follows from it.
struct random_keys {
  std::uint64_t seed, index, flip, uniform, stream;
};

constexpr random_keys keys_of_seed(std::uint64_t seed) noexcept {
  return {seed, mix13(seed + golden_gamma), mix13(seed + 2 * golden_gamma),
          mix13(seed + 3 * golden_gamma), mix13(seed + 4 * golden_gamma)};
}

/// The process-wide keys; changed by seed() only, so a loop loads them once.
extern PTOOLS_API random_keys current_keys;

/// What a loop ships to its workers, and how they take it over.
inline std::uint64_t current_seed() noexcept {
  return current_keys.seed;
}
PTOOLS_API void set_seed(std::uint64_t seed) noexcept;

constexpr std::uint64_t index_round(const random_keys& keys, std::uint64_t i) noexcept {
  std::uint64_t x = i + keys.index;
  return (x ^ (x >> 32)) * 0xd6e8feb86659fd93u;
}

} // namespace detail

/// Sets the seed of this program's random numbers; call it on process 1 outside parallel loops,
/// each loop takes the seed of its start to the workers. The environment variable PTOOLS_SEED sets
/// the first seed, which is 0 otherwise. Not synchronised with other threads that draw numbers.
inline void seed(std::uint64_t n) noexcept {
  detail::set_seed(n);
}

/// A fair coin for index i: a pure function of (seed, i). About 1 ns.
inline bool rand_bool(std::uint64_t i) noexcept {
  const detail::random_keys& keys = detail::current_keys;
  return detail::mix13_high(detail::index_round(keys, i) + keys.flip) >> 63;
}

/// A number in [0, 1), a multiple of 2^-53, uniformly distributed: a pure function of
/// (seed, i, k). `k` numbers the draws of one index; the draws are independent of each other and
/// of rand_bool(i).
inline double rand_uniform(std::uint64_t i, std::uint64_t k = 0) noexcept {
  const detail::random_keys& keys = detail::current_keys;
  const std::uint64_t word =
      detail::mix13(detail::index_round(keys, i) + keys.uniform + k * detail::golden_gamma);
  return static_cast<double>(word >> 11) * 0x1p-53;
}

/// A random engine of its own for index i: a standard uniform random bit generator of 64-bit words,
/// to be made inside the loop body and handed to the distributions of <random>. Two 64-bit values
/// of state, period 2^64, trivially copyable. Streams of different indices are independent; a
/// stream repeats itself exactly if it is made again from the same seed and index.
class random_stream {
public:
  using result_type = std::uint64_t;

  explicit random_stream(std::uint64_t i) noexcept {
    const detail::random_keys& keys = detail::current_keys;
    const std::uint64_t start = detail::index_round(keys, i) + keys.stream;
    position_ = detail::mix13(start);
    // Streams are one sequence at different places unless something else differs too: the key.
    key_ = detail::mix13(start + detail::golden_gamma);
  }

  static constexpr result_type min() noexcept { return 0; }
  static constexpr result_type max() noexcept { return std::numeric_limits<result_type>::max(); }

  /// The next word, about 1 ns.
  result_type operator()() noexcept {
    position_ += detail::golden_gamma;
    std::uint64_t x = (position_ ^ (position_ >> 30)) * 0xbf58476d1ce4e5b9u;
    x ^= key_;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }

  /// Skips n words at no cost.
  void discard(std::uint64_t n) noexcept { position_ += n * detail::golden_gamma; }

  friend bool operator==(const random_stream& a, const random_stream& b) noexcept {
    return a.position_ == b.position_ && a.key_ == b.key_;
  }
  friend bool operator!=(const random_stream& a, const random_stream& b) noexcept {
    return !(a == b);
  }

private:
  std::uint64_t position_;
  std::uint64_t key_;
};

} // namespace ptools

#endif
