// Writes into captured arrays whose elements lie in the variable itself.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <array>

double local_array(int n) {
  double squares[100];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    squares[i] = i * i; // expected: PT0025 "the body writes into 'squares' of type"
  return squares[0];
}

double standard_array(int n) {
  std::array<double, 100> squares{};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    squares[i] = i * i; // expected: PT0025 "'squares'"
  return squares[0];
}

int two_dimensions(int n) {
  int board[8][8] = {};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < 8; ++j)
      board[i][j] += i; // expected: PT0025 "'board'"
  return board[0][0];
}

double accepted(int n) {
  ptools::shared_array<double> squares(100);
  const double offsets[2] = {0.0, 1.0};
  // accepted: PT0025
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double scratch[4];
    scratch[i % 4] = offsets[i % 2];
    squares[i] = i * i + scratch[i % 4];
  }
  return squares[0];
}
