// random_words MODE: writes the project's random numbers as 32-bit words to stdout, for ever, until
// the reader closes. Each mode is one way in which loops draw them.

#include <ptools/random.hpp>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <vector>

namespace {

std::uint32_t flips_word(std::uint64_t first, std::uint64_t stride) {
  std::uint32_t word = 0;
  for (std::uint64_t bit = 0; bit < 32; ++bit)
    word = word << 1 | static_cast<std::uint32_t>(ptools::rand_bool(first + bit * stride));
  return word;
}

std::uint32_t high_word(double uniform) {
  return static_cast<std::uint32_t>(uniform * 0x1p32);
}

/// rand_bool(0), rand_bool(1), ...
std::uint32_t flips(std::uint64_t n) {
  return flips_word(n * 32, 1);
}

/// rand_bool at indices 2^20 apart, as in a loop over one column of a large array.
std::uint32_t strided_flips(std::uint64_t n) {
  return flips_word(n * 32 << 20, 1 << 20);
}

/// The same index under adjacent seeds.
std::uint32_t seeds(std::uint64_t n) {
  std::uint32_t word = 0;
  for (std::uint64_t bit = 0; bit < 32; ++bit) {
    ptools::seed(n * 32 + bit);
    word = word << 1 | static_cast<std::uint32_t>(ptools::rand_bool(1));
  }
  return word;
}

/// rand_uniform(i) for i = 0, 1, ...
std::uint32_t uniform(std::uint64_t n) {
  return high_word(ptools::rand_uniform(n));
}

/// Three draws of each index: a point per iteration.
std::uint32_t draws(std::uint64_t n) {
  return high_word(ptools::rand_uniform(n / 3, n % 3));
}

/// One stream, both halves of its words.
std::uint32_t one_stream(std::uint64_t n) {
  static ptools::random_stream stream(0);
  static std::uint64_t word;
  if (n % 2 == 0)
    word = stream();
  return static_cast<std::uint32_t>(n % 2 == 0 ? word : word >> 32);
}

/// The first words of stream 0, 1, 2, ...
std::uint32_t adjacent_streams(std::uint64_t n) {
  return static_cast<std::uint32_t>(ptools::random_stream(n)());
}

struct mode {
  const char* name;
  std::uint32_t (*word)(std::uint64_t n);
};
constexpr mode modes[] = {{"flips", flips},
                          {"strided_flips", strided_flips},
                          {"seeds", seeds},
                          {"uniform", uniform},
                          {"draws", draws},
                          {"one_stream", one_stream},
                          {"adjacent_streams", adjacent_streams}};

void write_for_ever(const mode& chosen) {
  std::vector<std::uint32_t> block(1 << 14);
  for (std::uint64_t n = 0;;) {
    for (std::uint32_t& word : block)
      word = chosen.word(n++);
    if (std::fwrite(block.data(), sizeof block[0], block.size(), stdout) != block.size())
      return;
  }
}

} // namespace

int main(int argc, char** argv) {
  for (const mode& each : modes) {
    if (argc == 2 && std::strcmp(argv[1], each.name) == 0) {
      write_for_ever(each);
      return 0;
    }
  }
  std::fprintf(stderr, "usage: random_words MODE, one of:");
  for (const mode& each : modes)
    std::fprintf(stderr, " %s", each.name);
  std::fprintf(stderr, "\n");
  return 2;
}
