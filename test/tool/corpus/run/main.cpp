// Runs loops of ../accept and prints what they compute. The values are small integers, so every order
// of adding them gives the same bits, and the serial program's output must come from workers too.
#include <ptools/ptools.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

// canonical.cpp, raw_pointers.cpp, user_calls.cpp, steps.cpp, outer_index.cpp, independent.cpp
void axpy(int n, double a, const double* x, double* y);
void triad(double* a, const double* b, const double* c, long n);
void gather(const double* source, const int* where, double* target, int n);
void scatter(const double* source, const int* permutation, double* target, int n);
void lengths(int* out, int n);
void forces(const double* positions, double* force, int n);
void by_sum(double* a, long n);
void backwards(double* a, int n);
void red_half_step(double* u, const double* f, int n);
unsigned countdown(unsigned* out, unsigned n);
long every_third(long* out, long from, long to);
void eliminate(double* a, int n, int k);
void first_and_last(double* a, const double* b, double* ends, int n);
// globals.cpp
extern double gravity;
extern int iterations;
void fall(double* height, const double* speed, int n, double t);
double global_bound(const double* a);
// reductions
double subtract(const double* a, int n, double start);
int count_positive(const double* a, int n);
unsigned factorial(unsigned n);
float turned_if(const float* v, int n);
long by_conditional(const long* v, int n);
std::uint32_t checksum(const std::uint32_t* a, std::uint32_t n);
bool any_empty(const std::vector<std::string>& words);
int divisor(const int* a, int n);
bool mixed(const int* a, int n, long& total, unsigned& bits);
int four(const float* x, int n);
// containers.cpp, private_copies.cpp, lambdas.cpp, bindings.cpp, proxies.cpp
long occurrences(const std::string& text, const std::string& word);
double priced(const std::map<std::string, double>& prices,
              const std::vector<std::pair<std::string, int>>& order);
long fresh_map(const std::vector<std::string>& lines);
double loop_in_lambda(const double* a, int n);
void captured_lambda(double* a, int n);
int count_set(std::vector<bool> flags);

namespace {

constexpr int size = 1000;

template <class T>
double weighted(const T& a, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; ++i)
    sum += (i % 17 + 1) * static_cast<double>(a[i]);
  return sum;
}

template <class T>
ptools::shared_array<T> filled(int n) {
  ptools::shared_array<T> a(n);
  for (int i = 0; i < n; ++i)
    a[i] = static_cast<T>((i * 7 + 3) % 11 - 5);
  return a;
}

void arrays() {
  auto x = filled<double>(size * 4), y = filled<double>(size * 4), z = filled<double>(size * 4);
  axpy(size, 3.0, x.data(), y.data());
  triad(z.data(), x.data(), y.data(), size);
  std::printf("axpy %g triad %g\n", weighted(y, size), weighted(z, size));

  ptools::shared_array<int> where(size);
  for (int i = 0; i < size; ++i)
    where[i] = (i * 37) % size;
  gather(x.data(), where.data(), y.data(), size);
  scatter(x.data(), where.data(), z.data(), size);
  std::printf("gather %g scatter %g\n", weighted(y, size), weighted(z, size));

  lengths(where.data(), size);
  forces(x.data(), y.data(), 100);
  std::printf("lengths %g forces %g\n", weighted(where, size), weighted(y, 200));

  by_sum(x.data(), size);
  backwards(x.data(), size);
  std::printf("by_sum %g\n", weighted(x, size));
  red_half_step(y.data(), z.data(), size);
  std::printf("red %g\n", weighted(y, size));

  ptools::shared_array<unsigned> down(size);
  ptools::shared_array<long> thirds(size + 3);
  std::printf("%u %ld", countdown(down.data(), size), every_third(thirds.data(), 5, size));
  std::printf(" %g %g\n", weighted(down, size), weighted(thirds, size));

  ptools::shared_array<double> m(32 * 32);
  for (int i = 0; i < 32 * 32; ++i)
    m[i] = i % 33 == 0 ? 1.0 : (i % 5) - 2.0;
  eliminate(m.data(), 32, 0);
  first_and_last(x.data(), y.data(), z.data(), size);
  std::printf("eliminate %g ends %g %g\n", weighted(m, 32 * 32), z[0], z[1]);

  gravity = 2.0;
  fall(x.data(), y.data(), size, 4.0);
  iterations = 200;
  std::printf("fall %g bound %g\n", weighted(x, size), global_bound(x.data()));
}

void reductions() {
  const auto d = filled<double>(size);
  const auto f = filled<float>(size);
  const auto l = filled<long>(size);
  const auto u = filled<std::uint32_t>(size);
  auto k = filled<int>(size);
  std::printf("%g %d %u\n", subtract(d.data(), size, 8.0), count_positive(d.data(), size),
              factorial(12));
  std::printf("%g %ld %u\n", static_cast<double>(turned_if(f.data(), size)),
              by_conditional(l.data(), size), checksum(u.data(), size));
  for (int i = 0; i < size; ++i)
    k[i] = 12 * (i % 9 + 1);
  long total = 0;
  unsigned bits = 0;
  const bool ok = mixed(k.data(), size, total, bits);
  std::printf("%d %d %ld %u %d\n", divisor(k.data(), size), ok, total, bits, four(f.data(), size));
}

void values() {
  std::vector<std::string> words;
  std::string text;
  std::vector<std::pair<std::string, int>> order;
  for (int i = 0; i < size; ++i) {
    words.push_back(std::string(static_cast<std::size_t>(i % 5 + 1), static_cast<char>('a' + i % 7)) + "b");
    text += words.back();
    order.emplace_back(words.back(), i % 3);
  }
  const std::map<std::string, double> prices{{"ab", 2.0}, {"bbb", 5.0}, {"ccccb", 1.0}};
  std::printf("%d %ld %g %ld\n", any_empty(words), occurrences(text, "ab"), priced(prices, order),
              fresh_map(words));

  auto a = filled<double>(size);
  std::printf("%g\n", loop_in_lambda(a.data(), size));
  captured_lambda(a.data(), size);
  std::vector<bool> flags(size);
  for (int i = 0; i < size; ++i)
    flags[i] = i % 3 == 0;
  std::printf("%g %d\n", weighted(a, size), count_set(flags));
}

} // namespace

int main() {
  arrays();
  reductions();
  values();
}
