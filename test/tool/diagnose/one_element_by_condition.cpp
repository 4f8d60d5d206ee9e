// One element of all iterations, behind conditions.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <atomic>
#include <cmath>
#include <mutex>
#include <string>
#include <vector>

struct process_lock {
  void lock();
  void unlock();
};
struct totals {
  double sum, most;
  long n;
  int at;
  process_lock guard;
};
bool is_prime(int i);

void counted(totals* s, double* c, int* count, int* out, const double* x, const int* a, int n,
             int key) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (x[i] > 0)
      s->n++; // expected: PT0030 "s->n"
    if (x[i] > 0)
      *c += x[i]; // expected: PT0030 "*c"
    if (a[i] > 0)
      out[(*count)++] = a[i]; // expected: PT0030 "*count"
    if (x[i] < 0)
      c[0]++; // expected: PT0030 "c[0]"
    else
      c[1]++; // expected: PT0030 "c[1]"
    x[i] > 0 ? count[2]++ : count[3]++; // expected: PT0030 "count[2]", PT0030 "count[3]"
    switch (a[i]) {
    case 0:
      count[4]++; // expected: PT0030 "count[4]"
      break;
    default:
      count[5]++; // expected: PT0030 "count[5]"
    }
    if (std::isnan(x[i]))
      continue;
    count[6] += 1; // expected: PT0030 "count[6]"
    x[i] > 1 && count[7]++; // expected: PT0030 "count[7]"
    if (is_prime(i))
      ++count[8]; // expected: PT0030 "count[8]"
    if (i % 2 == 0)
      ++count[9]; // expected: PT0030 "count[9]"
    const double y = i * 0.1;
    if (y * y < 1.0)
      ++count[10]; // expected: PT0030 "count[10]"
    if (a[i] == i)
      ++count[11]; // expected: PT0030 "count[11]"
    if (i != key)
      ++count[12]; // expected: PT0030 "count[12]"
    if (i > 0)
      ++count[13]; // expected: PT0030 "count[13]"
    if (i < n - 1)
      ++count[14]; // expected: PT0030 "count[14]"
    for (int j = 0; j < key; ++j)
      if (i == j)
        ++count[16]; // expected: PT0030 "count[16]"
    const int next = count[15];
    out[next] = i;
    count[15] = next + 1; // expected: PT0030 "count[15]"
  }
}

void counted_over_a_range(const std::vector<int>& values, int* zeros) {
  [[ptools::parallel]]
  for (int v : values)
    if (v == 0)
      ++*zeros; // expected: PT0030 "*zeros"
}

void chosen(totals* s, double* most, int* best, bool* found, int* where, const double* x,
            const int* a, int n, int key) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (x[i] > *most)
      *most = x[i]; // expected: PT0030 "*most"
    if (x[i] > s->most) {
      s->most = x[i]; // expected: PT0030 "s->most"
      s->at = i; // expected: PT0030 "s->at"
    }
    if (x[i] < x[best[0]])
      best[0] = i; // expected: PT0030 "best[0]"
    if (a[i] == key && !*found) {
      *found = true;
      *where = i; // expected: PT0030 "*where"
    }
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const bool better = x[i] > *most;
    if (!better)
      continue;
    *most = x[i]; // expected: PT0030 "*most"
  }
}

void accepted(totals* s, double* c, int* where, int* pos, int* out, bool* failed,
              std::atomic<int>* hits, ptools::shared_array<std::atomic<long>>& bins,
              const double* x, const int* a, int n, int key) {
  // accepted: PT0030
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] == key)
      *where = i; // expected: PT0030 "*where"
    if (i == key)
      *c += x[i];
    if (i < 1)
      c[3]++;
    if (i >= n - 1)
      c[4]++;
    if (i == n - 1 && x[i] > 0)
      c[1]++;
    switch (i) {
    case 0:
      c[2]++;
    }
    if (x[i] > 0)
      hits->fetch_add(1);
    if (x[i] > 0)
      ++*hits;
    if (x[i] > 0)
      bins[0] += 1;
    if (x[i] < 0 && !*failed)
      *failed = true; // the same, whoever writes it
    if (x[i] > 0) {
      const std::lock_guard<process_lock> lock(s->guard);
      s->n++;
    }
    if (x[i] > 0) {
      const std::lock_guard<process_lock> lock(s->guard);
      if (x[i] > s->most)
        s->most = x[i];
      out[a[i]]++;
    }
    if (x[i] > 0) {
      s->guard.lock();
      s->sum += x[i];
      s->guard.unlock();
    }
  }
  // accepted: PT0030
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    try {
      out[i] = std::stoi(std::to_string(i));
    } catch (...) {
      *failed = true;
    }
    i == 0 && (out[n] = a[i]);
    if (a[i] != key)
      continue;
    pos[0] = i; // expected: PT0030 "pos[0]"
  }
  // accepted: PT0030
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i != n - 1)
      continue;
    pos[0] += a[i];
  }
}
