// Loops in function templates and in members of class templates, with dependent types.
#include <array>
#include <cstdio>
#include <type_traits>
#include <vector>
#include <ptools/ptools.hpp>

template <class Container>
auto sum_of(const Container& c) {
  typename Container::value_type s{};
  [[ptools::parallel(reduce=plus(s))]]
  for (typename Container::size_type i = 0; i < c.size(); ++i) s += c[i];
  return s;
}

template <class T, int Step = 1>
struct series {
  T first;
  T sum(int n) const {
    T s = first;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; i += Step) {
      if constexpr (std::is_same_v<T, int>)
        s += i;
      else
        s += static_cast<T>(2 * i);
    }
    return s;
  }
};

template <>
struct series<char, 1> {
  char first;
  int sum(int n) const {
    int s = first;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) ++s;
    return s;
  }
};

template <class... T>
long count_sizes(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) s += (static_cast<long>(sizeof(T)) + ... + 0);
  return s;
}

int main() {
  std::vector<int> v(1000, 3);
  v[7] = 10;
  std::printf("%d\n", sum_of(v));
  std::printf("%ld\n", sum_of(std::array<long, 3>{10, 20, 30}));
  std::printf("~ %.17g\n", sum_of(std::vector<double>(777, 0.1)));
  std::printf("%d %ld %d\n", series<int>{5}.sum(100), series<long, 3>{7}.sum(1000),
              series<char>{'a'}.sum(10));
  std::printf("%ld\n", count_sizes<char, int, double>(50));
}
