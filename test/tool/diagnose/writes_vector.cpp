// Writes into captured standard containers, whose elements are private to each worker.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <deque>
#include <string>
#include <vector>

void vector(std::vector<double>& v) {
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = 1.0; // expected: PT0025 "the body writes into 'v' of type 'std::vector<double>"
}

void at_and_iterators(std::vector<double>& v, std::deque<int>& d, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    v.at(i) += 1.0; // expected: PT0025 "'v'"
    *(v.begin() + i) = 2.0; // expected: PT0025 "'v'"
    v.data()[i] = 3.0; // expected: PT0025 "'v'"
    d[i] = 1; // expected: PT0025 "'d'"
  }
}

void nested(std::vector<std::vector<int>>& rows, std::string& text, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    rows[i][0] = 1; // expected: PT0025 "'rows'"
    text[i] = 'x'; // expected: PT0025 "'text'"
  }
}

void elements_by_range(std::vector<float>& v) {
  [[ptools::parallel]]
  for (float& x : v)
    x = 0.0f; // expected: PT0025 "'v'"
}

void alias(std::vector<std::vector<int>>& rows, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto& row = rows[i];
    row[0] = 1; // expected: PT0025 "'rows'"
    for (int& x : row)
      x = 0; // expected: PT0025 "'rows'"
  }
}

void bits(std::vector<bool>& flags, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    flags[i] = true; // expected: PT0025 "'flags'"
}

void accepted(std::vector<double, ptools::shared_allocator<double>>& v,
              std::vector<std::vector<int>>& rows) {
  // accepted: PT0025
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i) {
    std::vector<double> mine(3);
    mine[0] = rows[i][0] + rows.at(i).front();
    v[i] = mine[0];
    *(v.begin() + static_cast<long>(i)) += 2.0;
  }
}
