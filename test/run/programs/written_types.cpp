// Types that a body takes from variables of the function are those that the function has.
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <type_traits>
#include <vector>
#include <ptools/ptools.hpp>

template <class T>
static const char* kind() {
  return std::is_reference_v<T> ? "reference" : std::is_const_v<T> ? "const" : "value";
}

struct model {
  std::vector<float> weights = std::vector<float>(4, 0.5f);
  double sum(int n) const {
    double s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n; ++i) {
      using vector = decltype(weights);
      typename vector::value_type one = weights[i % 4];
      s += one + (std::is_reference_v<decltype(weights)> ? 100 : 0);
    }
    return s;
  }
};

template <class T>
static double in_template(const std::vector<T>& values, T factor) {
  std::vector<T> copy = values;
  double s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 40; ++i) {
    typename decltype(copy)::value_type x = copy[static_cast<std::size_t>(i) % copy.size()];
    const std::vector<decltype(factor)> two(2, factor);
    if constexpr (std::is_integral_v<decltype(factor)>)
      s += two[0] * x / 2;
    else
      s += two[1] * x * 0.5;
  }
  return s;
}

// Names of the function around the loop, and of lambdas in it.
template <class T>
static long names_in_text(T n) {
  long letters = 0;
  [[ptools::parallel(reduce=plus(letters))]]
  for (T i = 0; i < n; ++i) {
    letters += static_cast<long>(sizeof __func__ + std::strlen(__FUNCTION__));
    letters += [] { return static_cast<long>(std::strlen(__func__)); }();
    letters += std::string(__func__) == "names_in_text";
  }
  return letters;
}

int main() {
  int k = 3;
  const int fixed = 4;
  std::vector<float> v(10, 1.5f);
  const auto& view = v;
  std::map<std::string, int> names{{"a", 1}, {"b", 2}};
  double s = 0;
  long references = 0;
  [[ptools::parallel(reduce=plus(s, references))]]
  for (int i = 0; i < 40; ++i) {
    if constexpr (std::is_integral_v<decltype(k)>)
      s += k / 2;
    else
      s += k * 0.5;
    decltype(v)::value_type x = v[static_cast<std::size_t>(i) % v.size()];
    decltype(names)::const_iterator at = names.find(i % 2 ? "a" : "b");
    s += static_cast<double>(x) + at->second + static_cast<double>(decltype(fixed){7}) + fixed;
    references += std::is_reference_v<decltype(k)> + 10 * std::is_reference_v<decltype((k))> +
                  100 * std::is_reference_v<decltype(view)> + 1000 * (kind<decltype(v)>()[0] == 'v');
    s += static_cast<double>(view.size());
  }
  std::printf("%g %ld\n", s, references);
  std::printf("%g %g %g\n", model().sum(40), in_template(std::vector<int>{1, 2, 3}, 3),
              in_template(std::vector<double>{1, 2, 3}, 3.0));
  std::printf("%ld %ld\n", names_in_text(100), names_in_text(7L));
}
