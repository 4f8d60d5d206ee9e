/// pmap from process 1: results and their order, errors and what may stand in their place, deaths,
/// pools. The number of workers is PTOOLS_WORKERS.

#include "check.hpp"

#include <ptools/ptools.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

/// What the items of a test have in common; lies in the shared region.
struct common {
  std::atomic<int> calls{0};
  std::atomic<int> decoded{0};
  std::atomic<int> tries[64] = {};
  std::atomic<int> by[64] = {}; ///< ids
};
common* shared = nullptr;

int workers() {
  return static_cast<int>(std::atoi(std::getenv("PTOOLS_WORKERS")));
}

std::vector<int> up_to(int n) {
  std::vector<int> v(static_cast<std::size_t>(n));
  std::iota(v.begin(), v.end(), 0);
  return v;
}

/// A pointer into the region travels as a number.
struct counted {
  int number = 0;
  std::uint64_t all = 0;
  common* operator->() const { return reinterpret_cast<common*>(all); }
};
std::vector<counted> counted_items(int n) {
  std::vector<counted> v;
  for (int i = 0; i < n; ++i) {
    v.push_back({i, reinterpret_cast<std::uint64_t>(shared)});
  }
  return v;
}

long square(long x) {
  return x * x;
}
std::string twice(const std::string& s) {
  return s + s;
}
const std::string& same(const std::string& s) {
  return s;
}
double weigh(const std::vector<double>& v, int factor) {
  return std::accumulate(v.begin(), v.end(), 0.0) * factor;
}
std::unique_ptr<int> boxed(int i) {
  return std::make_unique<int>(i);
}
bool is_odd(int i) {
  return i % 2 == 1;
}
bool flip(bool b) {
  return !b;
}
std::array<double, 8> eightfold(int i) {
  std::array<double, 8> a;
  a.fill(i);
  return a;
}
void count(counted c) {
  ++c->calls;
  c->by[c.number % 64] = ptools::myid();
}
double drawn(int i) {
  return ptools::rand_uniform(static_cast<std::uint64_t>(i));
}

struct shape {
  double side;
  double area() const { return side * side; }
};

// -- results -----------------------------------------------------------------------------------

void results() {
  std::vector<long> numbers(3000);
  std::iota(numbers.begin(), numbers.end(), -100);
  for (const long batch : {1L, 7L, 5000L}) {
    const std::vector<long> squares = ptools::pmap(square, numbers, ptools::batch_size(batch));
    CHECK(squares.size() == numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      CHECK(squares[i] == numbers[i] * numbers[i]);
    }
  }
  const std::list<std::string> names{"a", "", "bcd", std::string(100000, 'x')};
  const std::vector<std::string> doubled = ptools::pmap(twice, names);
  CHECK(doubled.size() == 4 && doubled[0] == "aa" && doubled[1].empty() && doubled[2] == "bcdbcd");
  CHECK(doubled[3] == std::string(200000, 'x'));
  CHECK(ptools::pmap(same, names) == std::vector<std::string>(names.begin(), names.end()));

  const std::vector<std::vector<double>> rows{{1, 2}, {}, {4, 5, 6}, {7}};
  CHECK((ptools::pmap(weigh, rows, std::array<int, 3>{1, 2, 3}) == std::vector<double>{3, 0, 45}));

  const std::vector<std::unique_ptr<int>> boxes = ptools::pmap(boxed, up_to(9));
  CHECK(boxes.size() == 9 && *boxes[0] == 0 && *boxes[8] == 8);
  CHECK((ptools::pmap(is_odd, up_to(4)) == std::vector<bool>{false, true, false, true}));
  CHECK((ptools::pmap(flip, std::vector<bool>{true, false}) == std::vector<bool>{false, true}));
  CHECK(ptools::pmap(eightfold, up_to(40))[39][7] == 39);
  CHECK((ptools::pmap(&shape::area, std::vector<shape>{{2}, {3}}) == std::vector<double>{4, 9}));
  CHECK((ptools::pmap([](int i) { return 2 * i; }, up_to(3)) == std::vector<int>{0, 2, 4}));

  struct words {
    std::istringstream from{"3 1 4 1 5"};
    auto begin() { return std::istream_iterator<int>(from); }
    auto end() { return std::istream_iterator<int>(); }
  };
  CHECK((ptools::pmap(square, words()) == std::vector<long>{9, 1, 16, 1, 25}));
  struct up_to_zero { // begin and end differ
    struct end_mark {};
    struct iterator {
      using iterator_category = std::forward_iterator_tag;
      using value_type = long;
      using difference_type = std::ptrdiff_t;
      using pointer = const long*;
      using reference = long;
      long at;
      long operator*() const { return at; }
      iterator& operator++() {
        --at;
        return *this;
      }
      bool operator!=(end_mark) const { return at != 0; }
    };
    iterator begin() const { return {3}; }
    end_mark end() const { return {}; }
  };
  CHECK((ptools::pmap(square, up_to_zero()) == std::vector<long>{9, 4, 1}));
  CHECK(ptools::pmap(square, std::vector<long>()).empty());
  CHECK(ptools::pmap(weigh, rows, std::vector<int>()).empty());
}

void each_item_once() {
  ptools::pmap(count, counted_items(64), ptools::batch_size(3));
  CHECK(shared->calls == 64);
  ptools::pmap(count, counted_items(64));
  CHECK(shared->calls == 128);
  std::set<int> who;
  for (const auto& id : shared->by) {
    who.insert(id.load());
  }
  CHECK(who.count(1) == (workers() == 0 ? 1 : 0));
}

/// Two items that wait for each other need two processes.
void at_the_same_time() {
  if (workers() < 2) {
    return;
  }
  const std::vector<int> met = ptools::pmap(
      [](counted c) {
        ++c->calls;
        while (c->calls < 2) {
          std::this_thread::yield();
        }
        return ptools::myid();
      },
      counted_items(2));
  CHECK(met[0] != met[1]);
}

struct heavy {
  std::vector<double> table;
  std::uint64_t all = 0;
  double operator()(int i) const { return table[static_cast<std::size_t>(i)]; }
  template <class A>
  void serialize(A& ar) {
    ar& table& all;
    if (A::is_loading::value) {
      ++reinterpret_cast<common*>(all)->decoded;
    }
  }
};
void sent_once() {
  heavy f{std::vector<double>(1000, 2.5), reinterpret_cast<std::uint64_t>(shared)};
  const std::vector<double> found = ptools::pmap(f, up_to(1000));
  CHECK(std::accumulate(found.begin(), found.end(), 0.0) == 2500);
  CHECK(shared->decoded <= workers());
}

void same_random_numbers() {
  ptools::seed(7);
  const std::vector<double> there = ptools::pmap(drawn, up_to(50));
  CHECK(there == ptools::pmap(drawn, up_to(50), ptools::distributed(false)));
}

// -- errors ------------------------------------------------------------------------------------

int fails_at_3(counted c) {
  ++c->calls;
  if (c.number % 10 == 3) {
    throw std::out_of_range("item " + std::to_string(c.number));
  }
  return c.number;
}
int minus_one(std::exception_ptr) {
  return -1;
}

void first_error() {
  const std::vector<counted> many = counted_items(20000);
  try {
    ptools::pmap(fails_at_3, many);
    CHECK(!"thrown");
  } catch (const std::out_of_range& e) {
    CHECK(std::string(e.what()) == "item 3");
    const auto* far = dynamic_cast<const ptools::remote_error*>(&e);
    CHECK(far != nullptr && has(far->file(), "pmap.cpp") && far->line() > 200);
    CHECK((far->worker() == 1) == (workers() == 0));
  }
  CHECK(shared->calls < 20000); // who had not begun did not
  CHECK(ptools::pmap(square, std::vector<long>{4})[0] == 16);
}

/// Item 2 fails first; item 1, which is claimed by then, as well.
void lowest_error() {
  if (workers() < 2) {
    return;
  }
  const auto work = [](counted c) {
    if (c.number == 0) {
      while (c->tries[2] == 0) {
        std::this_thread::yield();
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20)); // so that all know of it
    } else if (c.number < 3) {
      ++c->tries[c.number];
      throw std::runtime_error("item " + std::to_string(c.number));
    }
  };
  CHECK(has(thrown<std::runtime_error>(
                [&] { ptools::pmap(work, counted_items(4), ptools::batch_size(2)); }),
            "item 1"));
}

void in_place_of_errors() {
  const std::vector<int> found =
      ptools::pmap(fails_at_3, counted_items(30), ptools::on_error(minus_one).batch_size(4));
  for (int i = 0; i < 30; ++i) {
    CHECK(found[static_cast<std::size_t>(i)] == (i % 10 == 3 ? -1 : i));
  }
  CHECK(has(thrown<std::invalid_argument>([] {
              ptools::pmap(fails_at_3, counted_items(30),
                           ptools::on_error([](std::exception_ptr) -> int {
                             throw std::invalid_argument("no value for it");
                           }));
            }),
            "no value for it"));
  // The handler sees the type that was thrown.
  const auto by_type = [](std::exception_ptr e) {
    try {
      std::rethrow_exception(e);
    } catch (const std::out_of_range&) {
      return 5;
    }
  };
  CHECK(ptools::pmap(fails_at_3, counted_items(4), ptools::on_error(by_type))[3] == 5);
}

int third_time(counted c) {
  const int tried = ++c->tries[c.number];
  if (c.number % 2 == 1 && tried < 3) {
    throw std::runtime_error("try " + std::to_string(tried));
  }
  return 10 * c.number + tried;
}

void tried_again() {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<int> found =
      ptools::pmap(third_time, counted_items(9), ptools::retry_delays({0, 0.05}));
  for (int i = 0; i < 9; ++i) {
    CHECK(found[static_cast<std::size_t>(i)] == 10 * i + (i % 2 == 1 ? 3 : 1));
  }
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(50));
}
void not_often_enough() {
  CHECK(has(thrown<std::runtime_error>(
                [] { ptools::pmap(third_time, counted_items(9), ptools::retry_delays({0})); }),
            "try 2"));
}
void not_worth_it() {
  int asked = 0;
  CHECK(has(thrown<std::runtime_error>([&] {
              ptools::pmap(third_time, counted_items(9),
                           ptools::retry_delays({0, 0}).retry_check(
                               [&](const std::exception_ptr&) { return ++asked < 2; }));
            }),
            "try "));
  CHECK(asked == 2);
}
void replaced_and_not_tried_again() {
  const auto zero = [](std::exception_ptr) { return 0; };
  CHECK(ptools::pmap(third_time, counted_items(2),
                     ptools::retry_delays({0, 0}).on_error(zero))[1] == 0);
  CHECK(shared->tries[1] == 1);
}

void misuse() {
  CHECK(has(thrown<ptools::failure>([] { ptools::batch_size(0); }), "at least 1"));
  CHECK(has(thrown<ptools::failure>([] { ptools::retry_delays({0, -1}); }), "-1"));
}

struct stubborn {
  int number = 0;
  template <class A>
  void serialize(A& ar) {
    ar& number;
    if (A::is_saving::value && number == 2) {
      throw std::runtime_error("does not travel");
    }
  }
};
void what_does_not_encode() {
  const auto make = [](int i) { return stubborn{i}; };
  if (workers() > 0) {
    CHECK(
        has(thrown<std::runtime_error>([&] { ptools::pmap(make, up_to(4)); }), "does not travel"));
    const auto instead = [](std::exception_ptr) { return stubborn{-2}; };
    CHECK(ptools::pmap(make, up_to(4), ptools::on_error(instead))[2].number == -2);
  }
  const std::vector<stubborn> given{stubborn{1}, stubborn{2}};
  const auto number = [](const stubborn& s) { return s.number; };
  if (workers() > 0) {
    CHECK(has(thrown<std::runtime_error>([&] { ptools::pmap(number, given); }), "does not travel"));
  }
  CHECK(ptools::pmap(square, std::vector<long>{3})[0] == 9);
}

// -- deaths ------------------------------------------------------------------------------------

int dies_at_5(counted c) {
  ++c->calls;
  if (c.number == 5 && c->tries[5]++ == 0) {
    raise(SIGKILL);
  }
  return c.number;
}

void deaths() {
  if (workers() == 0) {
    return;
  }
  try {
    ptools::pmap(dies_at_5, counted_items(12));
    CHECK(!"thrown");
  } catch (const ptools::worker_died& e) {
    CHECK(e.signal() == SIGKILL && has(e.file(), "pmap.cpp") && e.line() > 300);
  }
}
/// Who has much to do hears of another one's death, and stops.
void death_stops() {
  if (workers() < 2) {
    return;
  }
  const auto work = [](counted c) {
    ++c->calls;
    if (c.number == 0) {
      raise(SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  CHECK(has(thrown<ptools::worker_died>([&] { ptools::pmap(work, counted_items(20000)); }),
            "signal 9"));
  CHECK(shared->calls < 20000);
}
void death_replaced() {
  if (workers() == 0) {
    return;
  }
  const auto dead = [](std::exception_ptr e) {
    try {
      std::rethrow_exception(e);
    } catch (const ptools::worker_died& died) {
      return ptools::myid() == 1 ? -died.signal() : 0;
    }
  };
  const std::vector<int> found =
      ptools::pmap(dies_at_5, counted_items(40), ptools::on_error(dead).batch_size(3));
  for (int i = 0; i < 40; ++i) {
    CHECK(found[static_cast<std::size_t>(i)] == (i == 5 ? -SIGKILL : i));
  }
}
void death_tried_again() {
  if (workers() == 0) {
    return;
  }
  CHECK(ptools::pmap(dies_at_5, counted_items(40), ptools::retry_delays({0})) == up_to(40));
  CHECK(shared->calls == 41);
}
void nobody_left() {
  if (workers() == 0) {
    return;
  }
  const std::vector<int> mine = ptools::addprocs(1);
  const ptools::worker_pool pool(mine);
  CHECK(ptools::pmap(square, pool, std::vector<long>{5})[0] == 25);
  CHECK(has(thrown<ptools::worker_died>([&] { ptools::pmap(dies_at_5, pool, counted_items(12)); }),
            "worker " + std::to_string(mine[0])));
  CHECK(has(thrown<ptools::disconnected>([&] { ptools::pmap(square, pool, std::vector<long>{5}); }),
            "none of the 1 members"));
  // Who has nobody left to try again with hears what has happened.
  const ptools::worker_pool another(ptools::addprocs(1));
  const auto dies = [](counted c) {
    if (c.number == 1) {
      raise(SIGKILL);
    }
  };
  CHECK(has(thrown<ptools::worker_died>([&] {
              ptools::pmap(dies, another, counted_items(3), ptools::retry_delays({0, 0}));
            }),
            "signal 9"));
}

// -- who does it -------------------------------------------------------------------------------

int who(int) {
  return ptools::myid();
}

void by_a_pool() {
  if (workers() < 2) {
    return;
  }
  const int one = ptools::workers().back();
  for (const int id : ptools::pmap(who, ptools::worker_pool({one}), up_to(20))) {
    CHECK(id == one);
  }
  // Process 1 may be a member.
  const std::vector<int> both = ptools::pmap(
      [](counted c) {
        ++c->calls;
        while (c->calls < 2) {
          std::this_thread::yield();
        }
        return ptools::myid();
      },
      ptools::worker_pool({1, one}), counted_items(2));
  CHECK(both[0] + both[1] == 1 + one);
  for (const int id : ptools::pmap(who, up_to(20), ptools::distributed(false))) {
    CHECK(id == 1);
  }
}

int nested(int n) {
  const std::vector<int> inside = ptools::pmap(who, up_to(n));
  for (const int id : inside) {
    if (id != ptools::myid()) {
      return -1;
    }
  }
  return static_cast<int>(inside.size());
}
void from_workers() {
  CHECK((ptools::pmap(nested, std::vector<int>{3, 0, 5}) == std::vector<int>{3, 0, 5}));
}

void from_threads() {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([] {
      for (int k = 0; k < 20; ++k) {
        const std::vector<long> found = ptools::pmap(square, up_to(30));
        CHECK(found.size() == 30 && found[29] == 841);
      }
    });
  }
  for (std::thread& t : threads) {
    t.join();
  }
}

/// Loops, calls and maps take turns.
void beside_calls() {
  for (int k = 0; k < 50; ++k) {
    const int worker = ptools::workers().front();
    const ptools::future<long> call = ptools::remotecall(square, worker, 7);
    CHECK(ptools::pmap(square, up_to(10))[9] == 81);
    CHECK(fetch(call) == 49);
  }
}

} // namespace

int main() {
  ptools::addprocs(0); // the region is there
  const auto each = [](void (*test)()) {
    shared = ptools::shared_new<common>();
    test();
    ptools::shared_delete(shared);
  };
  for (void (*test)() : {results,          each_item_once,       at_the_same_time,
                         sent_once,        same_random_numbers,  first_error,
                         lowest_error,     in_place_of_errors,   tried_again,
                         not_often_enough, not_worth_it,         replaced_and_not_tried_again,
                         misuse,           what_does_not_encode, by_a_pool,
                         from_workers,     from_threads,         beside_calls,
                         death_stops,      death_replaced,       death_tried_again,
                         deaths,           nobody_left}) {
    each(test);
  }
  std::puts("good");
}
