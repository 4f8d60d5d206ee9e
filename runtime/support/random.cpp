#include <ptools/random.hpp>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace ptools::detail {

// Constant-initialised, so draws in other static initialisers never meet zero keys.
constinit random_keys current_keys = keys_of_seed(0);

void set_seed(std::uint64_t seed) noexcept {
  current_keys = keys_of_seed(seed);
}

namespace {

bool parse_seed(const char* text, std::uint64_t& seed) {
  const bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const char* first = hexadecimal ? text + 2 : text;
  const char* last = text + std::strlen(text);
  const auto [end, fault] = std::from_chars(first, last, seed, hexadecimal ? 16 : 10);
  return fault == std::errc() && end == last;
}

// When the library is loaded, because the functions in the header read the keys without asking
// whether they are set. An empty value counts as not set.
__attribute__((constructor)) void read_seed_from_environment() {
  const char* text = std::getenv("PTOOLS_SEED");
  if (!text || !*text)
    return;
  std::uint64_t seed = 0;
  if (!parse_seed(text, seed)) {
    std::fprintf(stderr,
                 "ptools: error: PTOOLS_SEED=%s is not a whole number from 0 to "
                 "18446744073709551615 (or hexadecimal from 0x0); set it to one, or unset it\n",
                 text);
    ::_exit(2);
  }
  set_seed(seed);
}

} // namespace

} // namespace ptools::detail
