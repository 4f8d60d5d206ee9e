// Settings that make no sense end the program with status 2 and a message that names them.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=many %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=WORKERS
// RUN: env PTOOLS_WORKERS=-1 %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=WORKERS
// RUN: env PTOOLS_SEED=x %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=SEED
// RUN: env PTOOLS_WORKER_TIMEOUT=soon %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=TIMEOUT
// RUN: env PTOOLS_START=spoon %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=START
// RUN: env PTOOLS_INTERNAL_REGION=1 %status 2 %census %t 2>&1 | FileCheck %s --check-prefix=INTERNAL
// RUN: %status 2 %ptools_run -p x %t 2>&1 | FileCheck %s --check-prefix=OPTION
// RUN: %status 2 %ptools_run 2>&1 | FileCheck %s --check-prefix=NOTHING

// WORKERS: PTOOLS_WORKERS
// SEED: PTOOLS_SEED
// TIMEOUT: PTOOLS_WORKER_TIMEOUT
// START: PTOOLS_START=spoon: workers are started by fork or by exec
// INTERNAL: PTOOLS_INTERNAL_REGION=1 is not for users
// OPTION: -p
// NOTHING: program

#include <ptools/ptools.hpp>

int main() {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 10; ++i) s += i;
  return s == 45 ? 0 : 1;
}
