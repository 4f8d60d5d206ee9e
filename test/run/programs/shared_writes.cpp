// Writes into shared arrays of one and two dimensions are seen by all.
#include <cstdio>
#include <utility>
#include <ptools/ptools.hpp>

int main() {
  const int n = 64, m = 50;
  ptools::shared_array<double> line(n * m);
  line.fill(1.5);
  [[ptools::parallel]]
  for (int i = 1; i < n * m; i += 2) line[i] = i;
  double s = 0;
  for (double x : line) s += x;
  std::printf("%g\n", s);

  ptools::shared_array<int, 2> now(n, m), next(n, m);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) now(i, j) = (i * i * 5 + j * j * 3 + i * j) % 7 < 2;
  for (int step = 0; step < 10; ++step) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < m; ++j) {
        int around = 0;
        for (int di = -1; di <= 1; ++di)
          for (int dj = -1; dj <= 1; ++dj)
            if (di || dj) around += now((i + di + n) % n, (j + dj + m) % m);
        next(i, j) = around == 3 || (around == 2 && now(i, j));
      }
    swap(now, next);
  }
  long alive = 0, weighted = 0;
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) {
      alive += now(i, j);
      weighted += now(i, j) * (i * m + j);
    }
  std::printf("%ld %ld\n", alive, weighted);

  ptools::shared_array<unsigned char> bytes(1000);
  [[ptools::parallel]]
  for (int i = 0; i < 1000; ++i) bytes[i] = static_cast<unsigned char>(i);
  unsigned sum = 0;
  for (unsigned i = 0; i < bytes.size(); ++i) sum = sum * 31 + bytes[i];
  std::printf("%u\n", sum);
}
