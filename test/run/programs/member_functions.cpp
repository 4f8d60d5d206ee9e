// Data members used in a member function travel one by one; the object need not be copyable.
#include <cstdio>
#include <memory>
#include <vector>
#include <ptools/ptools.hpp>

class model {
public:
  explicit model(int n) : n_(n), weights_(n), out_(n) {
    for (int i = 0; i < n; ++i) weights_[i] = i % 10;
  }
  model(const model&) = delete;

  long total() const {
    long s = 0;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < n_; ++i) s += weights_[i] * scale_;
    return s;
  }

  void fill(int by) {
    [[ptools::parallel]]
    for (int i = 0; i < this->n_; ++i) this->out_[i] = weights_[i] + by + offset;
  }

  long accumulate() {
    [[ptools::parallel(reduce=plus(sum_))]]
    for (int i = 0; i < n_; ++i) sum_ += out_[i];
    return sum_;
  }

  static int offset;

private:
  int n_;
  int scale_ = 3;
  long sum_ = 100;
  std::vector<int> weights_;
  ptools::shared_array<int> out_;
  std::unique_ptr<int> not_copyable_ = std::make_unique<int>(1);
};
int model::offset = 2;

struct base {
  int factor = 5;
};
struct derived : base {
  long run(int n) const {
    long s = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i) s += factor * i;
    return s;
  }
};

int main() {
  model m(2000);
  std::printf("%ld\n", m.total());
  m.fill(7);
  std::printf("%ld\n", m.accumulate());
  model::offset = 50;
  m.fill(1);
  std::printf("%ld\n", m.accumulate());
  std::printf("%ld\n", derived{}.run(999));
}
