// One array under several names and spellings.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <array>
#include <span>
#include <utility>
#include <vector>

using shared_vector = std::vector<double, ptools::shared_allocator<double>>;

struct field {
  double* p;
  int width;
};
struct model {
  field grid;
  field* other;
};
struct matrix {
  double* data;
  int columns;
  double& operator()(int row, int column) { return data[row * columns + column]; }
  double& cell(int row, int column) const { return data[row * columns + column]; }
};

void elements(ptools::shared_array<double>& a, shared_vector& v, double* p, std::span<double> s,
              std::array<double, 100>& fixed, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a.at(i) = a.at(i - 1); // expected: PT0031 "'a.at(i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a.data()[i] = a[i - 1]; // expected: PT0031 "an iteration reads 'a[i - 1]', which another iteration writes as 'a.data()[i]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    *(p + i) = *(p + i - 1); // expected: PT0031 "'*(p + i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    p[i] = *(p + i - 1); // expected: PT0031 "'*(p + i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    p[i] = (p - 1)[i] + i[p - 1]; // expected: PT0031 "'(p - 1)[i]'", PT0031 "'i[p - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    v.begin()[i] = *(v.begin() + i - 1); // expected: PT0031 "'*(v.begin() + i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    *(a.begin() + i) = *(a.begin() + (i - 1)); // expected: PT0031 "'*(a.begin() + (i - 1))'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    v.at(i) = std::as_const(v)[i - 1]; // expected: PT0031 "'std::as_const(v)[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    s[i] = s[i - 1]; // expected: PT0031 "'s[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    fixed[i] = fixed[i - 1]; // expected: PT0031 "'fixed[i - 1]'"
  [[ptools::parallel]]
  for (double* e = p + 1; e < p + n; ++e)
    *e = e[-1]; // expected: PT0031 "'e[-1]'"
}

void members(field s, field& r, const model& m, model* q, const int* which, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    s.p[i] = s.p[i - 1]; // expected: PT0031 "'s.p[i - 1]'"
    r.p[which[i]] = i; // expected: PT0042 "'r.p[which[i]]'"
    m.grid.p[i * m.grid.width] = m.grid.p[(i + 1) * m.grid.width]; // expected: PT0031 "'m.grid.p[(i + 1) * m.grid.width]'"
    m.other->p[i] = m.other->p[i - 1]; // expected: PT0031 "'m.other->p[i - 1]'"
    q->grid.p[which[i]] += 1; // expected: PT0042 "'q->grid.p[which[i]]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    r.p[0] += i; // expected: PT0030 "'r.p[0]'"
    q->grid.width += i; // expected: PT0030 "'q->grid.width'"
  }
}

struct solver {
  field grid;
  double* right;
  void run(const int* which, int n) {
    [[ptools::parallel]]
    for (int i = 1; i < n; ++i) {
      grid.p[i] = this->grid.p[i - 1]; // expected: PT0031 "'this->grid.p[i - 1]'"
      right[which[i]] += 1; // expected: PT0042 "'right[which[i]]'"
    }
  }
};

void accessors(matrix m, double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 0; j < n; ++j)
      m(i, j) = m(i - 1, j); // expected: PT0031 "'m(i - 1, j)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    m.cell(i, 0) += m.cell(i - 1, 0); // expected: PT0031 "'m.cell(i - 1, 0)'"
  const auto at = [a](int i) -> double& { return a[i]; };
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    at(i) = at(i - 1); // expected: PT0031 "'at(i - 1)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto inside = [&](int k) -> double& { return a[k]; };
    inside(i) = inside(i - 1); // expected: PT0031 "'inside(i - 1)'"
  }
}

void names(double* a, ptools::shared_array<double>& s, const int* which, int n) {
  auto& b = s;
  double* c = a;
  double* const shifted = a - 1;
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    b[i] = s[i - 1]; // expected: PT0031 "'s[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    auto& e = s;
    e[i] = s[i - 1]; // expected: PT0031 "'s[i - 1]'"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    c[i] = a[i - 1]; // expected: PT0031 "'a[i - 1]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = shifted[i]; // expected: PT0031 "'shifted[i]'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double& hit = a[which[i]];
    hit += 1; // expected: PT0042 "'hit'"
  }
}

void by_address(ptools::shared_array<double>& s, int n) {
  const double* d = s.data();
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    s[i] = d[i - 1]; // expected: PT0031 "'d[i - 1]'"
}

void accepted(double* a, double* z, field s, field t, matrix m, matrix k, const int* which,
              ptools::shared_array<double>& shared, int n) {
  double* other = a + n;
  double* moved = a;
  double* swapped = a;
  ++moved;
  std::swap(swapped, z);
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    other[i] = a[i - 1];
    moved[i] = a[i];
    s.p[i] = t.p[i - 1];
    m(i, 0) = k(i - 1, 0) + m(i, 1);
    double own[4] = {};
    double* in_own = own;
    auto at_own = [&](int j) -> double& { return own[j % 4]; };
    in_own[i % 4] = in_own[(i - 1) % 4];
    at_own(i) = at_own(i - 1);
    double* row = a + n + i * n;
    ++row;
    row[0] = a[i];
  }
  // accepted: PT0031
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    swapped[i] = z[i - 1] + a[i - 1];
  // accepted: PT0031
  [[ptools::parallel(shared(a))]]
  for (int i = 1; i < n; ++i)
    *(a + i) = a[i - 1];
  double* b = a;
  // accepted: PT0031
  [[ptools::parallel(shared(b, s))]]
  for (int i = 1; i < n; ++i) {
    b[i] = a[i - 1];
    s.p[which[i]] += 1;
  }
  // accepted: PT0031
  [[ptools::parallel(shared(shared))]]
  for (int i = 1; i < n; ++i)
    shared.at(i) = shared.at(i - 1);
}
struct table {
  double* data;
  int columns;
  double* operator[](int row) { return data + row * columns; }
  double* row(int r) const { return data + r * columns; }
};
void by_rows(table t, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const double* up = t.row(i - 1);
    double* here = t.row(i);
    for (int j = 0; j < n; ++j) {
      here[j] = up[j]; // expected: PT0031 "'up[j]'"
      t[i][j] = t[i - 1][j]; // expected: PT0031 "'t[i - 1][j]'"
    }
  }
}
