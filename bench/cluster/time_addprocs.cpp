/// What starting workers costs, against a fork that answers by futex, and sixteen against two. Only
/// the start is timed, not the removal.

#include "../doorbell.hpp"
#include "../ratio.hpp"

#include <ptools/ptools.hpp>

#include <csignal>
#include <new>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

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

/// What a machine makes of `n` processes that live beside each other and each write to some pages
/// of their parent's and some of their own: where a page is dear, so is every start.
bench::contender bare_processes(const char* name, int n) {
  constexpr std::size_t pages = 30, page = 4096;
  auto* bell = new (bench::shared_pages(sizeof(bench::doorbell))) bench::doorbell;
  static volatile char inherited[pages * page];
  const auto write_to = [](volatile char* all) {
    for (std::size_t i = 0; i < pages; ++i) {
      all[i * page] = 1;
    }
  };
  write_to(inherited);
  return {name, [n, bell, write_to](long repetitions) {
            bench::elapsed sum;
            std::vector<pid_t> children(static_cast<std::size_t>(n));
            for (long i = 0; i < repetitions; ++i) {
              const double start = bench::now();
              const std::uint32_t before = bell->value.load();
              for (pid_t& child : children) {
                child = _Fork();
                if (child == 0) {
                  write_to(inherited);
                  write_to(static_cast<volatile char*>(mmap(nullptr, pages * page,
                                                            PROT_READ | PROT_WRITE,
                                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
                  bell->value.fetch_add(1);
                  syscall(SYS_futex, &bell->value, FUTEX_WAKE, 1, nullptr, nullptr, 0);
                  for (;;) {
                    pause();
                  }
                }
              }
              for (std::uint32_t seen;
                   (seen = bell->value.load()) - before < static_cast<std::uint32_t>(n);) {
                bell->sleep(seen);
              }
              sum.wall += bench::now() - start;
              for (const pid_t child : children) {
                kill(child, SIGKILL);
                waitpid(child, nullptr, 0);
              }
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
  const auto bare = bare_processes("2 bare processes", 2);
  bench::report("addprocs_2_bare", bench::compare(two, bare, plan));
  bench::report("bare_16", bench::compare(bare_processes("16 bare processes", 16), bare, plan));
}
