// Calls of functions in other processes give what calls give.
#include <cstdio>
#include <map>
#include <numeric>
#include <ptools/ptools.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct particle {
  double x = 0, v = 0;
  std::string name;
};

std::vector<particle> step(std::vector<particle> all, double dt) {
  for (particle& p : all) {
    p.x += p.v * dt;
  }
  return all;
}

double total(const std::map<std::string, std::vector<double>>& table) {
  double sum = 0;
  for (const auto& [name, values] : table) {
    sum += std::accumulate(values.begin(), values.end(), static_cast<double>(name.size()));
  }
  return sum;
}

template <class T>
T doubled(T x) {
  return x + x;
}

} // namespace

int main() {
  // In a plain build, and without workers, every id means process 1.
  for (const int id : ptools::workers()) {
    std::vector<particle> all{{0, 1, "a"}, {5, -1, "b"}};
    for (int i = 0; i < 10; ++i) {
      all = ptools::remotecall_fetch(step, id, all, 0.5);
    }
    if (id == ptools::workers().front()) {
      std::printf("%g %g %s\n", all[0].x, all[1].x, all[1].name.c_str());
    }
    if (ptools::remotecall_fetch(total, id, std::map<std::string, std::vector<double>>{
                                                {"ab", {1, 2}}, {"c", {0.5}}}) != 6.5 ||
        ptools::remotecall_fetch(doubled<std::string>, id, std::string(3000, 'x')).size() != 6000) {
      std::puts("wrong");
    }
    // A loop in between, and one that a call reaches.
    long sum = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < 1000; ++i) sum += i;
    const long inside = ptools::remotecall_fetch(
        [](long n) {
          long s = 0;
          [[ptools::parallel(reduce=plus)]]
          for (long i = 0; i < n; ++i) s += i;
          return s;
        },
        id, 1000L);
    if (sum != inside) {
      std::puts("loops differ");
    }
    try {
      ptools::remotecall_fetch([](int x) { if (x > 1) throw std::domain_error("too large"); }, id, 2);
    } catch (const std::domain_error& e) {
      if (id == ptools::workers().back()) {
        std::printf("%s\n", e.what());
      }
    }
  }
  ptools::seed(99);
  std::printf("%.17g\n", ptools::remotecall_fetch([] { return ptools::rand_uniform(3); },
                                                  ptools::workers().back()));
}
