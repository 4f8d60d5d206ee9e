// Bodies that need the object itself, not only its data members.
// RUN: %check %s
#include <ptools/ptools.hpp>

class solver;
double residual_of(const solver& s, int i);

class solver {
public:
  double cell(int i) const { return i * h_; }
  virtual double source(int i) const { return i; }
  virtual ~solver() = default;
  static double weight(int i) { return 0.5 * i; }

  void calls_member(double* out, int n) const {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      out[i] = cell(i); // expected: PT0033 "the body uses the object itself by 'cell'"
  }
  void calls_virtual(double* out, int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      out[i] = this->source(i); // expected: PT0033 "'source'"
  }
  void passes_itself(double* out, int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      out[i] = residual_of(*this, i); // expected: PT0033 "'this'"
  }
  void accepted(double* out, int n) const {
    // accepted: PT0033
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      out[i] = weight(i) * this->h_ + h_;
  }

private:
  double h_ = 0.1;
};
