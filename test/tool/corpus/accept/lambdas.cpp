// Lambdas in the body, and loops inside lambdas.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <vector>

void lambda_in_body(const double* in, double* out, int n, double by) {
  // shape: canonical, lambda-in-body, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const auto scaled = [&](double x) { return x * by; };
    out[i] = scaled(in[i]);
  }
}

void lambda_writes_own(double* out, int n) {
  // shape: canonical, lambda-in-body, captured-write, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0.0;
    auto add = [&sum](double x) { sum += x; };
    for (int k = 0; k < 10; ++k)
      add(i * k);
    out[i] = [=] { return sum; }();
  }
}

int lambda_for_algorithm(const std::vector<std::vector<int>>& rows, int limit) {
  int total = 0;
  // shape: canonical, lambda-in-body, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < rows.size(); ++i)
    total += static_cast<int>(std::count_if(rows[i].begin(), rows[i].end(),
                                            [limit](int x) { return x > limit; }));
  return total;
}

void return_in_lambda(const int* in, int* out, int n) {
  // shape: canonical, lambda-in-body, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    out[i] = [](int x) {
      if (x < 0)
        return -1;
      return x > 0 ? 1 : 0;
    }(in[i]);
  }
}

double loop_in_lambda(const double* a, int n) {
  double factor = 2.0;
  const auto run = [&](int from, int to) {
    double sum = 0.0;
    // shape: canonical, in-lambda, low-bound, raw-read, reduction
    [[ptools::parallel(reduce=plus)]]
    for (int i = from; i < to; ++i)
      sum += a[i] * factor;
    return sum;
  };
  factor = 3.0;
  return run(0, n);
}

void loop_in_copying_lambda(double* a, int n, double value) {
  auto fill = [=] {
    // shape: canonical, in-lambda, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      a[i] = value;
  };
  fill();
}

void loop_in_generic_lambda(double* a, float* b, int n) {
  const auto clear = [n](auto* p) {
    // shape: canonical, in-lambda, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      p[i] = 0;
  };
  clear(a);
  clear(b);
}

void captured_lambda(double* a, int n) {
  const auto square = [](double x) { return x * x; };
  const double k = 0.5;
  auto half = [k](double x) { return k * x; };
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = half(square(i));
}
