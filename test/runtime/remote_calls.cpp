/// Remote calls from process 1: results, arguments, errors, deaths, time-outs, threads, and large
/// amounts of everything.

#include "check.hpp"

#include <ptools/ptools.hpp>

#include <array>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

int add(int a, int b) {
  return a + b;
}
double noexcept_square(double x) noexcept {
  return x * x;
}
std::vector<double> ramp(std::size_t n) {
  std::vector<double> v(n);
  std::iota(v.begin(), v.end(), 0.0);
  return v;
}
double sum_of(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

struct scaled {
  double factor = 1;
  std::vector<int> seen;
  template <class A>
  void serialize(A& ar) {
    ar & factor & seen;
  }
  double operator()(double x) const { return factor * x + static_cast<double>(seen.size()); }
};

struct shape {
  virtual double area() const { return 0; }
  double scaled_by(double x) const { return x * area(); }
  virtual ~shape() = default;
};
struct square : shape {
  double side = 0;
  square() = default;
  square(shape, double s) : side(s) {}
  template <class A>
  void serialize(A& ar) {
    ar & side;
  }
  double area() const override { return side * side; }
  int edges() const { return 4; }
};

struct bad_mesh {
  int cell = 0;
  template <class A>
  void serialize(A& ar) {
    ar & cell;
  }
};
struct mesh_error : std::runtime_error {
  int cell;
  explicit mesh_error(int c = 0) : std::runtime_error("bad mesh"), cell(c) {}
  template <class A>
  void serialize(A& ar) {
    ar & cell;
  }
};
const ptools::exception_type<mesh_error> mesh_error_travels;

int calls_here = 0;

void results_and_arguments(int w) {
  using ptools::remotecall_fetch;
  CHECK(remotecall_fetch(ptools::myid, w) == w);
  CHECK(remotecall_fetch(add, w, 2, 3) == 5);
  CHECK(remotecall_fetch(&add, w, 2, 3) == 5);
  CHECK(remotecall_fetch(noexcept_square, w, 3.0) == 9);
  CHECK(remotecall_fetch([](int x) { return x * 2; }, w, 21) == 42);
  CHECK(remotecall_fetch([](auto x) { return x + x; }, w, std::string("ab")) == "abab");
  CHECK(remotecall_fetch(std::plus<>(), w, 1, 2.5) == 3.5);
  CHECK(remotecall_fetch(scaled{2.5, {1, 2, 3}}, w, 2.0) == 8);
  remotecall_fetch([] { ++calls_here; }, w);
  CHECK(calls_here == (w == 1 ? 1 : 0));
  CHECK(remotecall_fetch([] { return calls_here; }, w) == 1);
  calls_here = 0;
  remotecall_fetch([] { calls_here = 0; }, w);

  // Members, virtual ones too.
  const square unit{{}, 3};
  CHECK(remotecall_fetch(&square::edges, w, unit) == 4);
  CHECK(remotecall_fetch(&shape::area, w, unit) == 9);
  CHECK(remotecall_fetch(&shape::scaled_by, w, unit, 2.0) == 18);
  CHECK(remotecall_fetch(&square::side, w, unit) == 3);

  // Everything that travels, move-only things too.
  std::map<std::string, std::vector<int>> table{{"a", {1, 2}}, {"b", {}}};
  CHECK(remotecall_fetch([](std::map<std::string, std::vector<int>> t) { return t; }, w, table) ==
        table);
  auto doubled = remotecall_fetch(
      [](std::unique_ptr<int> p) {
        *p *= 2;
        return p;
      },
      w, std::make_unique<int>(4));
  CHECK(*doubled == 8);
  const auto shared = std::make_shared<int>(7);
  CHECK(remotecall_fetch([](std::shared_ptr<int> a, std::shared_ptr<int> b) { return a == b; }, w,
                         shared, shared));
  CHECK(remotecall_fetch([](std::tuple<> t) { return t; }, w, std::tuple<>()) == std::tuple<>());

  // The function has copies of its own, wherever it runs.
  std::vector<int> mine{1, 2, 3};
  CHECK(remotecall_fetch(
            [](std::vector<int>&& v) {
              v.push_back(4);
              return v.size();
            },
            w, mine) == 4);
  CHECK(mine.size() == 3);
  // A result that is a reference is returned as a value.
  CHECK(remotecall_fetch([](const std::vector<int>& v) -> const int& { return v[1]; }, w, mine) ==
        2);
}

void sizes(int w) {
  for (const std::size_t n : {0u, 1u, 20u, 24u, 25u, 500u, 511u, 512u, 513u, 5000u, 1000000u}) {
    const std::vector<double> v = ptools::remotecall_fetch(ramp, w, n);
    CHECK(v == ramp(n));
    CHECK(ptools::remotecall_fetch(sum_of, w, v) == sum_of(v));
  }
}

void exceptions(int w) {
  using ptools::remotecall_fetch;
  const int line = __LINE__ + 3;
  try {
    const std::vector<int> none;
    remotecall_fetch([](std::vector<int> v) { return v.at(3); }, w, none);
    CHECK(false);
  } catch (const std::out_of_range& e) {
    const auto& r = dynamic_cast<const ptools::remote_error&>(e);
    CHECK(r.worker() == w && r.line() == line && has(r.file(), "remote_calls.cpp"));
  }
  try {
    remotecall_fetch([] { throw mesh_error(17); }, w);
    CHECK(false);
  } catch (const mesh_error& e) {
    CHECK(e.cell == 17 && std::string(e.what()) == "bad mesh");
  }
  CHECK(has(thrown<std::runtime_error>([&] { remotecall_fetch([] { throw bad_mesh{3}; }, w); }),
            "bad_mesh"));
  // A large text, and afterwards all is as before.
  CHECK(thrown<std::runtime_error>([&] {
          remotecall_fetch([] { throw std::runtime_error(std::string(100000, 'x')); }, w);
        }).size() == 100000);
  CHECK(remotecall_fetch(add, w, 1, 1) == 2);
}

/// Encodes differently each time, or does not decode.
struct unsteady {
  int n = 0;
  template <class A>
  void serialize(A& ar) {
    if constexpr (A::is_saving::value) {
      for (int i = 0; i < n; ++i) {
        ar & i;
      }
      ++n;
    }
  }
};
struct undecodable {
  template <class A>
  void serialize(A& ar) {
    int x = 1;
    ar & x;
    if constexpr (A::is_loading::value) {
      throw std::domain_error("not today");
    }
  }
};

void what_does_not_encode(int w) {
  using ptools::remotecall_fetch;
  thrown<ptools::protocol_error>([&] { remotecall_fetch([](unsteady) {}, w, unsteady{}); });
  CHECK(has(
      thrown<std::domain_error>([&] { remotecall_fetch([](undecodable) {}, w, undecodable{}); }),
      "not today"));
  CHECK(has(thrown<std::domain_error>([&] { remotecall_fetch([] { return undecodable{}; }, w); }),
            "not today"));
  CHECK(
      has(thrown<ptools::protocol_error>([&] { remotecall_fetch([] { return unsteady{1}; }, w); }),
          "serialize"));
  CHECK(remotecall_fetch(add, w, 1, 1) == 2);
}

void wrong_targets(int last) {
  using ptools::remotecall_fetch;
  CHECK(has(thrown<ptools::failure>([&] { remotecall_fetch(add, last + 1, 1, 2); }),
            "there is no process"));
  CHECK(has(thrown<ptools::failure>([] { remotecall_fetch(add, 0, 1, 2); }), "ids count from 1"));
  CHECK(has(thrown<ptools::failure>([] { remotecall_fetch(add, -3, 1, 2); }), "ids count from 1"));
  CHECK(has(thrown<ptools::failure>([] { remotecall_fetch(add, {1, std::nan("")}, 1, 2); }),
            "cannot wait"));
  CHECK(has(thrown<ptools::failure>([&] {
              remotecall_fetch([](int other) { return ptools::remotecall_fetch(add, other, 1, 1); },
                               last, last - 1);
            }),
            "not available yet"));
  CHECK(remotecall_fetch([] { return ptools::remotecall_fetch(add, ptools::myid(), 1, 1); },
                         last) == 2);
}

void state_travels(int w) {
  ptools::seed(42);
  const double here = ptools::rand_uniform(7);
  CHECK(ptools::remotecall_fetch([] { return ptools::rand_uniform(7); }, w) == here);
}

struct counter {
  std::atomic<long> n{0};
};

void do_without_waiting(int w) {
  auto* const count = ptools::shared_new<counter>();
  const auto at = reinterpret_cast<std::uintptr_t>(count);
  constexpr long calls = 5000; // many more than a ring holds
  for (long i = 0; i < calls; ++i) {
    ptools::remote_do(
        [](std::uintptr_t c, std::array<long, 8>) { ++reinterpret_cast<counter*>(c)->n; }, w, at,
        std::array<long, 8>{});
  }
  // Requests are carried out in order, so this one comes after them.
  CHECK(ptools::remotecall_fetch(
            [](std::uintptr_t c) { return reinterpret_cast<counter*>(c)->n.load(); }, w, at) ==
        calls);
  ptools::remote_do([] { throw std::runtime_error("nobody hears this"); }, w);
  CHECK(ptools::remotecall_fetch(add, w, 1, 1) == 2);
  ptools::shared_delete(count);
}

void time_limits(int w) {
  CHECK(ptools::remotecall_fetch(add, {w, 60.0}, 1, 2) == 3);
  CHECK(has(thrown<ptools::timed_out>([&] {
              ptools::remotecall_fetch(
                  [] {
                    usleep(300000);
                    return 1;
                  },
                  {w, 0.02});
            }),
            "did not end within"));
  // The late reply is for nobody, also a large one.
  thrown<ptools::timed_out>([&] {
    ptools::remotecall_fetch(
        [] {
          usleep(50000);
          return ramp(100000);
        },
        {w, 0.01});
  });
  CHECK(ptools::remotecall_fetch(add, w, 2, 2) == 4);
}

void futures(int w) {
  ptools::future<int> sum = ptools::remotecall(add, w, 3, 4);
  CHECK(sum.valid() && ptools::fetch(sum) == 7 && sum.fetch() == 7 && sum.isready());
  const ptools::future<int> copy = sum;
  sum = ptools::future<int>();
  CHECK(!sum.valid() && copy.fetch() == 7);
  CHECK(has(thrown<ptools::failure>([&] { sum.fetch(); }), "made empty"));
  CHECK(ptools::fetch(5) == 5);
  static_assert(std::is_same_v<decltype(ptools::fetch(copy)), const int&>);

  // Many under way, more than mailboxes hold in either direction, and taken in another order.
  std::vector<ptools::future<std::vector<double>>> all;
  for (std::size_t i = 0; i < 5000; ++i) {
    all.push_back(ptools::remotecall(ramp, w, i % 40));
  }
  for (std::size_t i = all.size(); i-- > 0;) {
    CHECK(all[i].fetch() == ramp(i % 40));
  }
  // Some are given up.
  for (std::size_t i = 0; i < 3000; ++i) {
    ptools::remotecall(ramp, w, i % 1000);
  }
  CHECK(ptools::remotecall_fetch(add, w, 1, 1) == 2);

  auto slow = ptools::remotecall(
      [] {
        usleep(100000);
        return std::make_unique<int>(4);
      },
      w);
  if (w != 1) {
    CHECK(!slow.isready() && !slow.wait(0.01) && !slow.wait(0));
    CHECK(has(thrown<ptools::timed_out>([&] { slow.fetch(0.01); }), "not ready within"));
  }
  CHECK(slow.wait() && slow.isready() && *std::move(slow).fetch() == 4);

  // What it throws comes out of fetch, each time; wait says only that it is over.
  const int line = __LINE__ + 1;
  auto bad = ptools::remotecall([]() -> int { throw mesh_error(3); }, w);
  ptools::wait(bad);
  for (int i = 0; i < 2; ++i) {
    try {
      bad.fetch();
      CHECK(false);
    } catch (const mesh_error& e) {
      CHECK(e.cell == 3 && dynamic_cast<const ptools::remote_error&>(e).line() == line);
    }
  }
  auto done = ptools::remotecall_wait([] { ++calls_here; }, w);
  CHECK(done.isready());
  done.fetch();
  ptools::remotecall_wait([] { calls_here = 0; }, w);
  if (w != 1) {
    CHECK(has(thrown<ptools::timed_out>(
                  [&] { ptools::remotecall_wait([] { usleep(100000); }, {w, 0.01}); }),
              "did not end within"));
  }
}

/// Calls under way to a worker that dies: those that had answered have their values. Calls that
/// begin after its death say the same as those that it interrupted.
void futures_of_the_dead() {
  const int w = ptools::addprocs(1).front();
  std::vector<ptools::future<int>> all;
  for (int i = 0; i < 20; ++i) {
    try {
      all.push_back(ptools::remotecall(
          [](int n) {
            if (n == 10) {
              raise(SIGKILL);
            }
            return n;
          },
          w, i));
    } catch (const ptools::worker_died& e) {
      CHECK(i > 10 && e.worker() == w && e.signal() == SIGKILL);
      break;
    }
  }
  CHECK(all.size() > 10);
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    if (i < 10) {
      CHECK(all[static_cast<std::size_t>(i)].fetch() == i);
    } else {
      CHECK(has(thrown<ptools::worker_died>([&] { all[static_cast<std::size_t>(i)].fetch(); }),
                "worker"));
    }
  }
}

void many_threads(const std::vector<int>& workers) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 300; ++i) {
        const int w = workers[static_cast<std::size_t>(t + i) % workers.size()];
        wrong += ptools::remotecall_fetch(add, w, t, i) != t + i;
        if (i % 50 == 0) {
          wrong += ptools::remotecall_fetch(ramp, w, 3000u) != ramp(3000);
        }
      }
    });
  }
  for (auto& t : threads) {
    t.join();
  }
  CHECK(wrong == 0);
}

/// A worker that dies takes its calls with it; the others, and its successor, go on.
/// One future, fetched by all at once: it is decoded once, and all see the same object.
void futures_of_many_threads(int w) {
  for (int round = 0; round < 200; ++round) {
    const ptools::future<std::vector<double>> shared = ptools::remotecall(ramp, w, 100 + round);
    const ptools::future<int> bad =
        ptools::remotecall([]() -> int { throw mesh_error(3); }, w);
    std::atomic<int> ready{0};
    std::vector<const double*> seen(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < seen.size(); ++t) {
      threads.emplace_back([&, t] {
        ready.fetch_add(1);
        while (ready.load() < 4) {
        }
        CHECK(shared.fetch() == ramp(static_cast<std::size_t>(100 + round)));
        seen[t] = shared.fetch().data();
        thrown<mesh_error>([&] { bad.fetch(); });
      });
    }
    for (auto& t : threads) {
      t.join();
    }
    CHECK(std::all_of(seen.begin(), seen.end(), [&](const double* p) { return p == seen[0]; }));
  }
}

void deaths() {
  using ptools::remotecall_fetch;
  for (int round = 0; round < 3; ++round) {
    const int w = ptools::addprocs(1).front();
    CHECK(remotecall_fetch(add, w, 1, 1) == 2);
    const int line = __LINE__ + 2;
    try {
      remotecall_fetch(
          [] {
            std::fprintf(stderr, "my last words\n");
            raise(SIGKILL);
          },
          w);
      CHECK(false);
    } catch (const ptools::worker_died& e) {
      CHECK(e.worker() == w && e.signal() == SIGKILL && e.line() == line);
      CHECK(has(e.stderr_tail(), "my last words"));
    }
    CHECK(has(thrown<ptools::worker_died>([&] { remotecall_fetch(add, w, 1, 1); }), "signal 9"));
    ptools::addprocs(1); // the slot has another owner
    CHECK(has(thrown<ptools::worker_died>([&] { remotecall_fetch(add, w, 1, 1); }), "signal 9"));
    const int removed = ptools::addprocs(1).front();
    ptools::rmprocs({removed});
    CHECK(has(thrown<ptools::disconnected>([&] { remotecall_fetch(add, removed, 1, 1); }),
              "has left the cluster"));
  }
  const int w = ptools::addprocs(1).front();
  CHECK(has(thrown<ptools::worker_died>([&] { remotecall_fetch([] { std::exit(7); }, w); }), "7"));

#ifndef __SANITIZE_ADDRESS__ // whose heap lies where no worker keeps anything closed
  const int reader = ptools::addprocs(1).front();
  static int* place;
  place = new int(3);
  CHECK(has(thrown<ptools::unshareable>([&] {
              remotecall_fetch([](std::uintptr_t p) { return *reinterpret_cast<int*>(p); }, reader,
                               reinterpret_cast<std::uintptr_t>(place));
            }),
            "private memory"));
  delete place;
#endif

  // Removed in the middle of a call of another thread.
  const int busy = ptools::addprocs(1).front();
  std::string text;
  std::thread caller([&] {
    text = thrown<ptools::disconnected>([&] {
      remotecall_fetch(
          [] {
            for (;;) {
              pause();
            }
          },
          busy);
    });
  });
  while (ptools::remotecall_fetch([] { return 1; }, 1) != 1 || text.empty()) {
    ptools::rmprocs({busy}, 0);
    usleep(1000);
  }
  caller.join();
  CHECK(has(text, "removed") || has(text, "left the cluster"));
}

/// Slots are used again: whoever comes later hears nothing that was meant for the one before.
void successors() {
  for (int round = 0; round < 20; ++round) {
    const std::vector<int> ids = ptools::addprocs(2);
    for (int i = 0; i < 200; ++i) {
      ptools::remote_do(
          [](int n) {
            if (n == 100)
              raise(SIGKILL);
          },
          ids[0], i);
      if (i == 100) {
        break;
      }
    }
    for (int i = 0; i < 50; ++i) {
      try {
        ptools::remote_do([](std::vector<double>) {}, ids[0], ramp(2000)); // lies outside the ring
      } catch (const ptools::worker_died&) {
        break;
      }
    }
    CHECK(ptools::remotecall_fetch(add, ids[1], round, 1) == round + 1);
    ptools::rmprocs(ids);
  }
}

} // namespace

int main() {
  // Without workers everything runs here; what is asked of a worker is asked of process 1.
  results_and_arguments(1);
  sizes(1);
  exceptions(1);
  const std::vector<int> workers =
      ptools::workers().front() == 1 ? ptools::addprocs(2) : ptools::workers();
  const int w = workers.back();
  results_and_arguments(w);
  results_and_arguments(workers.front());
  sizes(w);
  exceptions(w);
  what_does_not_encode(w);
  if (workers.size() > 1) {
    wrong_targets(w);
  }
  state_travels(w);
  do_without_waiting(w);
  time_limits(w);
  futures(1);
  futures(w);
  futures_of_the_dead();
  many_threads(workers);
  futures_of_many_threads(workers.back());
  deaths();
  successors();
  std::puts("all well");
}
