/// Kernels against OpenMP with two threads, both on memory of the shared region.

#include "../loops/short_loops.hpp"
#include "../ratio.hpp"
#include "kernels.hpp"

#include <ptools/ptools.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr const char* openmp = "OpenMP of g++, 2 threads";

void time_flips(const bench::plan& plan) {
  const long n = 200'000'000;
  bench::check(bench::flips(n) == bench::flips_openmp(n), "flips");
  volatile long heads = 0;
  bench::report("flips", bench::compare(
                             bench::repeat("ptools", [&] { heads = bench::flips(n); }),
                             bench::repeat(openmp, [&] { heads = bench::flips_openmp(n); }), plan));
}

void time_dot(const bench::plan& plan) {
  const long n = 100'000'000;
  ptools::shared_array<double> a(n), b(n);
  for (long i = 0; i < n; ++i) {
    a[i] = 1 + i % 10;
    b[i] = 1.0 / static_cast<double>(1 + i % 7);
  }
  const double ours = bench::dot(a, b, n), theirs = bench::dot_openmp(a.data(), b.data(), n);
  bench::check(std::fabs(ours - theirs) < 1e-9 * std::fabs(theirs), "dot");
  volatile double sum = 0;
  bench::report(
      "dot",
      bench::compare(bench::repeat("ptools", [&] { sum = bench::dot(a, b, n); }),
                     bench::repeat(openmp, [&] { sum = bench::dot_openmp(a.data(), b.data(), n); }),
                     plan));
}

void time_advection(const bench::plan& plan) {
  const long n = 300;
  bench::field q(n, n, n), u(n, n, n);
  for (std::size_t i = 0; i < u.size(); ++i)
    u[i] = 1e-3 * static_cast<double>(i % 13);
  bench::advect(q, u, n, n, n - 1);
  const bench::field ours = copy(q);
  std::fill(q.begin(), q.end(), 0.0);
  bench::advect_openmp(q.data(), u.data(), n, n, n - 1);
  bench::check(std::equal(q.begin(), q.end(), ours.begin()), "advection");
  bench::report(
      "advection",
      bench::compare(
          bench::repeat("ptools", [&] { bench::advect(q, u, n, n, n - 1); }),
          bench::repeat(openmp, [&] { bench::advect_openmp(q.data(), u.data(), n, n, n - 1); }),
          plan));
}

void time_mandelbrot(const bench::plan& plan) {
  const int width = 600, height = 400, limit = 1000;
  bench::picture ours(width, height), theirs(width, height);
  bench::mandelbrot(ours, width, height, limit);
  bench::mandelbrot_openmp(theirs.data(), width, height, limit);
  bench::check(std::equal(ours.begin(), ours.end(), theirs.begin()), "Mandelbrot");
  bench::report(
      "mandelbrot",
      bench::compare(
          bench::repeat("ptools", [&] { bench::mandelbrot(ours, width, height, limit); }),
          bench::repeat(openmp,
                        [&] { bench::mandelbrot_openmp(theirs.data(), width, height, limit); }),
          plan));
}

/// What a progress bar costs, without the terminal that shows it.
void time_progress(const bench::plan& plan) {
  const int width = 600, height = 400, limit = 1000;
  bench::picture image(width, height);
  const int shown = ::dup(STDERR_FILENO), nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  bench::check(shown >= 0 && nowhere >= 0 && ::dup2(nowhere, STDERR_FILENO) >= 0, "progress");
  const bench::comparison found = bench::compare(
      bench::repeat("with it", [&] { bench::mandelbrot_shown(image, width, height, limit); }),
      bench::repeat("without", [&] { bench::mandelbrot(image, width, height, limit); }), plan);
  ::dup2(shown, STDERR_FILENO);
  ::close(shown);
  ::close(nowhere);
  bench::report("progress", found);
}

struct kernel {
  const char* name;
  void (*time)(const bench::plan&);
};
constexpr kernel kernels[] = {{"flips", time_flips},
                              {"dot", time_dot},
                              {"advection", time_advection},
                              {"mandelbrot", time_mandelbrot},
                              {"progress", time_progress}};

} // namespace

/// Options of ratio.hpp, and --only=KERNEL.
int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  const char* only = bench::option(argc, argv, "only");
  ptools::addprocs(2);
  bench::use_openmp_threads(2);
  for (const kernel& k : kernels) {
    if (only == nullptr || std::strcmp(only, k.name) == 0)
      k.time(plan);
  }
}
