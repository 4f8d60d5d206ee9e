// Captured variables of types that no worker can be given.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <condition_variable>
#include <cstdio>
#include <atomic>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

void mutex(double* a, int n) {
  std::mutex m;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::lock_guard<std::mutex> lock(m); // expected: PT0032 "captured variable 'm' of type"
    a[i] = 0.0;
  }
}

void thread(double* a, int n) {
  std::thread t;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = t.joinable(); // expected: PT0032 "'t'"
}

void file_stream(double* a, int n) {
  std::ofstream out("log");
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = out.is_open(); // expected: PT0032 "'out'"
}

void file_of_c(double* a, std::FILE* file, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = file != nullptr; // expected: PT0032 "'file' of type 'std::FILE *' cannot travel to a worker: a stream belongs to its process"
}

void function(double* a, std::function<double(int)> f, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = f(i); // expected: PT0032 "'f'"
}

void pointers_in_a_container(double* a, int n) {
  std::vector<double*> rows(3, a);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = static_cast<double>(rows.size()); // expected: PT0032 "in its elements: a pointer inside it would be copied unchecked"
}

class owner {
public:
  explicit owner(int n) : data_(new double[n]), n_(n) {}
  owner(const owner& o) : data_(new double[o.n_]), n_(o.n_) {}
  ~owner() { delete[] data_; }
  double get(int i) const { return data_[i]; }

private:
  double* data_;
  int n_;
};

void raw_owner(double* a, owner o, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = o.get(i); // expected: PT0032 "'o'"
}

struct with_mutex {
  std::mutex m;
  int value = 0;
};

void inside_an_aggregate(double* a, int n) {
  with_mutex w;
  std::vector<std::thread> threads(2);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = w.value; // expected: PT0032 "'w'"
    a[i] += static_cast<double>(threads.size()); // expected: PT0032 "'threads'"
  }
}

// What a reference refers to may lie in shared memory: that is seen when the loop starts.
void accepted(double* a, double (*f)(int), const std::string& name, const owner* shared, int n,
              const owner& reference) {
  // accepted: PT0032
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::mutex own;
    std::lock_guard<std::mutex> lock(own);
    const std::function<double(int)> g = f;
    a[i] = f(i) + g(i) + static_cast<double>(name.size()) + shared->get(i);
    a[i] += reference.get(i);
  }
}

class named_row {
public:
  void set(int i) { cells_.assign(3, i); }

private:
  std::vector<int> cells_;
};

void elements_of_private_memory(std::vector<named_row, ptools::shared_allocator<named_row>>& rows,
                                int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    rows[i].set(i); // expected: PT0032 "its elements lie in shared memory, but not what 'cells_' owns"
}

class derived_row : public std::vector<int> {
public:
  void set(int i) { assign(3, i); }
};

void bases_of_private_memory(
    std::vector<derived_row, ptools::shared_allocator<derived_row>>& rows, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    rows[i].set(i); // expected: PT0032 "its elements lie in shared memory, but not what a base class owns"
}

void pairs_of_private_memory(
    std::vector<std::pair<int, std::string>,
                ptools::shared_allocator<std::pair<int, std::string>>>& names,
    int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    names[i].second = "x"; // expected: PT0032 "not what a container in them owns"
}

void shared_bits(std::vector<bool, ptools::shared_allocator<bool>>& bits, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    bits[i] = i % 3 == 0; // expected: PT0032 "its elements are bits"
}

class counted_grid {
public:
  explicit counted_grid(int n) : cells_(n) {}
  int count() const { return count_; }

private:
  ptools::shared_array<double> cells_;
  std::atomic<int> count_{0};
};

void atomic_of_a_lent_class(double* a, int n) {
  counted_grid g(n);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = g.count(); // expected: PT0032 "'g'"
}

struct shared_row {
  std::vector<int, ptools::shared_allocator<int>> cells;
};

void elements_of_shared_memory(std::vector<shared_row, ptools::shared_allocator<shared_row>>& rows,
                               int n) {
  // accepted: PT0032
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    rows[i].cells.push_back(i);
}

struct with_lock {
  std::recursive_timed_mutex guard;
};
struct derived_from_lock : with_lock {
  int value = 1;
};
void lock_in_a_base(int* a, int n, derived_from_lock& d) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = d.value; // expected: PT0032 "in its base 'with_lock': in its member"
}
