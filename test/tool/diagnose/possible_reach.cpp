// What a body reaches only perhaps, by an override or a pointer, is brought up to date if it can be,
// and is refused if not.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <mutex>

std::mutex guard;
int calls = 0;
int level = 1;

struct shape {
  virtual ~shape() = default;
  virtual double area() const { return level; }
};
struct counted : shape {
  double area() const override { return ++calls; }
};
struct locked : shape {
  double area() const override {
    const std::lock_guard<std::mutex> lock(guard);
    return 1.0;
  }
};
struct silent : shape {
  int v = 0;
  double area() const override { return v + level; }
};
struct elsewhere {
  virtual ~elsewhere() = default;
  virtual double area() const { return 0.0; }
};
struct never_called : elsewhere {
  double area() const override { return ++calls; }
};

double any_shape(const shape* s, int n) {
  double sum = 0.0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    sum += s->area(); // expected: PT0041 "may call changes 'calls'"
  }
  return sum;
}

double accepted(const silent* s, int n) {
  double sum = 0.0;
  // accepted: PT0041
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += s->shape::area() + silent().area();
  [[ptools::parallel(reduce=plus, shared(calls, guard))]]
  for (int i = 0; i < n; ++i) {
    const shape* any = s;
    sum += any->area();
  }
  return sum;
}
