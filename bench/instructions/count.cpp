/// Runs one kernel once, to be counted by callgrind: count KERNEL SIDE SIZE, where SIDE is ptools
/// or openmp. Everything but the kernel costs the same whatever the size, so that the difference of
/// two sizes is the kernel alone.

#include "../kernels/kernels.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr long largest = 1 << 20;
constexpr long columns = 16;

double count_flips(bool ours, long n) {
  return static_cast<double>(ours ? bench::flips(n) : bench::flips_openmp(n));
}

double count_dot(bool ours, long n) {
  const ptools::shared_array<double> a(largest, 1.0), b(largest, 2.0);
  return ours ? bench::dot(a, b, n) : bench::dot_openmp(a.data(), b.data(), n);
}

/// The columns get longer, their number stays: the inner loop is what is counted. For sizes that
/// divide `largest` all elements together stay as many.
double count_advection(bool ours, long n) {
  bench::field q(n / columns, columns, 2 * largest / n);
  const bench::field u({static_cast<std::size_t>(n / columns), std::size_t(columns),
                        static_cast<std::size_t>(2 * largest / n)},
                       0.5);
  if (ours)
    bench::advect(q, u, n / columns, columns, 1);
  else
    bench::advect_openmp(q.data(), u.data(), n / columns, columns, 1);
  return q[static_cast<std::size_t>(n)];
}

struct kernel {
  const char* name;
  double (*run)(bool ours, long n);
};
constexpr kernel kernels[] = {
    {"flips", count_flips}, {"dot", count_dot}, {"advection", count_advection}};

} // namespace

int main(int argc, char** argv) {
  const bool ours = argc == 4 && std::strcmp(argv[2], "ptools") == 0;
  const bool theirs = argc == 4 && std::strcmp(argv[2], "openmp") == 0;
  const long n = argc == 4 ? std::atol(argv[3]) : 0;
  for (const kernel& k : kernels) {
    if ((ours || theirs) && n >= columns && n <= largest && std::strcmp(argv[1], k.name) == 0) {
      std::printf("%.17g\n", k.run(ours, n));
      return 0;
    }
  }
  std::fprintf(stderr, "usage: count flips|dot|advection ptools|openmp SIZE\n");
  return 2;
}
