// RUN: %check %s
// Functions that lead several iterations to one element, as a division or a remainder does.
#include <ptools/ptools.hpp>

struct ring {
  double* d;
  int n;
  double& at(int i) const { return d[i % n]; }
  double& half(int i) const { return d[i / 2]; }
  int slot(int i) const { return i % n; }
  double& by_slot(int i) const { return d[slot(i)]; }
  double& kept(int i) const {
    const int k = i / 4;
    return d[k];
  }
  double* cell(int i) const { return d + i / 3; }
  void add(int i, double x) { d[i / 2] += x; }
  void set(int i, double x) { d[i >> 1] = x; }
  void add_kept(int i) {
    int k = i / 2;
    d[k] += 1;
  }
  void clear(int i) { d[i / 8] = 0; }
  int size() const { return n; }
};
void bump(double& x) { x += 1; }

void ring_in_getter(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.at(i) += 1; // expected: PT0042 "'r.at(i)'"
}
void ring_read_and_written(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.at(i) = r.at(i) + 1; // expected: PT0042 "'r.at(i)'"
}
void quotient_in_getter(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.half(i) += 1; // expected: PT0042 "'r.half(i)'"
}
void getter_of_getter(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.by_slot(i) += 1; // expected: PT0042 "'r.by_slot(i)'"
}
void variable_of_the_getter(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.kept(i) += 1; // expected: PT0042 "'r.kept(i)'"
}
void address(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) *r.cell(i) += 1; // expected: PT0042 "'*r.cell(i)'"
}
void in_the_function(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.add(i, 2); // expected: PT0042 "'r.add(i, 2)'"
}
void assigned_in_the_function(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.set(i, i); // expected: PT0042 "'r.set(i, i)'"
}
void variable_of_the_function(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.add_kept(i); // expected: PT0042 "'r.add_kept(i)'"
}
void by_reference(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) bump(r.half(i)); // expected: PT0042 "'r.half(i)'"
}
void by_reference_written_out(double* a, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) bump(a[i / 2]); // expected: PT0042 "'a[i / 2]'"
}

int slot_of(int i) { return i & 7; }
int group_of(int i) {
  const int group = i / 32;
  return group;
}
void masked(double* a, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) a[slot_of(i)] += 1; // expected: PT0042 "'a[slot_of(i)]'"
}
void grouped(double* a, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) a[group_of(i)] += 1; // expected: PT0042 "'a[group_of(i)]'"
}
void by_lambda(double* a, int m) {
  const auto at = [&](int i) -> double& { return a[i / 2]; };
  const auto bin = [](int i) { return i % 10; };
  [[ptools::parallel]] for (int i = 0; i < m; ++i) at(i) += 1; // expected: PT0042 "'at(i)'"
  [[ptools::parallel]] for (int i = 0; i < m; ++i) a[bin(i)] += 1; // expected: PT0042 "'a[bin(i)]'"
}

struct image {
  double* d;
  int w, h;
  double& coarse(int x, int y) const { return d[(y / 2) * w + x / 2]; }
  double* row(int y) const { return d + (y / 2) * w; }
};
void coarse_image(image fine, image out) {
  [[ptools::parallel]] for (int y = 0; y < fine.h; ++y)
    for (int x = 0; x < fine.w; ++x) {
      out.coarse(x, y) += 0.25 * fine.d[y * fine.w + x]; // expected: PT0042 "'out.coarse(x, y)'"
    }
}
void coarse_row(image im) {
  [[ptools::parallel]] for (int y = 0; y < im.h; ++y) {
    double* row = im.row(y);
    for (int x = 0; x < im.w; ++x) {
      row[x] += 1; // expected: PT0042 "'row[x]'"
    }
  }
}
void coarse_written_out(const double* in, double* out, int w, int h) {
  const int half = w / 2;
  [[ptools::parallel]] for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      const int cy = y / 2, cx = x / 2;
      out[cy * half + cx] += in[y * w + x]; // expected: PT0042 "'out[cy * half + cx]'"
    }
}
void coarse_by_shift_and_mask(const double* in, double* out, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      out[(y >> 1) * 8 + (x & 7)] += in[y * w + x]; // expected: PT0042 "'out[(y >> 1) * 8 + (x & 7)]'"
    }
}

struct bits {
  unsigned char* b;
  void set(int i) { b[i / 8] |= 1 << (i % 8); }
};
void bit_set(bits x, const int* keep, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    if (keep[i]) {
      x.set(i); // expected: PT0042 "'x.set(i)'"
    }
  }
}

// These are right.

void as_long_as_the_ring(ring r, int k) {
  [[ptools::parallel]] for (int i = 0; i < r.n; ++i) r.at(i) += 1;
  [[ptools::parallel]] for (int i = 0; i < r.size(); ++i) r.at(i + k) += 1;
}
void fills_it(ring r, int m, int head, const double* x) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.at(head + i) = x[i];
}
void every_second(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; i += 2) r.half(i) += 1;
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.add(2 * i, 2);
}
void leaves_the_same(ring r, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) r.clear(i);
}
void reads(ring r, double* o, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) o[i] = r.half(i) + r.at(i);
}
void four_of_one_block(ring r, int blocks) {
  [[ptools::parallel]] for (int b = 0; b < blocks; ++b)
    for (int k = 0; k < 4; ++k) {
      r.kept(4 * b + k) += 1;
    }
}

/// Its callers are within, or beside it, however they know its size.
struct torus {
  double* d;
  int w, h;
  double& at(int x, int y) const { return d[(y + h) % h * w + (x + w) % w]; }
  int wrap(int x, int size) const { return (x + size) % size; }
  double& by(int x, int y) const { return d[wrap(y, h) * w + wrap(x, w)]; }
};
void around(torus t, torus o, int nx, int ny) {
  [[ptools::parallel]] for (int y = 0; y < ny; ++y)
    for (int x = 0; x < nx; ++x) {
      o.at(x, y) += t.at(x - 1, y) + t.by(x, y + 1);
      o.by(x, y) *= 2;
    }
}

struct grid {
  double* d;
  int w, pitch;
  double& cell(int i) const { return d[(i / w) * w + i % w]; }
  double& padded(int i) const {
    const int y = i / w, x = i % w;
    return d[y * pitch + x];
  }
};
void quotient_and_remainder(grid g, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) g.cell(i) += 1;
  [[ptools::parallel]] for (int i = 0; i < m; ++i) g.padded(i) += 1;
}
void coarse_by_two_rows(const double* in, double* out, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; y += 2)
    for (int x = 0; x < w; ++x) {
      out[(y / 2) * w + x / 2] += in[y * w + x];
    }
  [[ptools::parallel]] for (int y = 0; y < h / 2; ++y)
    for (int x = 0; x < w; ++x)
      for (int d = 0; d < 2; ++d) {
        out[y * w + x / 2] += in[(2 * y + d) * w + x];
      }
}
void of_its_own(const double* x, double* o, int m) {
  [[ptools::parallel]] for (int i = 0; i < m; ++i) {
    double own[8] = {};
    const auto of = [&](int k) -> double& { return own[k / 4]; };
    for (int k = 0; k < 32; ++k) {
      of(k) += x[i];
    }
    o[i] = own[1];
  }
}

/// What a lambda in it returns is not what it returns.
int wrapped(int x, int n) {
  const auto is_outside = [&](int v) { return v < 0 || v >= n; };
  return is_outside(x) ? (x + n) % n : x;
}
void ahead(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    a[i] = a[wrapped(i + 1, n)]; // expected: PT0031 "an iteration reads 'a[wrapped(i + 1, n)]'"
  }
}
int main() {}
