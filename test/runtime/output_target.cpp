/// Writes before, inside and after loops; output.sh looks at the file.

#include "by_hand.hpp"

#include <iostream>

using namespace by_hand;

int main(int argc, char**) {
  if (argc > 1) {
    std::ios::sync_with_stdio(false);
  }
  for (int i = 0; i < 3; ++i) {
    std::printf("before\n");
    std::cout << "before by cout\n";
    each(workers_only, 1, g::options(), [](chunk) -> none {
      std::printf("inside\n");
      std::cout << "inside by cout\n";
      return {};
    });
  }
  std::printf("after\n");
}
