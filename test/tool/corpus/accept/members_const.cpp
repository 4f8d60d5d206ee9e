// Data members that are read in const member functions.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstddef>
#include <string>
#include <vector>

class polynomial {
public:
  double integral(double from, double to, int steps) const {
    const double h = (to - from) / steps;
    double sum = 0.0;
    // shape: canonical, this, reduction, inner-loop
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < steps; ++i) {
      const double x = from + (i + 0.5) * h;
      double value = 0.0;
      for (int k = degree_; k >= 0; --k)
        value = value * x + coefficients_[k];
      sum += value * h;
    }
    return sum;
  }

private:
  double coefficients_[16] = {};
  int degree_ = 0;
};

class mesh {
public:
  double area() const {
    double total = 0.0;
    // shape: canonical, this, raw-read, bound-member, reduction
    [[ptools::parallel(reduce=plus(total))]]
    for (int c = 0; c < cells_; ++c)
      total += width_[c] * height_[c];
    return total;
  }

  void centres(double* out) const {
    // shape: canonical, this, raw-read, raw-write, captured-write, bound-member
    [[ptools::parallel]]
    for (int c = 0; c < this->cells_; ++c)
      out[c] = this->origin_ + 0.5 * this->width_[c];
  }

private:
  const double* width_ = nullptr;
  double* height_ = nullptr;
  double origin_ = 0.0;
  int cells_ = 0;
};

struct settings {
  double tolerance = 1e-6;
  int limit = 100;
};

class solver {
public:
  int count_converged(const double* residuals) const {
    int converged = 0;
    // shape: canonical, this, raw-read, bound-member, reduction
    [[ptools::parallel(reduce=plus)]]
    for (std::size_t i = 0; i < size_; ++i)
      converged += residuals[i] < settings_.tolerance;
    return converged;
  }

  std::size_t longest_name() const {
    std::size_t longest = 0;
    // shape: canonical, this, bound-call, reduction, non-trivial-class
    [[ptools::parallel(reduce=max)]]
    for (std::size_t i = 0; i < names_.size(); ++i)
      longest = std::max(longest, names_[i].size());
    return longest;
  }

private:
  settings settings_;
  std::size_t size_ = 0;
  std::vector<std::string> names_;
};
