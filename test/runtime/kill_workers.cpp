/// Workers are killed inside the runtime's own code, hundreds of times: while they allocate and
/// free their own and each other's blocks, and while they take offers, claim leaves and hand in
/// results. The survivors go on, no block is damaged, and every loop ends right or with
/// worker_died.

#include "by_hand.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace by_hand;

namespace {

constexpr int cells = 64;

/// Blocks that change hands between the workers; each holds its own size in every word.
struct exchange {
  std::atomic<std::uint64_t*> cell[cells];
  std::atomic<long> damaged;
  std::atomic<long> pid[2];
};

std::uint64_t* make_block(std::uint64_t words) {
  auto* block = static_cast<std::uint64_t*>(ptools::region_allocate(words * 8));
  for (std::uint64_t i = 0; i < words; ++i) {
    block[i] = words;
  }
  return block;
}

bool whole(const std::uint64_t* block) {
  const std::uint64_t words = block[0];
  if (words == 0 || words > 40000) {
    return false;
  }
  for (std::uint64_t i = 0; i < words; ++i) {
    if (block[i] != words) {
      return false;
    }
  }
  return true;
}

void allocate_until_killed(exchange* shared) {
  each(
      workers_only, 2, g::options(),
      [](chunk part, exchange* shared) -> none {
        shared->pid[part.first].store(getpid());
        std::minstd_rand random(static_cast<unsigned>(getpid()));
        for (;;) {
          const std::uint64_t words =
              random() % 16 == 0 ? 1 + random() % 40000 : 1 + random() % 200;
          std::uint64_t* block = make_block(words);
          std::uint64_t* old = shared->cell[random() % cells].exchange(block);
          if (old != nullptr) {
            if (!whole(old)) {
              shared->damaged.fetch_add(1);
            }
            ptools::region_free(old);
          }
        }
        return {};
      },
      g::capture("shared", shared));
}

void spin_us(std::uint64_t us) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(us);
  while (std::chrono::steady_clock::now() < end) {
  }
}

void inside_the_allocator(int rounds) {
  auto* shared = ptools::shared_new<exchange>();
  std::mt19937 random(3);
  for (int round = 0; round < rounds; ++round) {
    ptools::addprocs(2 - (ptools::workers()[0] == 1 ? 0 : ptools::nworkers()));
    shared->pid[0].store(0);
    shared->pid[1].store(0);
    std::thread killer([&] {
      const int victim = static_cast<int>(random() % 2);
      while (shared->pid[victim].load() == 0) {
      }
      spin_us(random() % 300);
      kill(static_cast<pid_t>(shared->pid[victim].load()), SIGKILL);
    });
    bool died = false;
    try {
      allocate_until_killed(shared);
    } catch (const ptools::worker_died& e) {
      died = e.signal() == SIGKILL;
    }
    killer.join();
    CHECK(died);
    CHECK(shared->damaged.load() == 0);
    for (auto& cell : shared->cell) {
      if (std::uint64_t* block = cell.exchange(nullptr)) {
        CHECK(whole(block));
        ptools::region_free(block);
      }
    }
    CHECK(squares(500) == squares_expected(500));
  }
  ptools::shared_delete(shared);
}

/// Loops one after the other while workers are killed at any moment: the sum is right, or the loop
/// says who died; a death between loops is noticed before the next one.
void inside_the_team(int rounds) {
  auto* shared = ptools::shared_new<exchange>();
  std::mt19937 random(4);
  int deaths = 0;
  for (int round = 0; round < rounds; ++round) {
    ptools::addprocs(2 - (ptools::workers()[0] == 1 ? 0 : ptools::nworkers()));
    each(
        workers_only, 2, g::options(),
        [](chunk part, exchange* shared) -> none {
          shared->pid[part.first].store(getpid());
          return {};
        },
        g::capture("shared", shared));
    const pid_t victim = static_cast<pid_t>(shared->pid[round % 2].load());
    std::thread killer([&, delay = random() % 1500] {
      spin_us(delay);
      kill(victim, SIGKILL);
    });
    bool alive = true;
    for (int i = 0; alive && i < 100000; ++i) {
      try {
        const long n = i % 2 == 0 ? 1 + i % 300 : 1000000;
        CHECK(squares(n) == squares_expected(n));
        alive = kill(victim, 0) == 0;
      } catch (const ptools::worker_died& e) {
        CHECK(e.signal() == SIGKILL);
        ++deaths;
        alive = false;
      }
    }
    killer.join();
    CHECK(squares(500) == squares_expected(500));
  }
  std::fprintf(stderr, "%d of %d deaths inside a loop\n", deaths, rounds);
  CHECK(deaths > 0); // kill_points ends workers at each place of the team's own code
  ptools::shared_delete(shared);
}

std::vector<double> reversed(std::vector<double> v) {
  std::reverse(v.begin(), v.end());
  return v;
}

/// Small and large calls one after the other while the worker is killed at any moment, idle or
/// waking too: each returns what it should, or says that the worker has gone; the worker in the
/// same slot after it hears nothing of them.
void inside_the_mailbox(int rounds) {
  std::mt19937 random(5);
  std::vector<double> large(3000);
  std::iota(large.begin(), large.end(), 0.0);
  for (int round = 0; round < rounds; ++round) {
    const int w = ptools::addprocs(1).front();
    const auto victim = static_cast<pid_t>(ptools::remotecall_fetch(getpid, w));
    std::thread killer([&, delay = random() % 1500] {
      spin_us(delay);
      kill(victim, SIGKILL);
    });
    try {
      for (int i = 0;; ++i) {
        if (i % 8 == 0) {
          const std::vector<double> back = ptools::remotecall_fetch(reversed, w, large);
          CHECK(back.size() == large.size() && back.front() == large.back());
        } else if (i % 8 == 1) {
          ptools::remote_do(reversed, w, large);
        } else if (i % 8 == 2) {
          spin_us(random() % 200); // it may go to sleep meanwhile
        } else {
          CHECK(ptools::remotecall_fetch([](int x) { return x + 1; }, w, i) == i + 1);
        }
      }
    } catch (const ptools::worker_died& e) {
      CHECK(e.signal() == SIGKILL && e.worker() == w);
    }
    killer.join();
  }
}

} // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 200;
  inside_the_allocator(rounds);
  inside_the_team(rounds);
  inside_the_mailbox(rounds);
  std::puts("ok");
}
