// Whole small programs' inner loops: a ray tracer, an N-body step, a blur, a life board.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cmath>
#include <vector>

struct vec {
  double x, y, z;
};
static vec operator-(const vec& a, const vec& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
static double dot(const vec& a, const vec& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

struct ball {
  vec centre;
  double radius;
  unsigned char colour;
};

void trace(const std::vector<ball>& balls, unsigned char* image, int width, int height) {
  // shape: canonical, dynamic-schedule, calls-user, captured-write, raw-write, non-trivial-class, inner-loop
  [[ptools::parallel(schedule=dynamic(4))]]
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const vec direction{2.0 * x / width - 1.0, 1.0 - 2.0 * y / height, 1.0};
      double nearest = 1e30;
      unsigned char colour = 0;
      for (const auto& b : balls) {
        const vec to = b.centre - vec{0, 0, 0};
        const double along = dot(to, direction) / std::sqrt(dot(direction, direction));
        const double off = dot(to, to) - along * along;
        if (off > b.radius * b.radius || along >= nearest)
          continue;
        nearest = along;
        colour = b.colour;
      }
      image[y * width + x] = colour;
    }
  }
}

void attract(const vec* position, vec* velocity, const double* mass, int n, double dt) {
  // shape: canonical, calls-user, captured-write, raw-read, raw-write, inner-loop, continue
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    vec force{0, 0, 0};
    for (int j = 0; j < n; ++j) {
      if (i == j)
        continue;
      const vec d = position[j] - position[i];
      const double r2 = dot(d, d) + 1e-9;
      const double w = mass[j] / (r2 * std::sqrt(r2));
      force.x += w * d.x;
      force.y += w * d.y;
      force.z += w * d.z;
    }
    velocity[i].x += dt * force.x;
    velocity[i].y += dt * force.y;
    velocity[i].z += dt * force.z;
  }
}

void blur(const ptools::shared_array<float, 2>& in, ptools::shared_array<float, 2>& out, int width,
          int height, const float (&kernel)[3][3]) {
  // shape: canonical, 2d-write, low-bound, captured-write, inner-loop
  [[ptools::parallel(schedule=static)]]
  for (int y = 1; y < height - 1; ++y) {
    for (int x = 1; x < width - 1; ++x) {
      float sum = 0.0f;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          sum += kernel[dy + 1][dx + 1] * in(y + dy, x + dx);
      out(y, x) = sum;
    }
  }
}

int live(const unsigned char* now, unsigned char* next, int width, int height) {
  int alive = 0;
  // shape: canonical, reduction, reduction-and-write, low-bound, le-ge, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int y = 1; y <= height - 2; ++y) {
    for (int x = 1; x <= width - 2; ++x) {
      const unsigned char* const c = now + y * width + x;
      const int around = c[-1] + c[1] + c[-width - 1] + c[-width] + c[-width + 1] + c[width - 1] +
                         c[width] + c[width + 1];
      next[y * width + x] = around == 3 || (*c != 0 && around == 2);
      alive += next[y * width + x];
    }
  }
  return alive;
}
