// Standard containers and strings, only read by the body, travel by value.
#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>
#include <ptools/ptools.hpp>

static std::string global_words[2][2] = {{"a", "bb"}, {"ccc", "dddd"}};

// Arrays of what is encoded: local ones, and a global one that has changed.
static void arrays() {
  std::string local_words[3] = {"x", "yy", "a longer word that lies on the heap"};
  std::vector<int> rows[2][2] = {{{1}, {2, 3}}, {{4, 5, 6}, {}}};
  global_words[1][0] = "changed";
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 1000; ++i) {
    s += static_cast<long>(local_words[i % 3].size() + rows[i % 2][i / 2 % 2].size());
    s += static_cast<long>(global_words[i % 2][i / 2 % 2].size());
  }
  std::printf("%ld\n", s);
}

int main() {
  arrays();
  std::vector<int> v;
  for (int i = 0; i < 1000; ++i) v.push_back(i * 3 % 17);
  std::vector<std::vector<double>> rows(20, std::vector<double>(30, 0.25));
  rows[3][4] = 8;
  std::vector<bool> flags(1000);
  for (int i = 0; i < 1000; i += 3) flags[i] = true;
  const std::string text = "abcdefghij and a longer string that is no small one";
  const std::map<int, std::string> names = {{1, "one"}, {2, "two"}, {5, "five"}};
  const std::set<int> primes = {2, 3, 5, 7, 11, 13};
  const std::unordered_map<std::string, int> lengths = {{"one", 3}, {"five", 4}};
  std::array<std::string, 3> words = {"x", "yy", "zzz"};

  long s = 0;
  double t = 0;
  [[ptools::parallel(reduce=plus(s), reduce=plus(t))]]
  for (int i = 0; i < 1000; ++i) {
    s += v[i] + v.at(999 - i) + static_cast<long>(v.size());
    t += rows[i % 20][i % 30];
    if (flags[i]) ++s;
    s += text[i % text.size()];
    if (const auto at = names.find(i % 6); at != names.end()) s += at->second.size();
    s += static_cast<long>(primes.count(i % 17));
    s += lengths.at(i % 2 ? "one" : "five");
    s += static_cast<long>(words[i % 3].size());
  }
  std::printf("%ld %g\n", s, t);

  v[0] = 1'000'000;
  s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 1000; ++i) s += v[i];
  std::printf("%ld\n", s);
}
