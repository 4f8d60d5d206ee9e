/// What a loop costs whose body process 1 may run, against OpenMP and against a raw team of the
/// caller and one process.

#include "../ratio.hpp"
#include "../raw_team.hpp"
#include "short_loops.hpp"

#include <ptools/ptools.hpp>

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  ptools::addprocs(2);
  bench::raw_team team(1, true);
  bench::use_openmp_threads(2);

  const auto ours = bench::repeat("ptools", bench::empty_loop);
  const auto openmp = bench::repeat("OpenMP of g++, 2 threads", bench::empty_loop_openmp);
  const auto raw = bench::repeat("raw team, caller + 1 process", [&] { team.run([](int) {}); });
  bench::report("empty_loop_openmp", bench::compare(ours, openmp, plan));
  bench::report("empty_loop_raw", bench::compare(ours, raw, plan));

  const auto ours_offered = bench::repeat("ptools", [] { bench::offered_loop(1); });
  const auto openmp_offered =
      bench::repeat("OpenMP of g++, 2 threads", [] { bench::offered_loop_openmp(1); });
  bench::report("offered_loop_openmp", bench::compare(ours_offered, openmp_offered, plan));
  bench::report("offered_loop_raw", bench::compare(ours_offered, raw, plan));
}
