/// What an empty remotecall_fetch costs, against a raw mailbox: each process on a core of its own
/// where the scheduler puts it, and (--one-core) both on one.

#include "../ratio.hpp"
#include "../raw_mailbox.hpp"

#include <ptools/ptools.hpp>

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  const bool one_core = bench::flag(argc, argv, "--one-core");
  const int worker = ptools::addprocs(1).front();
  bench::raw_mailbox mailbox(one_core ? 0 : 32);

  const auto ours = bench::repeat("ptools", [&] { ptools::remotecall_fetch([] {}, worker); });
  const auto raw = bench::repeat("raw mailbox", [&] { mailbox.round_trip(); });
  bench::report(one_core ? "fetch_raw_one_core" : "fetch_raw", bench::compare(ours, raw, plan));
}
