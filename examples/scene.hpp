#pragma once

// A scene of mirroring spheres on a chequered floor, traced ray by ray. Nothing here knows of
// ptools.

#include <cmath>
#include <vector>

struct vec {
  double x = 0, y = 0, z = 0;
};
inline vec operator+(vec a, vec b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline vec operator-(vec a, vec b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline vec operator*(vec a, double s) {
  return {a.x * s, a.y * s, a.z * s};
}
inline vec operator*(vec a, vec b) {
  return {a.x * b.x, a.y * b.y, a.z * b.z};
}
inline double dot(vec a, vec b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline vec unit(vec a) {
  return a * (1 / std::sqrt(dot(a, a)));
}
inline vec reflect(vec d, vec n) {
  return d - n * (2 * dot(d, n));
}
using colour = vec;

struct sphere {
  vec centre;
  double radius;
  colour tint;
  double mirror; // share of light that is reflected as in a mirror
};

struct scene {
  std::vector<sphere> spheres;
  vec light = unit({-0.55, 0.8, -0.45});

  static scene ring_of_spheres() {
    scene s;
    s.spheres.push_back({{0, 1.25, 0}, 1.25, {0.95, 0.95, 0.97}, 0.75});
    for (int i = 0; i < 11; ++i) {
      const double a = i * 2 * 3.14159265358979 / 11 + 0.2, r = 0.33 + 0.12 * (i % 3);
      const colour tint = {0.46 + 0.42 * std::cos(a), 0.46 + 0.42 * std::cos(a - 2.1),
                           0.46 + 0.42 * std::cos(a + 2.1)};
      s.spheres.push_back({{2.5 * std::cos(a), r, 2.5 * std::sin(a)}, r, tint, 0.18});
    }
    return s;
  }

  /// Colour seen through the point (x, y) of the picture plane; y from -0.5 to 0.5.
  colour look(double x, double y) const {
    const vec eye = {-1.1, 2.3, -7.2}, forward = unit(vec{0.05, 0.85, 0} - eye);
    const vec right = unit({forward.z, 0, -forward.x});
    const vec up = {forward.y * right.z - forward.z * right.y,
                    forward.z * right.x - forward.x * right.z,
                    forward.x * right.y - forward.y * right.x};
    return trace(eye, unit(forward * 1.35 + right * x - up * -y), 0);
  }

private:
  struct hit {
    double distance = 1e30;
    const sphere* what = nullptr;
  };

  hit nearest(vec from, vec direction) const {
    hit best;
    for (const sphere& s : spheres) {
      const vec to = s.centre - from;
      const double b = dot(to, direction), c = dot(to, to) - s.radius * s.radius;
      const double root = b * b - c;
      if (root < 0)
        continue;
      const double t = b - std::sqrt(root);
      if (t > 1e-4 && t < best.distance)
        best = {t, &s};
    }
    return best;
  }

  static colour sky(vec d) {
    const double t = std::fmax(0.0, d.y);
    return colour{0.95, 0.74, 0.58} * std::pow(1 - t, 4) +
           colour{0.10, 0.27, 0.66} * std::pow(t, 0.4);
  }

  colour trace(vec from, vec direction, int depth) const {
    const hit seen = nearest(from, direction);
    const double floor = direction.y < 0 ? -from.y / direction.y : 1e30;
    if (floor < seen.distance && floor < 60) {
      const vec p = from + direction * floor;
      const bool dark =
          (static_cast<long>(std::floor(p.x)) + static_cast<long>(std::floor(p.z))) & 1;
      const colour c =
          shade(p, {0, 1, 0}, direction, dark ? colour{0.10, 0.11, 0.14} : colour{0.85, 0.83, 0.80},
                0.14, depth);
      const double haze = std::exp(-0.0016 * floor * floor);
      return c * haze + sky({direction.x, 0.02, direction.z}) * (1 - haze);
    }
    if (!seen.what)
      return sky(direction);
    const vec p = from + direction * seen.distance;
    return shade(p, (p - seen.what->centre) * (1 / seen.what->radius), direction, seen.what->tint,
                 seen.what->mirror, depth);
  }

  colour shade(vec p, vec normal, vec direction, colour tint, double mirror, int depth) const {
    const bool lit = !nearest(p + normal * 1e-4, light).what;
    const double diffuse = lit ? std::fmax(0.0, dot(normal, light)) : 0;
    const double gleam =
        lit ? std::pow(std::fmax(0.0, dot(reflect(direction, normal), light)), 60) : 0;
    const colour ambient = colour{0.20, 0.24, 0.32} * (0.6 + 0.4 * normal.y);
    colour c = tint * (colour{1.0, 0.93, 0.82} * (0.95 * diffuse) + ambient) * (1 - mirror);
    c = c + colour{1, 0.95, 0.9} * (0.7 * gleam);
    if (depth < 5) {
      // Glancing rays are mirrored more (Schlick's approximation).
      const double glancing = std::pow(1 - std::fabs(dot(direction, normal)), 5);
      const double share = mirror + (1 - mirror) * 0.6 * glancing;
      c = c + trace(p + normal * 1e-4, reflect(direction, normal), depth + 1) * share;
    }
    return c;
  }
};

/// Light to display values from 0 to 1: soft highlights, then the display's gamma.
inline colour to_display(colour c) {
  const auto tone = [](double v) {
    v = v / (1 + 0.28 * v) * 1.12;
    return std::pow(std::fmin(1.0, std::fmax(0.0, v)), 1 / 2.2);
  };
  return {tone(c.x), tone(c.y), tone(c.z)};
}
