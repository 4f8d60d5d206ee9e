// A reduction and array writes in one loop.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cmath>
#include <vector>

double jacobi_step(const double* now, double* next, int n) {
  double change = 0.0;
  // shape: canonical, reduction, reduction-and-write, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel(reduce=max(change))]]
  for (int i = 1; i < n - 1; ++i) {
    next[i] = 0.5 * (now[i - 1] + now[i + 1]);
    const double d = std::fabs(next[i] - now[i]);
    if (d > change)
      change = d;
  }
  return change;
}

double normalise(ptools::shared_array<double>& v, double by) {
  double norm = 0.0;
  // shape: canonical, reduction, reduction-and-write, bound-call, captured-write
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < v.size(); ++i) {
    v[i] /= by;
    norm += v[i] * v[i];
  }
  return norm;
}

class simulation {
public:
  double advance(double dt) {
    double energy = 0.0;
    int active = 0;
    // shape: canonical, reduction, reduction-and-write, this, this-member-write, captured-write, bound-member
    [[ptools::parallel(reduce=plus(energy, active), schedule=static)]]
    for (int i = 0; i < count_; ++i) {
      if (mass_[i] == 0.0)
        continue;
      position_[i] += dt * speed_[i];
      energy += 0.5 * mass_[i] * speed_[i] * speed_[i];
      ++active;
    }
    active_ = active;
    return energy;
  }

private:
  double* position_ = nullptr;
  double* speed_ = nullptr;
  double* mass_ = nullptr;
  int count_ = 0;
  int active_ = 0;
};

int assign_clusters(const double* points, int* cluster, const std::vector<double>& centres, int n) {
  int changed = 0;
  // shape: canonical, reduction, reduction-and-write, captured-write, raw-read, raw-write, non-trivial-class, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    int best = 0;
    for (std::size_t k = 1; k < centres.size(); ++k)
      if (std::abs(points[i] - centres[k]) < std::abs(points[i] - centres[best]))
        best = static_cast<int>(k);
    if (cluster[i] != best) {
      cluster[i] = best;
      ++changed;
    }
  }
  return changed;
}
