// Virtual calls through pointers to objects in shared memory.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

struct ray {
  double origin[3];
  double direction[3];
};

class shape {
public:
  virtual ~shape() = default;
  virtual bool hit(const ray& r, double& t) const = 0;
  virtual double area() const = 0;
};

class sphere : public shape {
public:
  sphere(double x, double radius) : x_(x), radius_(radius) {}
  bool hit(const ray& r, double& t) const override {
    t = x_ - r.origin[0];
    return t < radius_;
  }
  double area() const override { return 12.566370614359172 * radius_ * radius_; }

private:
  double x_, radius_;
};

class body {
public:
  virtual ~body() = default;
  virtual void advance(double dt) = 0;
};

double total_area(const shape* const* shapes, int n) {
  double area = 0.0;
  // shape: canonical, virtual, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    area += shapes[i]->area();
  return area;
}

void render(const shape* scene, const ray* rays, double* depth, int n) {
  // shape: canonical, virtual, raw-read, raw-write, captured-write, private-copy
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double t = 0.0;
    depth[i] = scene->hit(rays[i], t) ? t : -1.0;
  }
}

void advance_all(body** bodies, int n, double dt) {
  // shape: canonical, virtual, raw-read, nonconst-method, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    bodies[i]->advance(dt);
}

void advance_shared(ptools::shared_array<body*>& bodies, double dt) {
  // shape: canonical, virtual, bound-call, nonconst-method, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < bodies.size(); ++i)
    bodies[i]->advance(dt);
}

int visible(const std::vector<const shape*>& shapes, const ray& r) {
  int count = 0;
  // shape: canonical, virtual, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    double t = 0.0;
    if (shapes[i]->hit(r, t))
      ++count;
  }
  return count;
}

double build_and_measure(int n) {
  ptools::shared_array<shape*> all(n);
  for (int i = 0; i < n; ++i)
    all[i] = ptools::shared_new<sphere>(i, 1.0);
  double area = 0.0;
  // shape: canonical, virtual, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    area += all[i]->area();
  return area;
}
