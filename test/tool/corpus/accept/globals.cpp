// Globals that the body or a callee reads.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

int iterations = 100;
double gravity = 9.81;
const double pi = 3.14159265358979;
constexpr int order = 4;
double coefficients[8] = {1, 2, 3, 4, 5, 6, 7, 8};
std::vector<double> weights(8, 1.0);
static long offset = 3;

namespace model {
double viscosity = 0.1;
struct parameters {
  double alpha, beta;
};
parameters current{1.0, 2.0};
} // namespace model

class config {
public:
  static double scale;
  static const int limit = 10;
};
double config::scale = 2.0;

static double damped(double v) { return v - model::viscosity * v; }
static double twice_damped(double v) { return damped(damped(v)); }

void fall(double* height, const double* speed, int n, double t) {
  // shape: canonical, global-read, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    height[i] += speed[i] * t - 0.5 * gravity * t * t;
}

void series(double* out, int n) {
  // shape: canonical, global-read, captured-write, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0.0;
    for (int k = 0; k < order; ++k)
      sum += coefficients[k] * i / pi;
    out[i] = sum + static_cast<double>(offset);
  }
}

double with_model(const double* v, int n) {
  double sum = 0.0;
  // shape: canonical, global-read, calls-user, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += model::current.alpha * twice_damped(v[i]) + model::current.beta;
  return sum;
}

void with_static_member(double* a, int n) {
  // shape: canonical, global-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = i < config::limit ? config::scale * a[i] : 0.0;
}

double global_bound(const double* a) {
  double sum = 0.0;
  // shape: canonical, global-read, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < iterations; ++i)
    sum += a[i] * weights[i % 8];
  return sum;
}

int static_local_constant(const int* a, int n) {
  static const int table[4] = {1, 2, 3, 4};
  static int calls = 0;
  ++calls;
  int sum = 0;
  // shape: canonical, global-read, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += table[a[i] & 3] * calls;
  return sum;
}

int static_inside_the_body(const int* a, int n) {
  int sum = 0;
  // shape: canonical, raw-read, reduction, lambda-in-body
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    static const int weights_here[] = {1, 2};
    const auto weight = [](int k) {
      static int base = 1;
      return base + weights_here[k & 1];
    };
    sum += weight(a[i]) * weights_here[i & 1];
  }
  return sum;
}
