// Loops whose subscripts come near to those of loops that cannot be parallel.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// Two buffers that change places after each sweep.
void sweeps(double* from, double* to, int width, int height, int steps) {
  for (int t = 0; t < steps; ++t) {
    // shape: canonical, low-bound, captured-write, raw-read, raw-write, inner-loop
    [[ptools::parallel]]
    for (int y = 1; y < height - 1; ++y)
      for (int x = 1; x < width - 1; ++x)
        to[y * width + x] = 0.25 * (from[(y - 1) * width + x] + from[(y + 1) * width + x] +
                                    from[y * width + x - 1] + from[y * width + x + 1]);
    std::swap(from, to);
  }
}

// The halves of one array.
void halves(double* both, int n) {
  double* next = both + n;
  // shape: canonical, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    next[i] = both[i - 1] + both[i];
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    both[i] = both[i + n];
}

void red_black(double* a, int n) {
  // shape: canonical, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[2 * i] = 0.5 * (a[2 * i - 1] + a[2 * i + 1]);
}

void red_black_rows(double* u, const double* f, int width, int height) {
  for (int colour = 0; colour < 2; ++colour) {
    // shape: canonical, low-bound, captured-write, raw-read, raw-write, inner-loop
    [[ptools::parallel]]
    for (int y = 1; y < height - 1; ++y)
      for (int x = 1 + (y + colour) % 2; x < width - 1; x += 2)
        u[y * width + x] = 0.25 * (u[(y - 1) * width + x] + u[(y + 1) * width + x] +
                                   u[y * width + x - 1] + u[y * width + x + 1] - f[y * width + x]);
  }
}

void red_black_if(ptools::shared_array<double, 2>& u, int n, int colour) {
  // shape: canonical, low-bound, captured-write, 2d-write, inner-loop, continue
  [[ptools::parallel]]
  for (int j = 1; j < n - 1; ++j) {
    for (int i = 1; i < n - 1; ++i) {
      const bool mine = (i + j) % 2 == colour;
      if (!mine)
        continue;
      u(i, j) = 0.25 * (u(i - 1, j) + u(i + 1, j) + u(i, j - 1) + u(i, j + 1));
    }
  }
}

void odd_even_sort(int* a, int n) {
  for (int phase = 0; phase < n; ++phase) {
    // shape: canonical, low-bound, step, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = phase % 2; i < n - 1; i += 2)
      if (a[i] > a[i + 1])
        std::swap(a[i], a[i + 1]);
  }
}

void blocks(double* out, const double* in, int n, int block) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int b = 0; b < (n + block - 1) / block; ++b)
    for (int j = b * block; j < std::min(n, (b + 1) * block); ++j)
      out[j] += in[j];
  // shape: canonical, step, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int from = 0; from < n; from += block)
    for (int j = 0; j < block; ++j)
      out[from + j] += in[from + j];
}

// Each worker's share, dealt out one by one and in one piece.
void shares(double* out, const double* in, const std::vector<int>& from, int n, int parts) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int t = 0; t < parts; ++t) {
    for (int j = t; j < n; j += parts)
      out[j] += in[j];
    const int first = from[t], last = from[t + 1];
    for (int j = first; j < last; ++j)
      out[j] *= 2.0;
  }
}

void upper_triangle(double* packed, const double* a, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop, le-ge
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j) {
      const int k = i * (i + 1) / 2 + j;
      packed[k] += a[i * n + j];
    }
}

void transpose(double* t, const double* a, int w, int h) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      t[x * h + y] = a[y * w + x];
}

void transpose_in_place(double* a, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    for (int j = 0; j < i; ++j) {
      const double t = a[i * n + j];
      a[i * n + j] = a[j * n + i];
      a[j * n + i] = t;
    }
}

void sparse(double* y, double* value, const double* x, const int* start, const int* column, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double sum = 0.0;
    for (int k = start[i]; k < start[i + 1]; ++k) {
      value[k] *= 0.5;
      sum += value[k] * x[column[k]];
    }
    y[i] += sum;
  }
}

void along_rows(double* a, int w, int h) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) {
    double* row = a + y * w;
    for (int x = 1; x < w; ++x)
      row[x] += row[x - 1];
    for (int x = w - 2; x >= 0; --x)
      a[y * w + x] = a[y * w + x + 1] * 0.5;
  }
}

void along_columns(double* a, int w, int h) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int x = 0; x < w; ++x)
    for (int y = 1; y < h; ++y)
      a[y * w + x] += a[(y - 1) * w + x];
}

void elimination(double* a, int n) {
  for (int k = 0; k < n; ++k) {
    const double* pivot = a + k * n;
    // shape: canonical, low-bound, captured-write, raw-read, raw-write, inner-loop
    [[ptools::parallel]]
    for (int i = k + 1; i < n; ++i) {
      const double f = a[i * n + k] / pivot[k];
      for (int j = k; j < n; ++j)
        a[i * n + j] -= f * a[k * n + j] + 0.0 * pivot[j];
    }
  }
}

void turned(double* out, const double* in, int n, int by) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[(i + by) % n] = in[i];
}

void unravelled(ptools::shared_array<double, 2>& m, double* flat, int w, int h) {
  // shape: canonical, captured-write, raw-write, 2d-write
  [[ptools::parallel]]
  for (int k = 0; k < w * h; ++k) {
    const int row = k / w, column = k % w;
    m(column, row) += 1.0;
    flat[row * w + column] += 1.0;
    flat[(k - row * w) * h + row] *= 2.0;
  }
}

void fewer(double* out, unsigned char* bytes, const bool* bits, const double* in, int n, int many) {
  // shape: canonical, step, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 8) {
    unsigned char byte = 0;
    for (int k = 0; k < 8; ++k)
      byte |= static_cast<unsigned char>(bits[i + k] << k);
    bytes[i / 8] = byte;
  }
  // shape: canonical, step, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; i += many)
    out[i / many] = in[i];
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (i % 4 == 3)
      out[i / 4] = in[i] + in[i - 3];
}

void butterflies(double* re, int n, int half) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i) {
    const int low = i & (half - 1);
    const int at = (i - low) * 2 + low;
    const double a = re[at], b = re[at + half];
    re[at] = a + b;
    re[at + half] = a - b;
  }
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int partner = i ^ half;
    if (partner > i)
      std::swap(re[i], re[partner]);
  }
}

void reversed(double* a, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i) {
    const double t = a[i];
    a[i] = a[n - 1 - i];
    a[n - 1 - i] = t;
  }
}

// The iteration's own histogram, then one place for each pair.
void own_histograms(long* all, const std::uint8_t* pixels, int rows, int columns) {
  // shape: canonical, private-copy, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int r = 0; r < rows; ++r) {
    long own[256] = {};
    for (int c = 0; c < columns; ++c)
      ++own[pixels[r * columns + c]];
    long* mine = all + r * 256;
    for (int b = 0; b < 256; ++b)
      mine[b] += own[b];
  }
}

void owners(double* total, const int* owner, const double* share, int n, int parts) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop, continue
  [[ptools::parallel]]
  for (int p = 0; p < parts; ++p)
    for (int j = 0; j < n; ++j) {
      if (owner[j] != p)
        continue;
      total[j] += share[p];
    }
}

struct layer {
  double* now;
  double* then;
  int width;
};

void members(layer l, int n) {
  // shape: canonical, low-bound, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    l.now[i * l.width] = l.then[(i - 1) * l.width] + l.now[i * l.width];
}

void time_in_front(double* u, int steps, int n) {
  for (int t = 1; t < steps; ++t) {
    // shape: canonical, low-bound, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = 1; i < n - 1; ++i)
      u[t * n + i] = u[(t - 1) * n + i - 1] + u[(t - 1) * n + i + 1];
  }
}

// Diagonal by diagonal: what a diagonal reads, the ones before have written.
void wavefront(double* a, int n) {
  for (int d = 2; d < n; ++d) {
    // shape: canonical, low-bound, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = 1; i < d; ++i)
      a[i * n + d - i] = a[(i - 1) * n + d - i] + a[i * n + d - i - 1];
  }
}

void sum_tree(double* a, int n) {
  for (int d = 1; d < n; d *= 2) {
    // shape: canonical, step, low-bound, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = 2 * d - 1; i < n; i += 2 * d)
      a[i] += a[i - d];
  }
}
