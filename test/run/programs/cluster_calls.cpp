// The names of processes and what they answer, in a way that any build answers alike.
#include <cstdio>
#include <vector>
#include <ptools/ptools.hpp>

int main() {
  std::printf("%d %d\n", ptools::myid(), ptools::procs().front());
  std::printf("%d\n", static_cast<int>(ptools::procs().size()) == ptools::nprocs());
  std::printf("%d\n", static_cast<int>(ptools::workers().size()) == ptools::nworkers());

  const std::vector<int> added = ptools::addprocs(2);
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) s += i + (ptools::myid() > 0);
  std::printf("%ld\n", s);
  ptools::rmprocs(added);
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) s += i;
  std::printf("%ld\n", s);
  ptools::shutdown();
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) s += i;
  std::printf("%ld\n", s);
}
