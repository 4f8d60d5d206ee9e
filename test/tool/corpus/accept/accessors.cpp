// Writes through operator[], operator() and accessors of the user's own view classes.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cstddef>

// Constness of the view is not that of the elements.
class view {
public:
  view(double* data, std::size_t size) : data_(data), size_(size) {}
  std::size_t size() const { return size_; }
  double& operator[](std::size_t i) const { return data_[i]; }

private:
  double* data_;
  std::size_t size_;
};

// An overload for reading and one for writing.
class matrix_view {
public:
  matrix_view(double* data, int rows, int columns) : data_(data), rows_(rows), columns_(columns) {}
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  double& operator()(int r, int c) { return data_[r * columns_ + c]; }
  const double& operator()(int r, int c) const { return data_[r * columns_ + c]; }
  double& at(int r, int c) { return data_[r * columns_ + c]; }
  double* row(int r) { return data_ + r * columns_; }

private:
  double* data_;
  int rows_, columns_;
};

class table {
public:
  explicit table(int* data) : data_(data) {}
  void set(int i, int value) { data_[i] = value; }
  int get(int i) const { return data_[i]; }

private:
  int* data_;
};

void fill(view v) {
  // shape: canonical, class-accessor-write, bound-call, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = 1.0;
}

void fill_by_reference(const view& v) {
  // shape: canonical, class-accessor-write, bound-call, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] += 1.0;
}

void diagonal(matrix_view m) {
  // shape: canonical, class-accessor-write, nonconst-method, bound-call, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < m.rows(); ++i)
    m(i, i) = 1.0;
}

void transpose(const matrix_view& from, matrix_view& to) {
  // shape: canonical, class-accessor-write, nonconst-method, bound-call, captured-write, 2d-write
  [[ptools::parallel]]
  for (int r = 0; r < from.rows(); ++r)
    for (int c = 0; c < from.columns(); ++c)
      to.at(c, r) = from(r, c);
}

void rows(matrix_view m) {
  // shape: canonical, class-accessor-write, nonconst-method, bound-call, captured-write, 2d-write
  [[ptools::parallel]]
  for (int r = 0; r < m.rows(); ++r) {
    double* row = m.row(r);
    for (int c = 0; c < m.columns(); ++c)
      row[c] = r - c;
  }
}

void set_all(table t, int n) {
  // shape: canonical, class-accessor-write, nonconst-method, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    t.set(i, t.get(i) + 1);
}

void through_pointer(matrix_view* m, int n) {
  // shape: canonical, class-accessor-write, nonconst-method, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    (*m)(i, 0) = m->at(i, 1);
}
