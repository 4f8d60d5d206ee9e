// Elements that several iterations get to by arithmetic, or by loops of their own.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

class tally {
public:
  void add(long more) { count_ += more; }

private:
  std::atomic<long> count_;
};
struct grid {
  double* p;
  int w;
};

void quotients(unsigned char* bits, double* out, const double* in, int w, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (in[i] > 0)
      bits[i / 8] |= 1 << i % 8; // expected: PT0042 "'bits[i / 8]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    bits[i >> 3] |= 1 << (i & 7); // expected: PT0042 "'bits[i >> 3]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const int row = i / w;
    out[row] += in[i]; // expected: PT0042 "'out[row]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 4)
    out[i / 8] += in[i]; // expected: PT0042 "'out[i / 8]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < w; ++k)
      out[i / 2 * w + k] += in[i]; // expected: PT0042 "'out[i / 2 * w + k]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i & ~7] = in[i]; // expected: PT0042 "'out[i & ~7]'"
}

void remainders(double* bins, ptools::shared_array<long>& h, const double* in, int k, int n,
                int rows, int columns, unsigned mask) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    bins[i % 16] += in[i]; // expected: PT0042 "'bins[i % 16]'"
    h[static_cast<std::uint8_t>(i)]++; // expected: PT0042 "may update the same element"
    const std::uint8_t low = i + k;
    h[low] += 1; // expected: PT0042 "'h[low]'"
    bins[i % k] += in[i]; // expected: PT0042 "'bins[i % k]'"
    bins[i & mask] += in[i]; // expected: PT0042 "'bins[i & mask]'"
    bins[i & 15] = in[i]; // expected: PT0042 "'bins[i & 15]'"
    h[i < k] += 1; // expected: PT0042 "'h[i < k]'"
    h[i < k ? 0 : 1] += 1; // expected: PT0042 "may update the same element"
  }
  [[ptools::parallel]]
  for (int i = 0; i < rows * columns; ++i)
    bins[i % columns] += in[i]; // expected: PT0042 "'bins[i % columns]'"
  [[ptools::parallel]]
  for (int i = 0; i < 17; ++i)
    bins[i % 16] += in[i]; // expected: PT0042 "'bins[i % 16]'"
  [[ptools::parallel]]
  for (int i = 0; i < 10; ++i)
    bins[(4 * i + 1) % 16] += in[i]; // expected: PT0042 "'bins[(4 * i + 1) % 16]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < k; ++j)
      bins[(i + j) % n] += in[j]; // expected: PT0042 "'bins[(i + j) % n]'"
}

void inner_loops(double* f, double* total, ptools::shared_array<double>& sum, const double* a,
                 const std::vector<double>& v, grid g, int n, int m) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = i + 1; j < n; ++j) {
      const double x = a[i] - a[j];
      if (x * x > 2.0 || x < 0)
        continue;
      f[i] += x;
      f[j] -= x; // expected: PT0042 "'f[j]'"
    }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      total[j] += a[i * m + j]; // expected: PT0042 "'total[j]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      if (j > i)
        total[j] += 1; // expected: PT0042 "'total[j]'"
    }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < m; ++j)
      g.p[2 * j + g.w] = a[i] * a[j]; // expected: PT0042 "'g.p[2 * j + g.w]'"
    for (auto& t : sum)
      t += a[i]; // expected: PT0042 "'t'"
  }
  [[ptools::parallel]]
  for (const double& x : v)
    for (int j = 0; j < m; ++j)
      total[j] += x; // expected: PT0042 "'total[j]'"
}

void sums(double* out, double* image, const double* a, const double* b, int w, int h, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < w; ++j)
      out[i + j] += a[i] * b[j]; // expected: PT0042 "'out[i + j]'"
  [[ptools::parallel]]
  for (int y = 1; y < h - 1; ++y)
    for (int x = 1; x < w - 1; ++x)
      for (int dy = -1; dy <= 1; ++dy)
        image[(y + dy) * w + x] += a[y * w + x]; // expected: PT0042 "'image[(y + dy) * w + x]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const double flux = a[i];
    out[i] -= flux;
    out[i + 1] += flux; // expected: PT0042 "'out[i + 1]'"
    // expected@-2: PT0042 "'out[i]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n - 1; ++i)
    if (out[i] > out[i + 1])
      std::swap(out[i], out[i + 1]); // expected: PT0042 "'out[i]'", PT0042 "'out[i + 1]'"
  // expected@-2: PT0031 "'out[i]'", PT0031 "'out[i + 1]'"
}

void accepted(double* p, double* out, ptools::shared_array<double, 2>& g, const double* in,
              std::atomic<int>* counts, const int* start, const int* owner, unsigned char* bits,
              int w, int h, int n, int k, int threads, unsigned char value, tally* tallies) {
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 8)
    bits[i / 8] |= value;
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; i += k)
    out[i / k] += in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    p[(i / w) * k + i % w] += in[i];
    g(i % w, i / w) += in[i];
    const int row = i / w, col = i % w;
    out[row * w + col] += in[i];
    const int rest = i - row * w;
    out[row * k + rest] += in[i];
    counts[i / 8] += 1;
    tallies[i / 8].add(1);
    counts[i % 8].fetch_add(1);
    if (i % 8 == 7)
      p[i / 8] = in[i];
    if (i == k)
      p[i / 8] = in[i];
    p[i / 8] = 1.0;
    p[i / w] = in[i / w];
    double own[8] = {};
    own[i % 8] += in[i];
    bits[i + i / 8] += 1;
    p[(i & 7) | (i & ~7) << 1] += 1.0;
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    out[(i + 1) % n] = in[i]; // a turn of all of them
    p[(i + k) % n] = in[i];
  }
  const int size = static_cast<int>(g.size());
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < size; ++i)
    out[(i + 1) % g.size()] = in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n / 2; ++i)
    out[(i + k) % n] = in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < 256; ++i)
    out[static_cast<unsigned char>(i + k)] += in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < 64; i += 4)
    out[i % 64] += in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      bits[(y * w + x) >> 3] |= 1 << x % 8; // whole bytes a row
  // accepted: PT0042
  [[ptools::parallel(shared(out))]]
  for (int i = 0; i < n; ++i)
    out[i / 8] += in[i];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    for (int j = i * k; j < (i + 1) * k; ++j)
      out[j] += in[i];
    const int from = start[i], to = start[i + 1];
    for (int j = from; j < to; ++j)
      out[j] += in[j];
    for (int b = start[i]; b < start[i + 1]; ++b)
      for (int j = start[b]; j < start[b + 1]; ++j)
        p[j] *= in[i];
    for (int j = i; j < n; j += threads)
      out[j] += in[j];
    for (int j = i * k; j < n; ++j) {
      if (j >= (i + 1) * k)
        break;
      out[j] += in[j];
    }
    for (int j = 0; j < n; ++j) {
      if (j == i)
        out[j] += in[j];
      if (owner[j] != i)
        continue;
      out[j] += in[i];
    }
    for (int j = 0; j < n; ++j)
      if (j >= i * k && j < (i + 1) * k)
        out[j] += 1.0;
    for (int j = 0; j < n; ++j)
      p[j] = in[j]; // the same in every iteration
    const auto once = [&] {
      for (int j = 0; j < n; ++j)
        p[j] += in[i];
    };
    if (i == 0)
      once();
    double own[64] = {};
    for (int j = 0; j < 64; ++j)
      own[j] += in[i * 64 + j];
    double* mine = p + i * w;
    for (int j = 0; j < w; ++j)
      mine[j] += own[j % 64];
  }
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 64)
    for (int j = 0; j < 64; ++j)
      out[i + j] += in[j];
  // accepted: PT0042
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 2) {
    out[i] += 1;
    out[i + 1] += 1;
    std::swap(out[i], out[i + 1]);
  }
}
