#pragma once
#include <string>
#include <vector>

// Variables and functions that another file defines.
extern double dt;
extern int cells;
extern double table[3000];
extern std::vector<double> weights;
extern const char* title;
extern int (*step)(int);

struct settings {
  double scale = 1;
  int shift = 0;
  explicit settings(int s) : shift(s) {}
};
settings& current_settings(); // makes one when first called

struct shape {
  virtual ~shape() = default;
  virtual double area(int i) const = 0;
};
const shape& biggest();

// Containers that static initialisers have filled, changed where they lie.
extern std::vector<double> preset;
extern std::vector<double> large_preset;
void change_presets(int by);
double of_presets(int i);

double dt_now();
int cached_square(int i);
void change_cache(int to);

void read_input(int factor);
double flux(int i);
double weighted(int i);
double by_settings(int i);
std::string month(int i);
int stepped(int i);
int tripled(int i);
int thrown_and_caught(int i);
int length_of_title();
