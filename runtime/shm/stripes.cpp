#include "shm/stripes.hpp"

#include "shm/region.hpp"
#include "support/perturb.hpp"
#include "support/watching.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <pthread.h>

namespace ptools::shm {

namespace {

constexpr std::size_t span_size = 64 * 1024;
constexpr std::size_t page = 4096;
/// From here on it is asked first whether there is so much memory, which takes some 50 us.
constexpr std::size_t checked_bytes = 1 << 20;
constexpr std::uint32_t small_magic = 0x70745331;
constexpr std::uint32_t large_magic = 0x70744c31;

/// First bytes of a span; written by the owner before any block of the span is handed out.
struct alignas(64) span_head {
  std::uint32_t magic;
  std::uint32_t size_class;
  /// Bytes of a large block's spans, head included.
  std::uint64_t large_bytes;
  /// Bytes of a large block that are reserved but have no pages yet.
  std::atomic<std::uint64_t> reserved;
  /// In whose account: that of the stripe's owner at that time.
  std::uint32_t generation;
};
static_assert(sizeof(span_head) == 64);

/// Block sizes: every 16 bytes to 128, then four steps a doubling, to 16 KB.
constexpr std::size_t class_sizes[] = {16,   32,   48,   64,   80,   96,    112,   128,   160,
                                       192,  224,  256,  320,  384,  448,   512,   640,   768,
                                       896,  1024, 1280, 1536, 1792, 2048,  2560,  3072,  3584,
                                       4096, 5120, 6144, 7168, 8192, 10240, 12288, 14336, 16384};
constexpr unsigned class_count = sizeof class_sizes / sizeof *class_sizes;
constexpr std::size_t largest_small = class_sizes[class_count - 1];

unsigned class_for(std::size_t bytes, std::size_t align) {
  const std::size_t* at = std::lower_bound(class_sizes, class_sizes + class_count, bytes);
  while (at != class_sizes + class_count && *at % align != 0) {
    ++at;
  }
  return static_cast<unsigned>(at - class_sizes);
}

span_head* span_of(void* block) {
  return reinterpret_cast<span_head*>(reinterpret_cast<std::uintptr_t>(block) & ~(span_size - 1));
}

struct free_block {
  free_block* next;
};

/// Everything the owner knows about its stripe; never seen by another process.
class owner {
public:
  void begin(unsigned index) {
    index_ = index;
    std::fill(std::begin(classes_), std::end(classes_), size_class_state{});
    large_free_.clear();
    stripe_head& head = head_of(index);
    top_ = head.used.load(std::memory_order_relaxed);
    // One that died while it made an array has left it in the account, and nobody else has it.
    generation_ = head.generation.fetch_add(1) + 1;
    head.reserved.store(0);
    ready_ = true;
  }
  bool ready() const { return ready_; }
  void end() { ready_ = false; }
  unsigned index() const { return index_; }

  void* small(unsigned size_class) {
    size_class_state& c = classes_[size_class];
    if (c.free == nullptr && c.fresh == c.fresh_end) {
      take_back();
    }
    if (c.free != nullptr) {
      free_block* block = c.free;
      c.free = block->next;
      support::perturb();
      return block;
    }
    if (c.fresh == c.fresh_end) {
      std::byte* span = spans(span_size);
      if (span == nullptr) {
        return nullptr;
      }
      support::perturb();
      ::new (span) span_head{small_magic, size_class, 0, {0}, generation_};
      const std::size_t size = class_sizes[size_class];
      c.fresh = span + sizeof(span_head);
      c.fresh_end = c.fresh + (span_size - sizeof(span_head)) / size * size;
    }
    void* block = c.fresh;
    c.fresh += class_sizes[size_class];
    return block;
  }

  void* large(std::size_t bytes, std::size_t reserved) {
    if (bytes > stripe(index_).size) {
      return nullptr;
    }
    take_back();
    const std::size_t total = (bytes + page + span_size - 1) / span_size * span_size;
    std::byte* span = spans(total);
    if (span == nullptr) {
      return nullptr;
    }
    support::perturb();
    ::new (span) span_head{large_magic, 0, total, {reserved}, generation_};
    return span + page;
  }

  void give_back(void* block) {
    span_head* span = span_of(block);
    if (span->magic == small_magic) {
      size_class_state& c = classes_[span->size_class];
      auto* freed = static_cast<free_block*>(block);
      freed->next = c.free;
      c.free = freed;
      return;
    }
    settle(*span);
    const std::size_t total = span->large_bytes;
    discard(span, total);
    add_free(reinterpret_cast<std::byte*>(span), total);
  }

  /// What is reserved for the block has pages now, or is not wanted any more.
  void settle(span_head& span) {
    const std::uint64_t reserved = span.reserved.exchange(0);
    support::perturb();
    if (span.generation == generation_) {
      head_of(index_).reserved.fetch_sub(reserved);
    }
  }

private:
  struct size_class_state {
    free_block* free = nullptr;
    std::byte* fresh = nullptr;
    std::byte* fresh_end = nullptr;
  };

  /// Blocks that other processes freed since the last time.
  void take_back() {
    std::atomic<void*>& list = head_of(index_).freed_by_others;
    if (list.load(std::memory_order_relaxed) == nullptr) {
      return;
    }
    auto* block = static_cast<free_block*>(list.exchange(nullptr, std::memory_order_acquire));
    while (block != nullptr) {
      free_block* next = block->next;
      support::perturb();
      give_back(block);
      block = next;
    }
  }

  /// A run of spans: the lowest free one that fits, else from above the mark.
  std::byte* spans(std::size_t bytes) {
    for (auto at = large_free_.begin(); at != large_free_.end(); ++at) {
      if (at->second < bytes) {
        continue;
      }
      std::byte* begin = at->first;
      const std::size_t rest = at->second - bytes;
      large_free_.erase(at);
      if (rest > 0) {
        large_free_.emplace(begin + bytes, rest);
      }
      return begin;
    }
    const extent mine = stripe(index_);
    if (bytes > mine.size || top_ > mine.size - bytes) {
      return nullptr;
    }
    std::byte* begin = mine.begin + top_;
    top_ += bytes;
    support::perturb();
    head_of(index_).used.store(top_, std::memory_order_release);
    return begin;
  }

  void add_free(std::byte* begin, std::size_t bytes) {
    auto after = large_free_.lower_bound(begin);
    if (after != large_free_.end() && begin + bytes == after->first) {
      bytes += after->second;
      after = large_free_.erase(after);
    }
    if (after != large_free_.begin()) {
      const auto before = std::prev(after);
      if (before->first + before->second == begin) {
        before->second += bytes;
        return;
      }
    }
    large_free_.emplace(begin, bytes);
  }

  bool ready_ = false;
  unsigned index_ = 0;
  std::uint32_t generation_ = 0;
  std::uint64_t top_ = 0;
  size_class_state classes_[class_count];
  std::map<std::byte*, std::size_t> large_free_;
};

/// Of this process; the lock is private memory too, so nobody else can leave it locked.
std::mutex& lock() {
  static std::mutex* const one = new std::mutex;
  return *one;
}
owner& mine() {
  static owner* const one = new owner;
  return *one;
}

/// Where a process that is no member of the cluster gets a stripe; null in members.
std::optional<unsigned> (*claim_stripe)() = nullptr;

owner& ready_owner() {
  owner& o = mine();
  if (!o.ready()) {
    map_region();
    if (!usable()) {
      throw out_of_memory(0, 0, "address space: no region could be mapped (ulimit -v?)");
    }
    std::optional<unsigned> index = handed_over_stripe();
    if (claim_stripe != nullptr) {
      index = claim_stripe();
    }
    if (!index) {
      throw out_of_memory(0, 0, "the region's stripes: none is left for a forked process");
    }
    o.begin(*index);
  }
  return o;
}

/// False in a process that is no member of the cluster.
bool frees_for_others = true;

[[noreturn]] void stripe_is_full(std::size_t bytes) {
  const extent area = stripe(mine().index());
  const std::uint64_t used = head_of(mine().index()).used.load();
  throw out_of_memory(bytes, area.size - std::min<std::uint64_t>(used, area.size),
                      "this process's stripe of the shared region");
}

} // namespace

stripe_head& head_of(unsigned stripe) {
  return reinterpret_cast<stripe_head*>(control().begin + stripe_table_offset)[stripe];
}

void prepare_owner() {
  const std::lock_guard hold(lock());
  mine();
}

void own_stripe(unsigned index) {
  const std::lock_guard hold(lock());
  if (handed_over_stripe() == index && mine().ready()) {
    return; // its static initialisers have allocated in it
  }
  mine().begin(index);
}

void leave_other_stripes_alone(std::optional<unsigned> (*claim)()) {
  const std::lock_guard hold(lock());
  frees_for_others = false;
  mine().end();
  claim_stripe = claim;
}

void* allocate_span(std::size_t bytes, std::size_t reserved) {
  const std::lock_guard hold(lock());
  void* block = ready_owner().large(bytes, reserved);
  if (block == nullptr) {
    stripe_is_full(bytes);
  }
  return block;
}

void settle(void* block) {
  const std::lock_guard hold(lock());
  if (mine().ready() && mine().index() == stripe_of(block)) {
    mine().settle(*span_of(block));
  }
}

} // namespace ptools::shm

void* ptools::region_allocate(std::size_t bytes, std::size_t align) {
  using namespace shm;
  if (align == 0 || (align & (align - 1)) != 0 || align > page) {
    throw failure("region_allocate: " + std::to_string(align) +
                  " is not an alignment (a power of two up to 4096)");
  }
  if (bytes >= checked_bytes) {
    map_region();
    if (usable()) {
      check_budget(bytes);
    }
  }
  {
    const std::lock_guard hold(lock());
    owner& o = ready_owner();
    const unsigned size_class = bytes <= largest_small && align <= 64
                                    ? class_for(std::max<std::size_t>(bytes, 1), align)
                                    : class_count;
    void* block = size_class < class_count ? o.small(size_class) : o.large(bytes, 0);
    if (block != nullptr) {
      if (support::watching != nullptr) {
        support::watching->memory_is_new(block, bytes);
      }
      return block;
    }
  }
  stripe_is_full(bytes);
}

void ptools::region_free(void* block) noexcept {
  using namespace shm;
  if (block == nullptr) {
    return;
  }
  const unsigned stripe = stripe_of(block);
  {
    const std::lock_guard hold(lock());
    if (mine().ready() && mine().index() == stripe) {
      mine().give_back(block);
      return;
    }
  }
  if (!frees_for_others) {
    return;
  }
  std::atomic<void*>& list = head_of(stripe).freed_by_others;
  auto* freed = static_cast<free_block*>(block);
  void* first = list.load(std::memory_order_relaxed);
  do {
    freed->next = static_cast<free_block*>(first);
    support::perturb();
  } while (!list.compare_exchange_weak(first, block, std::memory_order_release,
                                       std::memory_order_relaxed));
}
