#include "unseen_globals_part.hpp"

#include <cstring>
#include <map>

double dt = 0.5;
int cells = 3;
double table[3000];
std::vector<double> weights(3000, 0.25); // made before main: each worker has its own
std::vector<double> preset(1000, 1);
std::vector<double> large_preset(50'000, 2);
static std::map<int, std::vector<int>> tree{{1, {1, 2, 3}}, {2, {4, 5}}, {7, {6}}};
const char* title = "none";
static struct {
  double gamma = 1;
  int order = 0;
} gas;
static bool ready; // next to others that may change

static int plus_one(int i) { return i + 1; }
int tripled(int i) { return 3 * i; }
int (*step)(int) = plus_one;

void read_input(int factor) {
  dt = 1.0 / factor;
  cells = 10 * factor;
  for (int i = 0; i < 3000; i += 1 + factor % 3) table[i] = i * factor;
  gas.gamma = 1.0 + 0.125 * factor;
  gas.order = factor;
  ready = true;
  title = factor % 2 == 0 ? "even" : "quite odd";
}

double flux(int i) { return ready ? table[i] * dt + cells + gas.gamma * gas.order : -1; }
double weighted(int i) { return weights[i]; }

settings& current_settings() {
  static settings one(cells);
  return one;
}
double by_settings(int i) { return current_settings().scale * i + current_settings().shift; }

std::string month(int i) {
  // On the heap, so each process makes its own.
  static const std::map<int, std::string> names{{0, "January, the first of the months"},
                                                {1, "February, which is much shorter"}};
  return names.at(i % 2);
}

int stepped(int i) { return step(i); }

struct square : shape {
  double side = 0;
  double area(int i) const override { return side * i; }
};
static square the_square;
const shape& biggest() {
  the_square.side = dt;
  return the_square;
}

int thrown_and_caught(int i) {
  try {
    if (i >= 0) throw i;
  } catch (int x) {
    return x;
  }
  return -1;
}

int length_of_title() { return static_cast<int>(std::strlen(title)); }

void change_presets(int by) {
  for (std::size_t i = 0; i < preset.size(); i += 3) preset[i] += by;
  for (std::size_t i = 0; i < large_preset.size(); i += 100) large_preset[i] -= by;
  for (auto& [key, values] : tree) values[0] += key * by;
  tree.at(7).front() *= 2;
}
double of_presets(int i) {
  return preset[i % 1000] + large_preset[i * 50 % 50'000] + tree.at(1 + i % 2)[0] + tree.at(7)[0];
}

static std::vector<int> squares{0, 1, 4, 9}; // small blocks come back first
int cached_square(int i) {
  while (static_cast<int>(squares.size()) <= i) {
    const int n = static_cast<int>(squares.size());
    squares.push_back(n * n);
  }
  return i < 2 ? i : squares[i];
}
void change_cache(int to) {
  squares[0] = to * 0x01010101;
  squares[1] = to * 0x01010101;
}

double dt_now() { return dt; }
