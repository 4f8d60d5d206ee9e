/// What starting workers costs, against a fork that answers by futex, and sixteen against two. Only
/// the start is timed, not the removal.

#include "../doorbell.hpp"
#include "../ratio.hpp"

#include <ptools/ptools.hpp>

#include <new>
#include <sys/wait.h>
#include <unistd.h>

namespace {

bench::contender start_workers(const char* name, int n) {
  return {name, [n](long repetitions) {
            bench::elapsed sum;
            for (long i = 0; i < repetitions; ++i) {
              const double start = bench::now();
              const std::vector<int> ids = ptools::addprocs(n);
              sum.wall += bench::now() - start;
              ptools::rmprocs(ids);
            }
            return sum;
          }};
}

bench::contender fork_and_answer() {
  auto* bell = new (bench::shared_pages(sizeof(bench::doorbell))) bench::doorbell;
  return {"a raw fork and futex round trip", [bell](long repetitions) {
            bench::elapsed sum;
            for (long i = 0; i < repetitions; ++i) {
              const double start = bench::now();
              const std::uint32_t seen = bell->value.load();
              const pid_t child = _Fork(); // without the handlers that libraries hang on fork()
              if (child == 0) {
                bell->publish(seen + 1);
                _exit(0);
              }
              bell->sleep(seen);
              sum.wall += bench::now() - start;
              waitpid(child, nullptr, 0);
            }
            return sum;
          }};
}

} // namespace

int main(int argc, char** argv) {
  const bench::plan plan = bench::read_plan(argc, argv);
  const auto two = start_workers("addprocs(2)", 2), sixteen = start_workers("addprocs(16)", 16);
  bench::report("addprocs_2", bench::compare(two, fork_and_answer(), plan));
  bench::report("addprocs_16", bench::compare(sixteen, two, plan));
}
