// Concatenation is associative, so a string may be a sum; leaves are folded in order.
#include <cstdio>
#include <string>
#include <ptools/ptools.hpp>

int main() {
  std::string text = "digits:";
  [[ptools::parallel(reduce=plus(text))]]
  for (int i = 0; i < 400; ++i) text += std::to_string(i * i);
  std::printf("%zu %s\n", text.size(), text.c_str());
}
