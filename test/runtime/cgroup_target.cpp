/// Arrays in a group with little memory: requests that do not fit are exceptions that name the group's
/// limit, and nobody is killed, whichever process asks.

#include "by_hand.hpp"

#include <string>
#include <vector>

using namespace by_hand;

namespace {

constexpr std::size_t mega = std::size_t{1} << 20;

bool names_the_group(const ptools::out_of_memory& e) {
  return std::string(e.limit()).find("memory") != std::string::npos &&
         std::string(e.limit()).find("cgroup") != std::string::npos && e.available() < e.asked();
}

/// Takes arrays of 16 MB until one is refused; each is written to its end.
std::size_t fill() {
  std::vector<ptools::shared_array<char>> taken;
  for (;;) {
    try {
      taken.emplace_back(16 * mega, char{1});
    } catch (const ptools::out_of_memory& e) {
      CHECK(names_the_group(e));
      return taken.size();
    }
    CHECK(taken.size() < 100);
  }
}

} // namespace

int main() {
  CHECK(squares(1000) == squares_expected(1000));
  bool refused = false;
  try {
    ptools::shared_array<char> too_large(1024 * mega);
  } catch (const ptools::out_of_memory& e) {
    refused = names_the_group(e) && e.asked() >= 1024 * mega;
  }
  CHECK(refused);
  const std::size_t first = fill();
  CHECK(first >= 4);
  // What was given back can be had again: nothing of the account is lost.
  const std::size_t second = fill();
  CHECK(second + 2 >= first && first + 2 >= second);
  // Two workers ask at the same time; together they do not get more than there is.
  long got = 0;
  const auto range = g::range(g::less{}, g::index<long>(0), 2L, g::up(1));
  g::parallel(
      workers_only, g::options(), range,
      [](chunk part, long got) {
        for (long i = part.first; i < part.last; ++i) {
          got += static_cast<long>(fill());
        }
        return g::results(got);
      },
      g::reductions(g::reduction<ptools::plus>("got", got)), g::captures(), g::globals());
  CHECK(squares(1000) == squares_expected(1000));
  std::puts("ok");
}
