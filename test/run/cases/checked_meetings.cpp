// What no rule of the tool sees, the program sees that was built with --ptools-check: iterations that
// meet in shared memory, or that need what another one left in its worker's own memory.
// RUN: %ptools_cc --ptools-check --ptools-cxx=g++ -O2 -Wall -Wextra -Werror %s %S/parts/checked_other.cpp -o %t
// RUN: %status 66 %census %t > %t.out 2> %t.err
// RUN: FileCheck %s < %t.err
// RUN: FileCheck --check-prefix=OUT %s < %t.out
// RUN: %ptools_cc --ptools-check --ptools-cxx=clang++-19 -std=c++20 -O0 -Wall -Wextra -Werror %s %S/parts/checked_other.cpp -o %t
// RUN: %status 66 %census %t > %t.out 2> %t.err
// RUN: FileCheck %s < %t.err
// RUN: FileCheck --check-prefix=OUT %s < %t.out

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ptools/ptools.hpp>
#include <vector>

namespace other_file {
void relax(double* row, const double* before, int n);
int next_number();
void note_down(const std::vector<int>& seen, int i);
} // namespace other_file

class row_of {
public:
  explicit row_of(double* data) : data_(data) {}
  double& operator[](int x) const { return data_[x]; }

private:
  double* data_;
};
class grid {
public:
  grid(int w, int h) : data_(static_cast<std::size_t>(w * h), 1.0), width_(w) {}
  row_of operator[](int y) { return row_of(&data_[y * width_]); }

private:
  ptools::shared_array<double> data_;
  int width_;
};
struct double_buffer {
  double* first;
  double* second;
  bool which = true;
  double* source() const { return which ? first : second; }
  double* target() const { return which ? first : second; } // meant: the other way round
};
struct pair_of {
  int i;
  int j;
};
void push(double& a, double& b) {
  a += 1;
  b -= 1;
}

int main() {
  constexpr int n = 12;

  // Rows behind a class.
  grid g(n, n);
  // CHECK: checked_meetings.cpp:[[@LINE+5]]: iterations 0 and 1 meet in shared memory [PT0108]
  // CHECK-NEXT: iteration 0 writes there:
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+6]]
  // CHECK: iteration 1 reads the same afterwards:
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+4]]
  [[ptools::parallel(shared(g))]]
  for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x)
      g[y][x] += g[y - 1][x];
  // OUT: rows 12
  std::printf("rows %g\n", g[n - 1][0]);

  // Buffers that are one.
  ptools::shared_array<double> a(n, 1.0), b(n, 1.0);
  double_buffer buffers{a.data(), b.data()};
  // CHECK: checked_meetings.cpp:[[@LINE+1]]: iterations 0 and 1 meet in shared memory [PT0108]
  [[ptools::parallel(shared(buffers))]]
  for (int i = 1; i < n; ++i) buffers.target()[i] = 2 * buffers.source()[i - 1];

  // The messages leave errno as it was.
  int errors = 0;
  // CHECK: checked_meetings.cpp:[[@LINE+1]]: iterations 0 and 1 meet in shared memory [PT0108]
  [[ptools::parallel(reduce=plus, shared(b))]]
  for (int i = 1; i < n; ++i) {
    errno = 0;
    b[i] += b[i - 1];
    errors += errno;
  }
  // OUT: errors 0
  std::printf("errors %d\n", errors);

  // Bonds that share a particle: the second one changes what the first one has changed.
  std::vector<pair_of> bonds{{0, 1}, {2, 3}, {3, 4}};
  // CHECK: checked_meetings.cpp:[[@LINE+8]]: iterations 1 and 2 meet in shared memory [PT0108]
  // CHECK-NEXT: iteration 1 writes there:
  // CHECK-NEXT: checked_meetings.cpp:{{5[345]}}, in push
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+7]]
  // CHECK: iteration 2 {{reads|writes}} the same afterwards:
  // CHECK-NEXT: checked_meetings.cpp:{{5[345]}}, in push
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+4]]
  // CHECK-NOT: [[@LINE+2]]: iterations
  [[ptools::parallel(shared(a))]]
  for (auto [i, j] : bonds)
    push(a[i], a[j]);

  // A function of another file, and pointers from a table.
  ptools::shared_array<double*> rows(4);
  for (int y = 0; y < 4; ++y) rows[y] = &a[y * 3];
  // CHECK: checked_meetings.cpp:[[@LINE+3]]: iterations 0 and 1 meet in shared memory [PT0108]
  // CHECK: checked_other.cpp:10, in other_file::relax
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+3]]
  [[ptools::parallel(shared(rows))]]
  for (int y = 1; y < 4; ++y)
    other_file::relax(rows[y], rows[y - 1], 3);

  // State of a function of another file.
  // CHECK: checked_meetings.cpp:[[@LINE+2]]: iterations 0 and 1 meet in 'other_file::last', of which each worker has its own [PT0108]
  // CHECK: in other_file::next_number
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) a[i] = other_file::next_number();

  // What is changed in a worker's copy is lost, also where no other iteration looks at it.
  std::vector<int> seen(n);
  // CHECK: checked_meetings.cpp:[[@LINE+3]]: iteration 1 changes memory of which each worker has its own: on workers the change is lost [PT0108]
  // CHECK-NEXT: checked_other.cpp:17, in other_file::note_down
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+3]]
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i > 0) other_file::note_down(seen, i);

  // Bytes that memmove moves.
  std::vector<char, ptools::shared_allocator<char>> text(n * 10, 'x');
  char* bytes = text.data();
  const auto move = [](char* to, const char* from, std::size_t size) {
    std::copy(from, from + size, to);
  };
  // CHECK: checked_meetings.cpp:[[@LINE+1]]: iterations 0 and 1 meet in shared memory [PT0108]
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) move(bytes + i * 10, bytes + (i * 10 * n / n - 10), 10);

  // A line that reads and writes is told once, without what ptools has put around it.
  // CHECK: checked_meetings.cpp:[[@LINE+6]]: iterations 0 and 1 meet in shared memory [PT0108]
  // CHECK-NEXT: iteration 0 writes there:
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+6]]
  // CHECK-NEXT: iteration 1 {{reads|writes}} the same afterwards:
  // CHECK-NEXT: checked_meetings.cpp:[[@LINE+4]]
  // CHECK-NEXT: ptools: checked 9 loops, 86 iterations: iterations of 9 loops meet
  [[ptools::parallel(shared(a))]]
  for (int i = 0; i < n; ++i)
    a[i / 12] += 1;
}
