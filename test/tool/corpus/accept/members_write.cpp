// Member functions that write into arrays which the object refers to.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

class grid {
public:
  grid(int n, double* storage) : n_(n), now_(storage), next_(storage + n) {}

  void step(double dt) {
    // shape: canonical, this, this-member-write, captured-write, raw-read, raw-write, low-bound
    [[ptools::parallel]]
    for (int i = 1; i < n_ - 1; ++i)
      next_[i] = now_[i] + dt * (now_[i - 1] - 2.0 * now_[i] + now_[i + 1]);
    swap();
  }

  void scale(double by) {
    // shape: canonical, this, this-member-write, captured-write, raw-write, bound-member
    [[ptools::parallel]]
    for (int i = 0; i < n_; ++i)
      this->now_[i] *= by;
  }

private:
  void swap() {
    double* const t = now_;
    now_ = next_;
    next_ = t;
  }

  int n_;
  double* now_;
  double* next_;
};

class image {
public:
  image(int width, int height) : width_(width), height_(height), pixels_(width * height) {}

  void invert() {
    // shape: canonical, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int p = 0; p < width_ * height_; ++p)
      pixels_[p] = 255 - pixels_[p];
  }

  double brightness() {
    double sum = 0.0;
    // shape: canonical, this, reduction
    [[ptools::parallel(reduce=plus)]]
    for (int p = 0; p < width_ * height_; ++p)
      sum += pixels_[p];
    return sum / (width_ * height_);
  }

private:
  int width_, height_;
  ptools::shared_array<int> pixels_;
};

struct velocities {
  std::vector<double, ptools::shared_allocator<double>> x, y;

  void damp(double factor) {
    // shape: canonical, this, this-member-write, captured-write, vector-write, bound-call
    [[ptools::parallel]]
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] *= factor;
      y[i] *= factor;
    }
  }

  void copy_from(const velocities& other) {
    // shape: canonical, this, this-member-write, captured-write, vector-write, bound-call
    [[ptools::parallel]]
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] = other.x[i];
  }
};

// An array that lies in the object itself, of an object that lies in shared memory.
struct histogram {
  int bins[64];
  static void clear(histogram* h) {
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int b = 0; b < 64; ++b)
      h->bins[b] = 0;
  }
};
