// -Rptools, part by part: what is reduced and sent, where to, who runs it.
// RUN: %check %s
// rewrite-flags: --remarks
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

static int level = 1;
double defined_elsewhere(int i);

double sums(const std::vector<double>& v, const double* weights, int n) {
  double s = 0.0, top = 0.0;
  [[ptools::parallel(reduce=plus(s), reduce=max(top))]] // expected-remark@+1: PT0040 "parallel loop: reduces 's' by 'plus'; reduces 'top' by 'max'; sends 'v'; sends 'weights' by value; back end 'process'; process 1 runs iterations as well; an iteration takes about "
  for (int i = 0; i < n; ++i) {
    s += v[i] * weights[i];
    if (v[i] > top) top = v[i];
  }
  return s + top;
}

double larger(double a, double b) { return a < b ? b : a; }

double by_a_function(const std::string& text, const double* a, int n) {
  double most = 0.0;
  [[ptools::parallel(reduce=larger(most), identity(most = 0.0))]] // expected-remark@+1: PT0040 "parallel loop: reduces 'most' by 'larger'; sends 'a' by value; sends 'text'; back end 'process'; process 1 runs iterations as well; an iteration"
  for (int i = 0; i < n; ++i) most = larger(most, a[i] + static_cast<double>(text.size()));
  return most;
}

void workers_only(double* a, int n) {
  [[ptools::parallel]] // expected-remark@+1: PT0040 "parallel loop: sends 'a' by value; brings '::level' up to date; back end 'process'; iterations run on workers only; an iteration takes about"
  for (int i = 0; i < n; ++i) a[i] = level;
}

void in_this_process(double* a, int n) {
  [[ptools::parallel(backend=serial)]] // expected-remark@+1: PT0040 "parallel loop: sends 'a' by value; back end 'serial'; "
  for (int i = 0; i < n; ++i) a[i] = 2.0 * i;
}

void heavy(double* a, int n) {
  [[ptools::parallel(backend=process)]] // expected-remark@+1: PT0040 "does not look into 'defined_elsewhere', which another file defines; back end 'process'; iterations run on workers only; an iteration is heavy"
  for (int i = 0; i < n; ++i) a[i] = defined_elsewhere(i);
}

void by_a_lambda(double* a, const double* b, int n) {
  const auto twice = [&](int i) { return 2.0 * b[i]; };
  [[ptools::parallel]] // expected-remark@+1: PT0040 "sends 'b'; sends 'a' by value; repeats the lambda 'twice' in the worker; back end 'process'"
  for (int i = 0; i < n; ++i) a[i] = twice(i);
}

class grid {
public:
  void scale(double by) {
    [[ptools::parallel]] // expected-remark@+1: PT0040 "sends 'this->cells_'; sends 'by' by value"
    for (int i = 0; i < 100; ++i) cells_[i] *= by;
  }

private:
  ptools::shared_array<double> cells_{100};
};

void all(double* a) {
  grid().scale(a[0]);
}
