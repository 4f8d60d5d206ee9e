// A member that is written 'this->n' beside another variable called 'n'.
// RUN: %check %s
#include <ptools/ptools.hpp>

class grid {
public:
  void clash(double* a, int n) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i)
      a[i] = this->n + n; // expected: PT0035 "the member 'this->n' and another variable named 'n'"
  }
  void accepted(double* a, int m) {
    // accepted: PT0035
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i)
      a[i] = this->n + n + m;
  }

private:
  int n = 0;
};
