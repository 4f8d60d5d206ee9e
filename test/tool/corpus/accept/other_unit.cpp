// Calls of functions that are defined in another translation unit.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

double potential(double r);
double energy(const double* positions, int count, int i);
extern "C" int classify(int value);

namespace physics {
struct material {
  double density;
  double stiffness;
};
double wave_speed(const material& m);
} // namespace physics

class interpolator {
public:
  double lower, upper;
  int order;
  double operator()(double x) const;
  static double clamp(double x);
};

double score(const std::string& text, const std::vector<double>& weights);

void potentials(const double* r, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, other-unit
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = potential(r[i]);
}

double total_energy(const double* positions, int count) {
  double total = 0.0;
  // shape: canonical, raw-read, other-unit, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < count; ++i)
    total += energy(positions, count, i);
  return total;
}

void classes(const int* values, int* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, other-unit
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = classify(values[i]);
}

void speeds(const physics::material* materials, double* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, other-unit
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = physics::wave_speed(materials[i]);
}

void interpolate(const interpolator& f, const double* x, double* y, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, other-unit
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    y[i] = f(interpolator::clamp(x[i]));
}

double scores(const std::vector<std::string>& lines, const std::vector<double>& weights) {
  double best = 0.0;
  // shape: canonical, bound-call, other-unit, reduction, non-trivial-class
  [[ptools::parallel(reduce=max)]]
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double s = score(lines[i], weights);
    if (s > best)
      best = s;
  }
  return best;
}
