/// A worker is ended at each single delicate point of what it does, one after the other: where it
/// takes offers, claims leaves, hands in results; where it allocates and frees its own and others'
/// blocks and makes arrays; where it takes requests and sends replies. The others go on, no block
/// is damaged, nothing stays reserved, and the next loop and the next call work.

#include "by_hand.hpp"
#include "points.hpp"

#include "shm/region.hpp"
#include "shm/stripes.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace by_hand;

namespace {

using strings = std::set<std::string>;

/// What the worker that is to end shares with process 1.
struct shared_part {
  points::place end;
  std::atomic<int> worker; ///< that is to end
  std::atomic<std::uint64_t*> cell[16];
};

bool there_is(int id) {
  const std::vector<int> now = ptools::workers();
  return std::find(now.begin(), now.end(), id) != now.end();
}

/// Replacements of the dead may have come already.
void have_workers(int n) {
  std::vector<int> now = ptools::workers();
  const int there = now[0] == 1 ? 0 : static_cast<int>(now.size());
  if (there <= n) {
    ptools::addprocs(n - there);
    return;
  }
  now.erase(now.begin(), now.begin() + n);
  ptools::rmprocs(now);
}

/// The worker that runs the first iteration is to end at its k-th point from now on.
void arm(shared_part* shared, long k) {
  shared->end.line.store(0);
  each(
      workers_only, 2, g::options(),
      [](chunk part, shared_part* shared, long k) -> none {
        if (part.first == 0) {
          shared->worker.store(ptools::myid());
          points::die_at(k, &shared->end);
        }
        return {};
      },
      g::capture("shared", shared), g::capture("k", k));
}

/// Runs `work` again and again with a death at the first, second, third, ... point, until the
/// worker comes through; returns the files of the places. A single worker comes to the same points
/// each time; of two, the other one leaves it more or less to do.
template <class Work>
strings at_each_point(const char* name, shared_part* shared, int workers, Work work) {
  strings lines;
  strings files;
  int inside = 0;
  int survived = 0;
  for (long k = 1; survived < workers; ++k) {
    CHECK(k < 1000);
    have_workers(workers);
    try {
      arm(shared, k);
      work(shared);
    } catch (const ptools::worker_died& e) {
      CHECK(e.signal() == SIGKILL);
      CHECK(shared->end.line.load() != 0);
      ++inside;
    }
    if (shared->end.line.load() == 0) {
      ptools::rmprocs(ptools::workers()); // its k-th point must not come later
    }
    CHECK(squares(500) == squares_expected(500));
    if (shared->end.line.load() == 0) {
      ++survived;
      continue;
    }
    while (there_is(shared->worker.load())) {
      // Its end is on its way; until it is noticed the next round would hear of it.
    }
    survived = 0;
    lines.insert(points::text_of(shared->end));
    files.insert(shared->end.file);
  }
  std::printf("%s of %d: %zu points, %d deaths were errors\n", name, workers, lines.size(), inside);
  for (const std::string& line : lines) {
    std::printf("  %s\n", line.c_str());
  }
  CHECK(inside > 0);
  return files;
}

void check_ended_in(const strings& files, std::initializer_list<const char*> expected) {
  for (const char* file : expected) {
    if (files.count(file) == 0) {
      std::fprintf(stderr, "no worker has ended in %s\n", file);
      std::exit(1);
    }
  }
}

/// Leaves with results in every schedule, and leaves that throw.
void loops(shared_part*) {
  for (long n = 1; n <= 7; n += 3) {
    CHECK(squares(n) == squares_expected(n));
  }
  g::options clauses;
  for (const auto schedule :
       {g::schedule_kind::dynamic, g::schedule_kind::guided, g::schedule_kind::static_}) {
    clauses.schedule = schedule;
    ptools::shared_array<int> done(8);
    each(
        workers_only, 8, clauses,
        [](chunk part, ptools::shared_array<int>& done) -> none {
          for (long i = part.first; i < part.last; ++i) {
            done[i] += 1;
          }
          return {};
        },
        g::capture("done", done));
    CHECK(std::all_of(done.begin(), done.end(), [](int n) { return n == 1; }));
  }
  bool thrown = false;
  try {
    each(workers_only, 4, clauses, [](chunk part) -> none { // static: both throw
      throw std::out_of_range("leaf " + std::to_string(part.first));
    });
  } catch (const std::out_of_range& e) {
    thrown = std::string(e.what()).find("leaf 0") != std::string::npos;
  }
  CHECK(thrown);
}

std::uint64_t* make_block(std::uint64_t words) {
  auto* block = static_cast<std::uint64_t*>(ptools::region_allocate(words * 8));
  std::fill_n(block, words, words);
  return block;
}

bool whole(const std::uint64_t* block) {
  return std::all_of(block, block + block[0], [&](std::uint64_t w) { return w == block[0]; });
}

/// One process: what it finds in the cells was made by anybody.
void exchange_blocks(shared_part* shared) {
  for (int i = 0; i < 40; ++i) {
    std::uint64_t* const fresh = make_block(i % 10 == 0 ? 9000 : 20 + i % 3 * 30);
    std::uint64_t* const old = shared->cell[i % 16].exchange(fresh);
    if (old != nullptr) {
      CHECK(whole(old));
      ptools::region_free(old);
    }
  }
  ptools::shared_array<double> a(20000);
  CHECK(std::count(a.begin(), a.end(), 0.0) == 20000);
  std::vector<int, ptools::shared_allocator<int>> v(40000, 3);
}

std::uint64_t reserved_by_all() {
  std::uint64_t sum = 0;
  for (unsigned s = 0; s < ptools::shm::stripe_count; ++s) {
    sum += ptools::shm::head_of(s).reserved.load();
  }
  return sum;
}

void allocations(shared_part* shared) {
  const auto settle = [&] {
    for (auto& cell : shared->cell) {
      if (std::uint64_t* const block = cell.exchange(nullptr)) {
        CHECK(whole(block));
        ptools::region_free(block);
      }
    }
  };
  try {
    for (int round = 0; round < 2; ++round) {
      each(
          workers_only, 2, g::options(),
          [](chunk, shared_part* shared) -> none {
            exchange_blocks(shared);
            return {};
          },
          g::capture("shared", shared));
      settle(); // so that the worker takes back what another process has freed
    }
  } catch (...) {
    settle();
    throw;
  }
}

std::vector<double> reversed(std::vector<double> v) {
  std::reverse(v.begin(), v.end());
  return v;
}

/// Only one worker is to end, and only its calls may be lost.
void calls(shared_part* shared) {
  const std::vector<double> large{std::vector<double>(3000, 2.5)};
  std::vector<ptools::worker_died> lost;
  for (const int w : ptools::workers()) {
    try {
      for (int i = 0; i < 4; ++i) {
        CHECK(ptools::remotecall_fetch([](int x) { return x + 1; }, w, i) == i + 1);
        CHECK(ptools::remotecall_fetch(reversed, w, large) == large);
        ptools::remote_do(reversed, w, large);
        const auto text = [](int n) -> std::string {
          if (n == 3) {
            throw std::out_of_range("three");
          }
          return std::string(n, 'x');
        };
        // So long that process 1 sleeps and has to be woken.
        ptools::remotecall_fetch(std::this_thread::sleep_for<long, std::milli>, w,
                                 std::chrono::milliseconds(i));
        const ptools::future<std::string> later = ptools::remotecall(text, w, i);
        try {
          CHECK(later.fetch() == std::string(i, 'x') && i != 3);
        } catch (const std::out_of_range&) {
          CHECK(i == 3);
        }
      }
    } catch (const ptools::worker_died& e) {
      CHECK(e.worker() == w);
      lost.push_back(e);
    } catch (const ptools::disconnected&) {
      CHECK(shared->end.line.load() != 0);
    }
  }
  CHECK(lost.size() <= 1);
  if (!lost.empty()) {
    throw lost.front();
  }
}

struct weighed {
  std::vector<double> v;
  int by = 0;
  template <class A>
  void serialize(A& ar) {
    ar& v& by;
  }
};

/// The item that the dead worker had begun is done again, after it was asked; others just are.
void maps(shared_part*) {
  std::vector<weighed> items(9);
  for (int i = 0; i < 9; ++i) {
    items[static_cast<std::size_t>(i)] = {std::vector<double>(i % 3 == 0 ? 900 : 3, i), i};
  }
  std::exception_ptr lost;
  const auto keep = [&](const std::exception_ptr& e) {
    lost = e;
    return true;
  };
  const auto grown = [](const weighed& w) {
    if (w.by == 4) {
      throw std::out_of_range("four");
    }
    return weighed{std::vector<double>(w.v.size(), w.v[0] * 2), w.by};
  };
  const auto instead = [](const std::exception_ptr& e) -> weighed {
    try {
      std::rethrow_exception(e);
    } catch (const std::out_of_range&) {
      return {{-1}, 4};
    } // a death is tried again
  };
  const std::vector<weighed> found = ptools::pmap(
      grown, items, ptools::retry_delays({0}).retry_check(keep).batch_size(2).on_error(instead));
  for (int i = 0; i < 9; ++i) {
    const weighed& w = found[static_cast<std::size_t>(i)];
    CHECK(w.by == i && w.v[0] == (i == 4 ? -1 : 2 * i));
    CHECK(w.v.size() == (i == 4 ? 1 : items[static_cast<std::size_t>(i)].v.size()));
  }
  if (lost) {
    std::rethrow_exception(lost);
  }
}

} // namespace

int main() {
  auto* shared = ptools::shared_new<shared_part>();
  check_ended_in(at_each_point("loops", shared, 1, loops),
                 {"serve.cpp", "leaf_runner.cpp", "offer.cpp", "stripes.cpp"});
  check_ended_in(at_each_point("allocations", shared, 1, allocations),
                 {"stripes.cpp", "arrays.cpp"});
  check_ended_in(at_each_point("calls", shared, 1, calls),
                 {"ring.cpp", "mailbox.cpp", "bell.cpp", "serve_requests.cpp"});
  check_ended_in(at_each_point("maps", shared, 1, maps), {"map_job.cpp", "stripes.cpp"});
  at_each_point("loops", shared, 2, loops);
  at_each_point("allocations", shared, 2, allocations);
  at_each_point("calls", shared, 2, calls);
  at_each_point("maps", shared, 2, maps);
  ptools::shared_delete(shared);
  // Workers that take over the stripes of the dead begin with accounts of their own.
  ptools::rmprocs(ptools::addprocs(2));
  CHECK(reserved_by_all() == 0);
  std::puts("ok");
}
