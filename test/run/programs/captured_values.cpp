// Values of other kinds: optional, variant, tuple, smart pointers, enumerations, arrays, aggregates.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>
#include <ptools/ptools.hpp>

enum class colour : unsigned char { red = 3, green = 5 };
enum plain_enum { first_value = 100 };

struct settings {
  int level;
  double factor;
  colour tint;
};

struct record {
  std::string name;
  std::vector<int> values;
};

int main() {
  const std::optional<int> some = 5, none;
  const std::variant<int, std::string> choice = std::string("choice");
  const std::tuple<int, double, std::string> mixed{1, 2.5, "three"};
  const auto unique = std::make_unique<int>(11);
  const auto shared = std::make_shared<std::string>("shared");
  const colour tint = colour::green;
  const plain_enum number = first_value;
  const int table[2][3] = {{1, 2, 3}, {4, 5, 6}};
  const settings s{2, 0.5, colour::red};
  const record r{"record", {7, 8, 9}};
  constexpr int limit = 300;
  const bool on = true;
  const char letter = 'q';

  double t = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < limit; ++i) {
    t += some.value_or(1) + none.value_or(2);
    t += static_cast<double>(std::get<std::string>(choice).size());
    t += std::get<1>(mixed) + static_cast<double>(std::get<2>(mixed).length());
    t += *unique + static_cast<double>(shared->size());
    t += static_cast<int>(tint) + number + table[i % 2][i % 3];
    t += s.level * s.factor + static_cast<int>(s.tint);
    t += static_cast<double>(r.name.size()) + r.values[i % 3];
    if (on) t += letter;
  }
  std::printf("%.17g\n", t);
}
