// A type of the user's own travels by its serialize function, member or free.
#include <cstdio>
#include <map>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

class polynomial {
public:
  polynomial() = default;
  explicit polynomial(std::vector<long> c) : coefficients_(std::move(c)) {}
  long at(long x) const {
    long y = 0;
    for (auto c = coefficients_.rbegin(); c != coefficients_.rend(); ++c) y = y * x + *c;
    return y;
  }
  template <class A>
  void serialize(A& archive) {
    archive & coefficients_;
  }

private:
  std::vector<long> coefficients_;
};

namespace shapes {
class named {
public:
  named() = default;
  named(std::string n, int w) : name_(std::move(n)), weight_(w) {}
  int weight() const { return weight_ + static_cast<int>(name_.size()); }

private:
  std::string name_;
  int weight_ = 0;
  template <class A>
  friend void serialize(A& archive, named& n) {
    archive & n.name_ & n.weight_;
  }
};
} // namespace shapes

int main() {
  const polynomial p({3, -2, 0, 1});
  const std::map<int, shapes::named> by_number = {{0, {"zero", 10}}, {1, {"one", 20}}};
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 500; ++i) s += p.at(i) + by_number.at(i % 2).weight();
  std::printf("%ld\n", s);
}
