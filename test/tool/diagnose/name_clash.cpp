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
  void hidden_by_a_parameter(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      const auto f = [&](int n) { return this->n + n; }; // expected: PT0035 "another variable named 'n'"
      a[i] = f(i);
    }
  }
  void hidden_by_a_constant(double* a) {
    constexpr int n = 3;
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i)
      a[i] = this->n + n; // expected: PT0035 "another variable named 'n'"
  }
  void hidden_by_an_enumerator(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      enum kind { m, n };
      a[i] = this->n + m; // expected: PT0035 "another variable named 'n'"
    }
  }
  void hidden_by_a_part(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      const int two[2] = {i, 1};
      const auto [n, m] = two;
      a[i] = this->n + n + m; // expected: PT0035 "another variable named 'n'"
    }
  }
  void hidden_by_a_handler(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      try {
        a[i] = i;
      } catch (int n) {
        a[i] = this->n; // expected: PT0035 "another variable named 'n'"
      }
    }
  }
  void hidden_by_a_copy(double* a) {
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i)
      a[i] = [&, n = 2 * i] { return this->n + n; }(); // expected: PT0035 "another variable named 'n'"
  }
  void without_this(double* a) {
    // accepted: PT0035
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      const auto f = [](int n) { return n; };
      a[i] = n + f(i);
    }
    // The parameter hides nothing where the member stands.
    [[ptools::parallel]]
    for (int i = 0; i < 10; ++i) {
      const auto f = [](int n) { return n; };
      a[i] = f(this->n);
    }
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
