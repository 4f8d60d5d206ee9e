// Rounding and the flushing of denormals are as the program has set them, in every worker.
#include <cfenv>
#include <cstdio>
#include <limits>
#include <xmmintrin.h>
#include <ptools/ptools.hpp>

int apart = 0; // read by the body, so that workers must run it

static void show(const char* what) {
  volatile double third_of = 3.0;
  volatile long double long_third_of = 3.0L;
  const volatile double tiny = std::numeric_limits<double>::min();
  ptools::shared_array<double> out(100);
  ptools::shared_array<long double> far(100);
  ptools::shared_array<double> small(100);
  [[ptools::parallel]]
  for (int i = 0; i < 100; ++i) {
    out[i] = (i + 1 + apart) / third_of;
    far[i] = (i + 1) / long_third_of;
    small[i] = tiny / (i + 1);
  }
  std::printf("%s", what);
  for (int i = 0; i < 100; i += 9) std::printf(" %a %La %a", out[i], far[i], small[i]);
  std::printf("\n");
}

int main() {
  show("as it begins");
  std::fesetround(FE_UPWARD);
  show("upward");
  std::fesetround(FE_TOWARDZERO);
  _mm_setcsr(_mm_getcsr() | 0x8040); // results and operands that are denormal become zero
  show("toward zero, flushed");
  std::fesetround(FE_TONEAREST);
  _mm_setcsr(_mm_getcsr() & ~0x8040U);
  show("as it began");
}
