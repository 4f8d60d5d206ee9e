// Standard input is the program's alone: workers read its end at once.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: printf 'for the program\n' | env PTOOLS_WORKERS=2 %census %t | FileCheck %s
// RUN: printf 'for the program\n' | env PTOOLS_WORKERS=2 PTOOLS_START=exec %census %t | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>
#include <unistd.h>

static long read_byte() {
  char byte = 0;
  return read(STDIN_FILENO, &byte, 1);
}

static bool stream_is_at_its_end() { return std::getchar() == EOF && std::feof(stdin) != 0; }

int main() {
  for (const int id : ptools::workers()) {
    const long bytes = ptools::remotecall_fetch(read_byte, id);
    const bool ended = ptools::remotecall_fetch(stream_is_at_its_end, id);
    std::printf("%d: %ld bytes, at the end: %d\n", id, bytes, ended);
  }
  // CHECK: 2: 0 bytes, at the end: 1
  // CHECK-NEXT: 3: 0 bytes, at the end: 1
  char line[80] = "";
  if (std::fgets(line, sizeof line, stdin) == nullptr) return 1;
  // CHECK-NEXT: for the program
  std::fputs(line, stdout);
}
