/// What an empty remotecall_fetch costs, against a raw mailbox: each process on a core of its own
/// where the scheduler puts it, and (--one-core) both on one; and how many calls a second there can
/// be with 1024 under way, against a raw ring.

#include "../ratio.hpp"
#include "../raw_mailbox.hpp"
#include "../raw_ring.hpp"

#include <ptools/ptools.hpp>

#include <vector>

namespace {

std::uint64_t add_one(std::uint64_t x) {
  return x + 1;
}

/// The oldest of a window of calls is waited for, and a new one made in its place.
std::uint64_t calls_under_way(int worker, std::uint32_t n) {
  std::vector<ptools::future<std::uint64_t>> window(bench::raw_ring::window);
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < n + window.size(); ++i) {
    auto& place = window[i % window.size()];
    if (place.valid())
      sum += place.fetch();
    place = i < n ? ptools::remotecall(add_one, worker, std::uint64_t{i})
                  : ptools::future<std::uint64_t>();
  }
  return sum;
}

} // namespace

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  const bool one_core = bench::flag(argc, argv, "--one-core");
  const int worker = ptools::addprocs(1).front();
  bench::raw_mailbox mailbox(one_core ? 0 : 32);

  const auto ours = bench::repeat("ptools", [&] { ptools::remotecall_fetch([] {}, worker); });
  const auto raw = bench::repeat("raw mailbox", [&] { mailbox.round_trip(); });
  bench::report(one_core ? "fetch_raw_one_core" : "fetch_raw", bench::compare(ours, raw, plan));
  if (one_core)
    return 0;

  bench::raw_ring ring;
  constexpr std::uint32_t batch = 20000; // calls of one repetition
  const auto many = bench::repeat("ptools, 20000 calls", [&] {
    if (calls_under_way(worker, batch) != std::uint64_t{batch} * (batch + 1) / 2)
      std::abort();
  });
  const auto raw_many = bench::repeat("raw ring, 20000 calls", [&] { ring.calls(batch); });
  bench::report("calls_raw", bench::compare(many, raw_many, plan));
  const auto raw_each =
      bench::repeat("raw ring, each call published", [&] { ring.calls(batch, true); });
  bench::report("calls_raw_each", bench::compare(many, raw_each, plan));
}
