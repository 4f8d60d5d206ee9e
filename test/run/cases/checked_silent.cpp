// A checked program says nothing of loops whose iterations do not meet, whatever memory they use one
// after the other, and computes what the plain one computes.
// RUN: %ptools_cc --ptools-check --ptools-cxx=g++ -Wno-ptools-output-order -O2 -Wall -Wextra -Werror %s %S/parts/checked_other.cpp -o %t
// RUN: %status 0 %census %t > %t.out 2> %t.err
// RUN: FileCheck %s < %t.err
// RUN: %ptools_cc --ptools-check -Wno-ptools-output-order --ptools-cxx=clang++-19 -std=c++20 -O0 -Wall -Wextra -Werror %s %S/parts/checked_other.cpp -o %t
// RUN: %status 0 %census %t > %t.out2 2> %t.err
// RUN: FileCheck %s < %t.err
// RUN: %plain_cxx %s %S/parts/checked_other.cpp -lptools -o %t
// RUN: %t > %t.plain
// RUN: diff %t.plain %t.out
// RUN: diff %t.plain %t.out2

// CHECK-NOT: meet in
// CHECK: ptools: checked 18 loops, {{[0-9]+}} iterations: no two iterations meet
// CHECK-NOT: ptools:

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <ptools/ptools.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace other_file {
int next_number();
void set_width(double w);
}
constexpr int n = 40;

/// Made by the first iteration that needs it, in each process.
const std::vector<int>& squares() {
  static const std::vector<int> table = [] {
    std::vector<int> made(n);
    for (int i = 0; i < n; ++i) made[static_cast<std::size_t>(i)] = i * i;
    return made;
  }();
  return table;
}

struct node {
  std::unique_ptr<node> left, right;
  int value = 0;
};
std::unique_ptr<node> tree(int depth, int value) {
  auto made = std::make_unique<node>();
  made->value = value;
  if (depth > 0) {
    made->left = tree(depth - 1, 2 * value);
    made->right = tree(depth - 1, 2 * value + 1);
  }
  return made;
}
long sum_of(const node* at) {
  return at == nullptr ? 0 : at->value + sum_of(at->left.get()) + sum_of(at->right.get());
}

struct shape {
  virtual ~shape() = default;
  virtual double area() const = 0;
};
struct square : shape {
  explicit square(double s) : side(s) {}
  double area() const override { return side * side; }
  double side;
};

int main() {
  ptools::shared_array<double> a(n), b(n, 1.0);
  ptools::shared_array<double, 2> m(n, n);
  double total = 0.1;

  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.1 * i;
    total += a[i];
  }
  [[ptools::parallel]]
  for (double& v : a) v *= 2;

  // Both neighbours are read, another array is written.
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) b[i] = a[i - 1] + a[i] + a[i + 1];

  // Neighbouring bytes.
  std::vector<char, ptools::shared_allocator<char>> bytes(n);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) bytes[i] = static_cast<char>('a' + i % 26);

  // Memory that each iteration takes and gives back, and the next one is given again.
  std::vector<long, ptools::shared_allocator<long>> sums(n);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::vector<int> own;
    for (int k = 0; k <= i; ++k) own.push_back(k);
    std::map<std::string, int> words;
    for (int k : own) words["a long string that lies in the heap " + std::to_string(k % 7)] += k;
    std::string text;
    for (const auto& [word, count] : words) text += word.substr(0, 3) + std::to_string(count);
    sums[i] = static_cast<long>(text.size()) + own[i / 2];
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    sums[i] += sum_of(tree(6, i).get());
    ptools::shared_array<int> scratch(100);
    scratch[i] = i;
    auto* block = static_cast<int*>(std::calloc(static_cast<std::size_t>(i) + 1, sizeof(int)));
    block = static_cast<int*>(std::realloc(block, static_cast<std::size_t>(i + 50) * sizeof(int)));
    sums[i] += block[i] + scratch[i];
    std::free(block);
  }

  // What is made once.
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) sums[i] += squares()[static_cast<std::size_t>(i)];

  // What the library keeps of a thread, and memory that comes from the system and goes back.
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    errno = 0;
    sums[i] += std::stoi(std::to_string(i)) + errno;
    void* const pages = mmap(nullptr, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    auto* const numbers = static_cast<long*>(pages);
    numbers[5] += i;
    sums[i] += numbers[5];
    munmap(pages, 1 << 16);
  }

  // Streams, exceptions, virtual calls.
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::ostringstream text;
    text << i << ' ' << 0.5 * i;
    try {
      if (i % 3 == 0) throw std::runtime_error("every third " + text.str());
    } catch (const std::exception& e) {
      sums[i] += static_cast<long>(std::strlen(e.what()));
    }
    const std::unique_ptr<shape> s = std::make_unique<square>(i);
    b[i] += s->area();
  }

  // What the library keeps of a stream.
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::clog << std::hex << std::fixed;
    std::clog.precision(std::clog.precision() % 7 + 1);
    sums[i] += i;
  }

  // Rows that are sorted, copied, filled.
  [[ptools::parallel]]
  for (int j = 0; j < n; ++j) {
    double* const row = &m(0, j);
    for (int i = 0; i < n; ++i) row[i] = (i * 7 + j) % n;
    std::sort(row, row + n);
    std::vector<double> copy(row, row + n);
    std::reverse(copy.begin(), copy.end());
    std::memcpy(row, copy.data(), n * sizeof(double));
    std::partial_sum(row, row + n, row);
  }

  // Atomic operations are there for iterations to meet.
  auto* const hits = ptools::shared_new<std::atomic<long>>(0);
  [[ptools::parallel(shared(hits))]]
  for (int i = 0; i < n; ++i) hits->fetch_add(i);

  // Nested loops belong to the iteration outside.
  [[ptools::parallel]]
  for (int j = 0; j < n; ++j) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) m(i, j) += 1;
  }

  // A counter of another file that is no matter: each worker may have its own.
  [[ptools::parallel(globals())]]
  for (int i = 0; i < n; ++i) sums[i] += other_file::next_number() > 0;

  // What is written over with what was there.
  other_file::set_width(n);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    other_file::set_width(n);
    sums[i] += 1;
  }

  // Iterations in their order may do what they like.
  [[ptools::parallel(backend=serial, shared(a))]]
  for (int i = 1; i < n; ++i) a[i] += a[i - 1];
  [[ptools::parallel(if=n < 10, shared(b))]]
  for (int i = 1; i < n; ++i) b[i] += b[i - 1];

  // Results of user types.
  std::vector<int> joined;
  const auto join = [](std::vector<int> x, const std::vector<int>& y) {
    x.insert(x.end(), y.begin(), y.end());
    return x;
  };
  [[ptools::parallel(reduce=join(joined), identity(joined = std::vector<int>{}))]]
  for (int i = 0; i < n; ++i) joined = join(joined, std::vector<int>(1, i));

  // The index of a loop downwards, and random numbers.
  double drawn = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = n - 1; i >= 0; --i) {
    auto numbers = ptools::random_stream(static_cast<std::uint64_t>(i));
    drawn += static_cast<double>(numbers() % 1000);
  }

  // An exception ends the loop as it does on workers.
  long untouched = 7;
  try {
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i) {
      if (i == 20) throw std::out_of_range("twenty");
      untouched += i;
    }
  } catch (const std::out_of_range& e) {
    std::printf("%s %d\n", e.what(), untouched < 200);
  }

  double checksum = 0;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) checksum += m(i, j) * (i + 1);
  std::printf("%.17g %.17g %.17g %.17g\n", total, a[n - 1], b[n - 1], checksum);
  std::printf("%ld %ld %zu %d %g\n", std::accumulate(sums.begin(), sums.end(), 0L), hits->load(),
              joined.size(), joined.back(), drawn);
  std::printf("%.*s\n", n, bytes.data());
  ptools::shared_delete(hits);

  // Children end as they like.
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) std::exit(5);
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("%d\n", WEXITSTATUS(status));
}
