#include "transport/ring.hpp"

#include "support/perturb.hpp"

#include <ptools/error.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <cstring>
#include <memory>
#include <random>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using ptools::transport::ring;
using ptools::transport::ring_capacity;
using ptools::transport::ring_reader;
using ptools::transport::ring_writer;
using ptools::wire::frame;
using ptools::wire::frame_kind;

/// A ring in pages that forked processes share, full of what a stripe may have held before.
struct shared_ring {
  ring& r;
  shared_ring()
      : r(*static_cast<ring*>(mmap(nullptr, sizeof(ring), PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    std::memset(static_cast<void*>(&r), 0x5a, sizeof r);
    r.clear();
  }
  ~shared_ring() { munmap(&r, sizeof r); }
};

/// The content of the n-th frame follows from n.
std::vector<unsigned char> content(std::uint64_t n) {
  std::mt19937 random(static_cast<unsigned>(n));
  std::vector<unsigned char> bytes(n % 7 == 0 ? random() % (ptools::wire::most_inside + 1)
                                              : random() % 200);
  for (auto& b : bytes) {
    b = static_cast<unsigned char>(random());
  }
  return bytes;
}

bool write_nth(ring_writer& writer, std::uint64_t n, std::uint64_t author = 0) {
  frame header;
  header.kind = frame_kind::request;
  header.call = n;
  header.function = author;
  const auto bytes = content(n);
  return writer.write(header, bytes.data(), bytes.size());
}

bool is_nth(const frame& f, std::uint64_t n) {
  const auto bytes = content(n);
  return f.kind == frame_kind::request && f.call == n && f.body_size() == bytes.size() &&
         (bytes.empty() || std::memcmp(f.body(), bytes.data(), bytes.size()) == 0);
}

} // namespace

TEST(Ring, is_empty_at_first) {
  shared_ring shared;
  ring_reader reader(shared.r);
  EXPECT_FALSE(reader.ready());
  EXPECT_EQ(reader.peek(), nullptr);
}

TEST(Ring, frames_come_out_as_they_went_in_many_times_around) {
  shared_ring shared;
  ring_writer writer(shared.r);
  ring_reader reader(shared.r);
  std::mt19937 random(1);
  std::uint64_t written = 0;
  std::uint64_t read = 0;
  while (read < 20000) {
    for (unsigned k = random() % 300; k > 0 && write_nth(writer, written); --k) {
      ++written;
    }
    for (unsigned k = random() % 300; k > 0; --k) {
      const frame* const f = reader.peek();
      if (f == nullptr) {
        ASSERT_EQ(read, written);
        break;
      }
      ASSERT_TRUE(is_nth(*f, read)) << read;
      ASSERT_EQ(reinterpret_cast<std::uintptr_t>(f) % 64, 0u);
      reader.release();
      ++read;
    }
  }
}

TEST(Ring, is_full_at_some_point_and_loses_nothing) {
  shared_ring shared;
  ring_writer writer(shared.r);
  ring_reader reader(shared.r);
  for (int round = 0; round < 50; ++round) {
    const std::uint64_t first = static_cast<std::uint64_t>(round) * 100000;
    std::uint64_t n = first;
    while (write_nth(writer, n)) {
      ++n;
    }
    ASSERT_GT(n, first + 100);
    EXPECT_FALSE(writer.has_room_or_waits());
    int told = 0;
    std::uint64_t told_at = 0;
    for (std::uint64_t k = first; k < n; ++k) {
      const frame* const f = reader.peek();
      ASSERT_NE(f, nullptr);
      ASSERT_TRUE(is_nth(*f, k));
      if (reader.release()) {
        ++told;
        told_at = k;
      }
    }
    // The writer waits, and is told early, once.
    EXPECT_EQ(told, 1);
    EXPECT_LT(told_at - first, (n - first) / 4);
    EXPECT_EQ(reader.peek(), nullptr);
    EXPECT_TRUE(writer.has_room_or_waits());
    shared.r.writer_waits.store(0);
  }
}

TEST(Ring, the_largest_frame_always_finds_room_when_the_ring_is_empty) {
  for (std::size_t offset = 0; offset < ring_capacity; offset += 4096 + 64) {
    shared_ring shared;
    shared.r.head.store(offset);
    shared.r.tail.store(offset);
    shared.r.first_word(offset).store(0);
    ring_writer writer(shared.r);
    ring_reader reader(shared.r);
    ASSERT_TRUE(writer.has_room_or_waits());
    const std::vector<std::byte> large(ptools::wire::most_inside, std::byte{7});
    frame header;
    header.kind = frame_kind::result;
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(writer.write(header, large.data(), large.size()));
      const frame* const f = reader.peek();
      ASSERT_NE(f, nullptr);
      ASSERT_EQ(std::memcmp(f->body(), large.data(), large.size()), 0);
      reader.release();
    }
  }
}

TEST(Ring, a_successor_goes_on_behind_a_frame_that_was_published_last) {
  shared_ring shared;
  {
    ring_writer writer(shared.r);
    ASSERT_TRUE(write_nth(writer, 0));
    const std::uint64_t before = shared.r.tail.load();
    ASSERT_TRUE(write_nth(writer, 1));
    shared.r.tail.store(before); // killed before this store
  }
  ring_writer successor(shared.r);
  ASSERT_TRUE(write_nth(successor, 2));
  ring_reader reader(shared.r);
  for (std::uint64_t n = 0; n < 3; ++n) {
    const frame* const f = reader.peek();
    ASSERT_NE(f, nullptr);
    EXPECT_TRUE(is_nth(*f, n));
    reader.release();
  }
}

TEST(Ring, damage_is_an_error_not_a_wild_read) {
  const auto damaged = [](auto change) {
    shared_ring shared;
    ring_writer writer(shared.r);
    ASSERT_TRUE(write_nth(writer, 1));
    change(*reinterpret_cast<frame*>(shared.r.bytes));
    ring_reader reader(shared.r);
    EXPECT_THROW(reader.peek(), ptools::protocol_error);
  };
  damaged([](frame& f) { f.size = 8; });
  damaged([](frame& f) { f.size = ring_capacity + 64; });
  damaged([](frame& f) { f.size = ptools::wire::most_size + 1; });
  damaged([](frame& f) { f.kind = static_cast<frame_kind>(200); });
  damaged([](frame& f) { f.kind = frame_kind::none; });
  damaged([](frame& f) { f.reserved = 1; });
  damaged([](frame& f) { f.flags = ptools::wire::body_outside; });
}

/// Writers are killed between any two instructions, one after the other; each successor goes on.
/// Every frame that arrives is whole, and one writer's frames arrive in order without a gap.
TEST(Ring, writers_are_killed_and_no_frame_is_torn) {
  shared_ring shared;
  ring_reader reader(shared.r);
  std::mt19937 random(3);
  std::uint64_t expected = 0;
  std::uint64_t author = 0;
  std::uint64_t seen = 0;
  const auto drain = [&] {
    while (const frame* const f = reader.peek()) {
      if (f->function != author) {
        ASSERT_GT(f->function, author);
        author = f->function;
        expected = 0;
      }
      ASSERT_TRUE(is_nth(*f, expected)) << author << " " << expected;
      ++expected;
      ++seen;
      reader.release();
    }
  };
  for (std::uint64_t k = 1; k <= 200; ++k) {
    const pid_t child = fork();
    if (child == 0) {
      ptools::support::start_perturbing(k);
      ring_writer writer(shared.r);
      for (std::uint64_t n = 0;;) {
        n += write_nth(writer, n, k);
      }
    }
    const std::uint64_t before = seen;
    while (seen == before) {
      drain();
    }
    for (unsigned i = random() % 60; i > 0; --i) {
      drain();
      sched_yield();
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    drain();
  }
  EXPECT_GT(seen, 200u);
}

/// The same with readers: a frame is seen again by the successor, or not, but never half.
TEST(Ring, readers_are_killed_and_the_next_one_goes_on) {
  shared_ring shared;
  std::uint64_t n = 0;
  std::mt19937 random(4);
  ring_writer writer(shared.r);
  for (int k = 0; k < 100; ++k) {
    const pid_t child = fork();
    if (child == 0) {
      ring_reader reader(shared.r);
      for (std::uint64_t last = 0;;) {
        if (const frame* const f = reader.peek()) {
          if (!is_nth(*f, f->call) || (last != 0 && f->call != last + 1)) {
            _exit(1);
          }
          last = f->call;
          reader.release();
        }
      }
    }
    for (unsigned i = random() % 2000; i > 0; --i) {
      n += write_nth(writer, n);
    }
    int status = 0;
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "a reader found a frame that is not whole";
  }
}
