// Exceptions of standard types come out of a loop as what they are; the first iteration's wins.
#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>
#include <ptools/ptools.hpp>

template <class E>
void expect(const char* name, int n, int bad) {
  long s = 0;
  try {
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) {
      if (i >= bad) throw E("iteration " + std::to_string(i));
      s += i;
    }
    std::printf("%s not thrown %ld\n", name, s);
  } catch (const E& e) {
    std::printf("%s: %s\n", name, e.what());
  }
}

int main() {
  expect<std::runtime_error>("runtime_error", 1000, 400);
  expect<std::logic_error>("logic_error", 1000, 999);
  expect<std::out_of_range>("out_of_range", 1000, 0);
  expect<std::invalid_argument>("invalid_argument", 20, 3);
  expect<std::range_error>("range_error", 5000, 4000);
  expect<std::overflow_error>("overflow_error", 1000, 1000);

  const std::vector<int> v(10);
  long s = 0;
  try {
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100; ++i) s += v.at(i);
  } catch (const std::exception& e) {
    std::printf("at: %s\n", e.what());
  }

  try {
    [[ptools::parallel]]
    for (int i = 0; i < 100; ++i)
      if (i == 50) throw std::bad_alloc();
  } catch (const std::bad_alloc&) {
    std::puts("bad_alloc");
  }

  try {
    [[ptools::parallel]]
    for (int i = 0; i < 100; ++i)
      if (i % 30 == 29) throw std::system_error(i, std::generic_category(), "system");
  } catch (const std::system_error& e) {
    std::printf("system_error %d %s\n", e.code().value(), e.what());
  }

  // An exception that the body itself handles stays there, and the next loop works as ever.
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    try {
      if (i % 10 == 0) throw i;
      s += 1;
    } catch (int thrown) {
      s += thrown * 1000;
    }
  }
  std::printf("%ld\n", s);
}
