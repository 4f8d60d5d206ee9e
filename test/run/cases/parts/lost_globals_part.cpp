#include <string>
#include <vector>

double results[1000];
static std::vector<double> kept(1000, 1.0); // on the heap since before main
static int calls;
std::vector<double> weights;
static char scratch[64];

void compute(int i) { results[i] = i; }
void keep(int i) { kept[i] = i; }
int counted(int i) {
  ++calls;
  return i;
}
double weighted(int i) { return weights[i]; }
void set_weights() { weights.assign(1000, 2.5); }
const char* spelled(int i) {
  scratch[0] = static_cast<char>('a' + i % 26);
  return scratch;
}
const std::string& name(int i) {
  static const std::vector<std::string> names{"one that is too long for the object itself", "two"};
  return names[i % 2];
}
int thrown_and_caught(int i) {
  try {
    if (i >= 0) throw i;
  } catch (int x) {
    return x;
  }
  return -1;
}
void weigh(int i) { weights[i] = i; }
int first_use(int i) {
  static int uses = i % 1; // made in each worker, and changed by it
  return uses++ < 0 ? 1 : 0;
}
