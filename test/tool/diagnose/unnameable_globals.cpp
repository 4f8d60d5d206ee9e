// Variables of static storage that the text at a loop has no name for are refused, not forgotten.
// RUN: %check %s
#include <ptools/ptools.hpp>

static union {
  int whole;
  float fraction;
};
struct settings {
  int depth = 1;
};
static settings made_at_start;
static settings* make() { return &made_at_start; }
static settings* const chosen = make();
static settings* const direct = &made_at_start;
static const settings* const read_only = make();

int declared_later();

class keeper {
public:
  static void set(int v) { value_ = v; }
  class inner {
  public:
    static int get() { return hidden_; }
    static void set(int v) { hidden_ = v; }

  private:
    static inline int hidden_ = 1;
  };
  static long sum(int n) {
    long s = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i)
      s += value_ + inner::get(); // expected: PT0032 "'hidden_' of type 'int' cannot travel to a worker: it is a private member"
    return s;
  }

private:
  static inline int value_ = 1;
};

[[nodiscard]] long attributed(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += keeper::inner::get(); // expected: PT0032 "it is a private member"
  return s;
}

long refused(int n) {
  long s = 0;
  static int kept = 1;
  kept = n;
  const auto reads_kept = [] { return kept; };
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    s += whole; // expected: PT0032 "it has no name that the loop could use"
    s += chosen->depth; // expected: PT0032 "what it leads to is private to each process"
    s += reads_kept(); // expected: PT0032 "it is local to a function, and read by another one"
    s += declared_later(); // expected: PT0032 "it is not declared in front of the loop"
  }
  return s;
}

static int behind = 1;
int declared_later() { return behind; }

long accepted(int n) {
  long s = 0;
  static int own = 1;
  own = n;
  const auto reads_constant = [] {
    static const int table[] = {1, 2, 3};
    static int cached = table[1];
    return cached;
  };
  // accepted: PT0032
  [[ptools::parallel(reduce=plus, shared(chosen))]]
  for (int i = 0; i < n; ++i)
    s += direct->depth + read_only->depth + chosen->depth + own + reads_constant() + behind;
  return s;
}
