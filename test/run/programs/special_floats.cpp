// Negative zeros, infinities and NaNs come out of a reduction as the serial loop leaves them.
#include <cmath>
#include <cstdio>
#include <limits>
#include <ptools/ptools.hpp>

static const char* show(double x) {
  static char text[8][40];
  static int next = 0;
  char* const out = text[next++ % 8];
  if (std::isnan(x))
    std::snprintf(out, 40, "nan");
  else
    std::snprintf(out, 40, "%s%g", std::signbit(x) ? "-" : "+", std::fabs(x));
  return out;
}

int main() {
  const double inf = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const int n = 5000; // several leaves, and long enough for workers

  double negative_zeros = -0.0, from_zero = 0.0;
  [[ptools::parallel(reduce=plus(negative_zeros, from_zero))]]
  for (int i = 0; i < n; ++i) {
    negative_zeros += -0.0;
    from_zero += -0.0;
  }
  std::printf("%s %s\n", show(negative_zeros), show(from_zero));

  double untouched = -0.0;
  [[ptools::parallel(reduce=plus(untouched))]]
  for (int i = 0; i < n; ++i)
    if (i > n) untouched += 1;
  std::printf("%s\n", show(untouched));

  double with_nan = 0, with_inf = 0, opposite = 0;
  [[ptools::parallel(reduce=plus(with_nan, with_inf, opposite))]]
  for (int i = 0; i < n; ++i) {
    with_nan += i == 2500 ? nan : 1.0;
    with_inf += i == 100 ? inf : 1.0;
    opposite += i == 100 ? inf : i == 4000 ? -inf : 0.0;
  }
  std::printf("%s %s %s\n", show(with_nan), show(with_inf), show(opposite));

  double low = inf, high = -inf, zero_low = 1, zero_high = -1;
  [[ptools::parallel(reduce=min(low, zero_low), reduce=max(high, zero_high))]]
  for (int i = 0; i < n; ++i) {
    const double v = i % 3 == 0 ? nan : static_cast<double>(i - 200);
    if (v < low) low = v;
    if (v > high) high = v;
    const double z = i % 2 ? 0.0 : -0.0;
    if (z < zero_low) zero_low = z;
    if (z > zero_high) zero_high = z;
  }
  std::printf("%s %s %s %s\n", show(low), show(high), show(zero_low), show(zero_high));

  double product = 1, nothing_below = nan;
  [[ptools::parallel(reduce=multiplies(product), reduce=min(nothing_below))]]
  for (int i = 0; i < n; ++i) {
    product *= i % 2 ? -1.0 : 1.0;
    if (i < nothing_below) nothing_below = i;
  }
  std::printf("%s %s\n", show(product), show(nothing_below));
}
