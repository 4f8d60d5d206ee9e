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
  void hidden_by_the_body(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      const int n = 2 * i;
      a[i] = this->n + n; // expected: PT0035 "the member 'this->n' and another variable named 'n'"
    }
  }
  void hidden_by_the_index(double* a) {
    [[ptools::parallel]]
    for (int n = 0; n < 10; ++n)
      a[n] = this->n; // expected: PT0035 "the member 'this->n' and another variable named 'n'"
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
