/// What a loop costs whose body must run on workers, against a raw team of two processes that a
/// driver only waits for.

#include "../ratio.hpp"
#include "../raw_team.hpp"
#include "short_loops.hpp"

#include <ptools/ptools.hpp>

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  ptools::addprocs(2);
  bench::raw_team team(2, false);

  const auto ours = bench::repeat("ptools", bench::worker_loop);
  const auto unseen = bench::repeat("ptools, unseen function", bench::unseen_loop);
  const auto raw = bench::repeat("raw team, driver + 2 processes",
                                 [&] { team.run([](int member) { bench::opaque(member - 1); }); });
  bench::report("worker_loop_raw", bench::compare(ours, raw, plan));
  bench::report("unseen_loop_raw", bench::compare(unseen, raw, plan));
}
