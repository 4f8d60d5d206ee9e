/// What a body finds of the variables it names, and what cannot be sent.

#include "by_hand.hpp"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace by_hand;

namespace {

/// The message of the error that `f` must throw.
template <class F>
std::string refusal(F f) {
  try {
    f();
  } catch (const ptools::unshareable& e) {
    return std::string(e.what());
  }
  return "";
}

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* word : words) {
    if (text.find(word) == std::string::npos) {
      std::fprintf(stderr, "'%s' is not in: %s\n", word, text.c_str());
      return false;
    }
  }
  return true;
}

struct point {
  double x, y;
};
struct view {
  int n;
  double* data;
};
constexpr g::pointer_map<sizeof(view), 1> view_map{{{offsetof(view, data), "v.data"}}};

template <class T, class Test>
void arrives(const T& value, Test test) {
  const auto range = g::range(g::less{}, g::index<long>(0), 8L, g::up(1));
  long good = 0;
  T copy = value;
  static Test check = test;
  g::parallel(
      workers_only, g::options(), range,
      [](chunk part, long good, T& copy) {
        for (long i = part.first; i < part.last; ++i) {
          good += check(copy) && ptools::myid() >= 2;
        }
        return g::results(good);
      },
      g::reductions(g::reduction<ptools::plus>("good", good)),
      g::captures(g::capture("copy", copy)), g::globals());
  CHECK(good == 8);
}

void values() {
  arrives(42, [](int& v) { return v == 42; });
  arrives(point{1.5, -2}, [](point& p) { return p.x == 1.5 && p.y == -2; });
  arrives(std::vector<std::string>{"a", std::string(100, 'b')},
          [](std::vector<std::string>& v) { return v.size() == 2 && v[1].size() == 100; });
  arrives(std::map<std::string, std::vector<int>>{{"k", {1, 2, 3}}},
          [](std::map<std::string, std::vector<int>>& m) { return m.at("k")[2] == 3; });
  arrives(std::array<int, 3>{1, 2, 3}, [](std::array<int, 3>& a) { return a[2] == 3; });
  arrives(std::string_view("constant text"),
          [](std::string_view& v) { return v == "constant text"; });
  arrives(static_cast<const char*>("literal"),
          [](const char*& p) { return std::string(p) == "literal"; });
}

void pointers_into_private_memory() {
  std::vector<double> heap(10);
  double* p = heap.data();
  const auto nothing = [](chunk, double*) -> none { return {}; };
  CHECK(mentions(refusal([&] { each(workers_only, 4, g::options(), nothing, g::capture("p", p)); }),
                 {"PT0101", "'p'", "loop.cpp:42", "shared_array"}));
  // Also when the loop is too short to be sent at all.
  CHECK(mentions(refusal([&] { each(cheap, 4, g::options(), nothing, g::capture("p", p)); }),
                 {"PT0101", "'p'", "loop.cpp:43"}));
  auto it = heap.begin();
  CHECK(mentions(refusal([&] {
                   each(
                       workers_only, 4, g::options(),
                       [](chunk, std::vector<double>::iterator&) -> none { return {}; },
                       g::capture("it", it));
                 }),
                 {"PT0101", "'it'"}));
  view v{3, p};
  CHECK(mentions(refusal([&] {
                   each(
                       workers_only, 4, g::options(), [](chunk, view&) -> none { return {}; },
                       g::capture("v", v, view_map));
                 }),
                 {"PT0101", "'v'", "'v.data'"}));
  double* array[3] = {nullptr, nullptr, p};
  CHECK(mentions(refusal([&] {
                   each(
                       workers_only, 4, g::options(),
                       [](chunk, double*(&)[3]) -> none { return {}; }, g::capture("array", array));
                 }),
                 {"PT0101", "'array'"}));
  std::string text = "long enough to be on the heap, certainly";
  std::string_view sv = text;
  CHECK(mentions(refusal([&] {
                   each(
                       workers_only, 4, g::options(),
                       [](chunk, std::string_view&) -> none { return {}; }, g::capture("sv", sv));
                 }),
                 {"PT0101", "'sv'", "data()"}));
}

struct no_copy {
  no_copy() = default;
  no_copy(const no_copy&) = delete;
  virtual ~no_copy() = default;
  virtual int twice(int x) const { return 2 * x; }
};

void things_in_the_region() {
  no_copy here;
  CHECK(mentions(refusal([&] {
                   each(
                       workers_only, 4, g::options(), [](chunk, no_copy&) -> none { return {}; },
                       g::capture("here", here));
                 }),
                 {"PT0101", "'here'", "shared_new"}));
  no_copy* shared = ptools::shared_new<no_copy>();
  double* values = static_cast<double*>(ptools::region_allocate(100 * sizeof(double)));
  view v{100, values};
  no_copy& reference = *shared;
  each(
      workers_only, 100, g::options(),
      [](chunk part, no_copy& reference, no_copy* shared, view& v) -> none {
        for (long i = part.first; i < part.last; ++i) {
          v.data[i] = reference.twice(static_cast<int>(i)) + shared->twice(1);
        }
        return {};
      },
      g::capture("reference", reference), g::capture("shared", shared),
      g::capture("v", v, view_map));
  for (int i = 0; i < 100; ++i) {
    CHECK(values[i] == 2 * i + 2);
  }
  ptools::region_free(values);
  ptools::shared_delete(shared);
}

int table[1000];
std::vector<int> list;
double* handle = nullptr;

void globals_are_brought_up_to_date() {
  for (int round = 1; round <= 3; ++round) {
    table[999] = round;
    list.assign(static_cast<std::size_t>(round), round);
    long good = 0;
    const auto range = g::range(g::less{}, g::index<long>(0), 50L, g::up(1));
    g::parallel(
        workers_only, g::options(), range,
        [](chunk part, long good, int& round) {
          for (long i = part.first; i < part.last; ++i) {
            good += table[999] == round && static_cast<int>(list.size()) == round &&
                    list.back() == round;
          }
          return g::results(good);
        },
        g::reductions(g::reduction<ptools::plus>("good", good)),
        g::captures(g::capture("round", round)),
        g::globals(g::global("table", table), g::global("list", list)));
    CHECK(good == 50);
  }
  handle = new double(1);
  const auto range = g::range(g::less{}, g::index<long>(0), 50L, g::up(1));
  CHECK(mentions(refusal([&] {
                   g::parallel(
                       workers_only, g::options(), range, [](chunk) -> none { return {}; },
                       g::reductions(), g::captures(), g::globals(g::global("handle", handle)));
                 }),
                 {"PT0101", "'handle'"}));
  delete handle;
}

/// Captured copies cannot be written: a write that the tool did not see is a fault, not a lost
/// value.
void copies_are_read_only() {
  int n = 5;
  bool died = false;
  try {
    each(
        workers_only, 4, g::options(),
        [](chunk, int& n) -> none {
          const_cast<volatile int&>(n) = 6;
          return {};
        },
        g::capture("n", n));
  } catch (const ptools::worker_died& e) {
    died = e.signal() == 11;
  } catch (const ptools::unshareable&) {
    died = true;
  }
  CHECK(died);
  CHECK(n == 5);
}

/// A copy lies where its original lies modulo 64: vector code may depend on it.
void alignment() {
  alignas(64) char block[128];
  for (const int offset : {0, 8, 24, 40}) {
    struct eight {
      double v;
    };
    auto& value = *reinterpret_cast<eight*>(block + offset);
    value.v = offset;
    long good = 0;
    const auto range = g::range(g::less{}, g::index<long>(0), 2L, g::up(1));
    g::parallel(
        workers_only, g::options(), range,
        [](chunk part, long good, eight& value) {
          for (long i = part.first; i < part.last; ++i) {
            good += reinterpret_cast<std::uintptr_t>(&value) % 64 ==
                    static_cast<std::uintptr_t>(value.v);
          }
          return g::results(good);
        },
        g::reductions(g::reduction<ptools::plus>("good", good)),
        g::captures(g::capture("value", value)), g::globals());
    CHECK(good == 2);
  }
}

} // namespace

int main() {
  values();
  pointers_into_private_memory();
  things_in_the_region();
  globals_are_brought_up_to_date();
  copies_are_read_only();
  alignment();
  std::puts("ok");
}
