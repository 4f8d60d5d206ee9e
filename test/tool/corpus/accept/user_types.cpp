// Captured objects of the user's own types: aggregates, and types with serialize.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

struct material {
  std::string name;
  double density;
  std::vector<double> spectrum;
};

struct model {
  std::vector<material> materials;
  double scale;
  enum class kind { linear, cubic } interpolation;
};

double absorption(const model& m, const double* depth, int n) {
  double sum = 0.0;
  // shape: canonical, raw-read, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    const material& layer = m.materials[i % m.materials.size()];
    sum += depth[i] * layer.density * m.scale * layer.spectrum[0];
    if (m.interpolation == model::kind::cubic)
      sum += layer.spectrum[1];
  }
  return sum;
}

class spline {
public:
  spline() = default;
  explicit spline(std::vector<double> knots) : knots_(std::move(knots)) {}
  double operator()(double x) const { return knots_.empty() ? x : knots_[0] * x; }
  template <class Archive>
  void serialize(Archive& archive) {
    archive(knots_);
  }

private:
  std::vector<double> knots_;
};

void interpolate(const spline& s, double* out, int n) {
  // shape: canonical, captured-write, raw-write, calls-user, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = s(i * 0.1);
}

namespace geometry {
class polygon {
public:
  polygon() = default;
  double side(std::size_t i) const { return sides_[i % sides_.size()]; }
  std::size_t size() const { return sides_.size(); }

private:
  std::vector<double> sides_;
  template <class Archive>
  friend void serialize(Archive& archive, polygon& p) {
    archive(p.sides_);
  }
};
} // namespace geometry

double perimeter(const geometry::polygon& p) {
  double sum = 0.0;
  // shape: canonical, bound-call, reduction, calls-user, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < p.size(); ++i)
    sum += p.side(i);
  return sum;
}

// A large object that lies in shared memory and is not copied.
struct tree {
  int left[1024], right[1024];
  double value[1024];
  double at(int node) const { return left[node] < 0 ? value[node] : at(left[node]); }
};

double walk(const tree* t, int n) {
  double sum = 0.0;
  // shape: canonical, raw-read, reduction, calls-user
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += t->at(i);
  return sum;
}

void local_types(double* out, int n) {
  enum colour { red, green };
  struct pixel {
    double r, g;
    colour c;
  };
  const pixel base{0.5, 0.25, green};
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    pixel p = base;
    p.r *= i;
    out[i] = p.c == red ? p.r : p.g;
  }
}
