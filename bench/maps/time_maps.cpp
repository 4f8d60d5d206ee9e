/// What pmap costs an item, against two forked processes that count a shared counter up and leave
/// each result in an array: items of which the work is nothing. The size of items at which half of
/// the processors' time is work (METG) goes with it, and is measured too (--metg), in microseconds.

#include "../ratio.hpp"
#include "../raw_team.hpp"

#include <ptools/ptools.hpp>

#include <atomic>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

constexpr std::uint64_t items = 20000;

struct raw_job {
  alignas(64) std::atomic<std::uint64_t> next{0};
  alignas(64) std::uint64_t steps = 0;
  std::uint64_t results[items];
};
raw_job* job = nullptr;

std::uint64_t burn(std::uint64_t x, std::uint64_t steps) {
  for (std::uint64_t k = 0; k < steps; ++k)
    x = x * 6364136223846793005u + 1442695040888963407u;
  return x;
}

/// The number of an item, and how long it takes.
struct task {
  std::uint32_t number, steps;
};
std::uint64_t do_task(task t) {
  return burn(t.number, t.steps);
}

std::vector<task> tasks(std::uint32_t steps) {
  std::vector<task> all(items);
  for (std::uint32_t i = 0; i < items; ++i)
    all[i] = {i, steps};
  return all;
}

void count_up(int) {
  for (std::uint64_t i; (i = job->next.fetch_add(1)) < items;)
    job->results[i] = burn(i, job->steps);
}

void run_raw(bench::raw_team& team, std::uint64_t steps) {
  job->next.store(0);
  job->steps = steps;
  team.run(count_up);
}

template <class F>
double seconds_of(F f) {
  const double begin = bench::now();
  f();
  return bench::now() - begin;
}

/// Where the efficiency comes to a half, between two sizes of a ladder.
template <class F>
double metg(double us_per_step, F map) {
  double last_size = 0, last = 0;
  for (double us = 0.02; us < 100; us *= 1.5) {
    const auto steps = static_cast<std::uint32_t>(us / us_per_step);
    std::uint64_t sink = 0;
    const double serial = seconds_of([&] {
      for (std::uint64_t i = 0; i < items; ++i)
        sink += burn(i, steps);
    });
    const double together = seconds_of([&] { map(steps); });
    const double efficiency = serial / (2 * together) + (sink == 1 ? 1e-9 : 0);
    if (efficiency >= 0.5)
      return last_size == 0
                 ? us
                 : last_size * std::pow(us / last_size, (0.5 - last) / (efficiency - last));
    last_size = us;
    last = efficiency;
  }
  return 100;
}

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  job = new (bench::shared_pages(sizeof(raw_job))) raw_job;
  bench::raw_team team(2, false);
  ptools::addprocs(2);

  if (bench::flag(argc, argv, "--metg")) {
    const double step = seconds_of([] { job->results[0] = burn(1, 100000000); }) * 1e6 / 1e8;
    std::vector<double> ours, raw, batched;
    for (int round = 0; round < plan.least_pairs; ++round) {
      ours.push_back(metg(step, [](std::uint32_t n) { ptools::pmap(do_task, tasks(n)); }));
      raw.push_back(metg(step, [&](std::uint32_t n) { run_raw(team, n); }));
      batched.push_back(metg(
          step, [](std::uint32_t n) { ptools::pmap(do_task, tasks(n), ptools::batch_size(16)); }));
    }
    std::printf("METG: pmap %.3f us, with batches of 16 %.3f us, shared counter %.3f us\n",
                median(ours), median(batched), median(raw));
    return 0;
  }

  const std::vector<task> nothing = tasks(0);
  const auto ours = bench::repeat("pmap", [&] {
    if (ptools::pmap(do_task, nothing)[items - 1] != items - 1)
      std::abort();
  });
  const auto raw = bench::repeat("shared counter", [&] {
    run_raw(team, 0);
    if (job->results[items - 1] != items - 1)
      std::abort();
  });
  bench::report("pmap_raw", bench::compare(ours, raw, plan));
  const auto batched = bench::repeat("pmap, batches of 16", [&] {
    if (ptools::pmap(do_task, nothing, ptools::batch_size(16))[items - 1] != items - 1)
      std::abort();
  });
  bench::report("pmap_batches_raw", bench::compare(batched, raw, plan));
}
