// Starting, ending and losing workers leaves no descriptor open, neither in the program nor in the
// process that starts workers.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=1 %census %t | FileCheck %s
// RUN: env PTOOLS_WORKERS=1 PTOOLS_START=exec %census %t | FileCheck %s

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <string>
#include <unistd.h>
#include <ptools/ptools.hpp>

static int open_descriptors(const std::string& process) {
  int n = 0;
  DIR* const all = opendir(("/proc/" + process + "/fd").c_str());
  if (all == nullptr) std::abort();
  while (const dirent* entry = readdir(all)) n += entry->d_name[0] != '.';
  closedir(all);
  return process == "self" ? n - 1 : n;
}

/// The child of this process that is called ptools-zygote.
static std::string zygote() {
  std::string found;
  DIR* const all = opendir("/proc");
  while (const dirent* entry = readdir(all)) {
    std::FILE* const stat = std::fopen(("/proc/" + std::string(entry->d_name) + "/stat").c_str(), "r");
    int pid = 0, parent = 0;
    char name[32] = "";
    if (stat == nullptr) continue;
    if (std::fscanf(stat, "%d (%31[^)]) %*c %d", &pid, name, &parent) == 3 && parent == getpid() &&
        std::string(name) == "ptools-zygote")
      found = entry->d_name;
    std::fclose(stat);
  }
  closedir(all);
  if (found.empty()) std::abort();
  return found;
}

static void come_and_go() {
  const std::vector<int> ids = ptools::addprocs(2);
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 20; ++i) {
    usleep(100);
    s += i;
  }
  ptools::rmprocs(ids);
}

static void die() {
  try {
    [[ptools::parallel]]
    for (int i = 0; i < 20; ++i) {
      usleep(500);
      if (ptools::myid() > 1) std::raise(SIGKILL);
    }
  } catch (const ptools::worker_died&) {
  }
  ptools::addprocs(1);
}

int main() {
  ptools::addprocs(0);
  come_and_go();
  const std::string starter = zygote();
  const int here = open_descriptors("self"), there = open_descriptors(starter);
  for (int round = 0; round < 10; ++round) {
    come_and_go();
    die();
  }
  // CHECK: more here: 0, more there: 0
  std::printf("more here: %d, more there: %d\n", open_descriptors("self") - here,
              open_descriptors(starter) - there);
  // Standard streams, its driver, signals, the driver's exec, the region and a pipe for each worker.
  // CHECK-NEXT: few: 1
  std::printf("few: %d\n", there <= 8 + ptools::nworkers());
}
