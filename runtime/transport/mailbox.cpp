#include "transport/mailbox.hpp"

#include "shm/region.hpp"
#include "support/fences_linux.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"
#include "transport/bell.hpp"
#include "transport/ring.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <cstring>
#include <vector>

namespace ptools::transport {

namespace {

using table_row = std::atomic<ring*>[shm::stripe_count];

static_assert(shm::rings_offset + shm::stripe_count * sizeof(table_row) <= shm::control_size);

/// The ring between two slots; null if nothing was ever sent.
std::atomic<ring*>& ring_between(unsigned sender, unsigned receiver) {
  return reinterpret_cast<table_row*>(shm::control().begin + shm::rings_offset)[receiver][sender];
}

/// What this process knows of a slot that it sends to.
struct outgoing {
  ring_writer writer;
  /// Whom the last opening frame named; 0: none yet.
  int open_for = 0;
};

/// And of one that sends to it.
struct incoming {
  unsigned sender;
  ring_reader reader;
  int from = 0;
  bool for_me = false;
};

struct mailbox {
  unsigned me;
  int id;
  const bell& own_bell;
  outgoing out[shm::stripe_count];
  std::vector<incoming> in;
  /// As the bell's count said when `in` was made.
  std::uint32_t senders = 0;
  std::size_t turn = 0;
};

mailbox* mine = nullptr;

ring& make_ring(unsigned to) {
  if (ring* const old = ring_between(mine->me, to).load()) {
    return *old;
  }
  ring* const fresh = static_cast<ring*>(region_allocate(sizeof(ring), cache_line));
  fresh->clear();
  ring_between(mine->me, to).store(fresh);
  return *fresh;
}

/// The first frame to a process says who speaks to whom.
bool open_for(outgoing& out, unsigned to, int id) {
  if (out.open_for == 0) {
    out.writer = ring_writer(make_ring(to));
  }
  wire::frame opening;
  opening.kind = wire::frame_kind::opening;
  opening.call = wire::parties(mine->id, id);
  if (!out.writer.write(opening, nullptr, 0)) {
    // Keeps what it knows: another attempt begins with the opening again.
    out.open_for = out.open_for == 0 ? -1 : out.open_for;
    return false;
  }
  out.open_for = id;
  support::perturb();
  bell_of(to).senders.fetch_add(1);
  return true;
}

void find_senders() {
  const std::uint32_t now = mine->own_bell.senders.load();
  if (now == mine->senders) {
    return;
  }
  mine->senders = now;
  for (unsigned sender = 0; sender < shm::stripe_count; ++sender) {
    ring* const found = ring_between(sender, mine->me).load();
    bool known = found == nullptr;
    for (const incoming& in : mine->in) {
      known = known || in.sender == sender;
    }
    if (!known) {
      mine->in.push_back({sender, ring_reader(*found)});
    }
  }
}

void let_go(incoming& in) {
  if (in.reader.release()) {
    ring_bell(in.sender);
  }
}

void free_outside(const wire::frame& f) {
  if ((f.flags & wire::body_outside) != 0) {
    wire::outside block;
    std::memcpy(&block, f.body(), sizeof block);
    region_free(block.data);
  }
}

/// Nobody knows where the next frame of a damaged ring begins. The sender's successor makes another
/// one.
void give_up(incoming& in) {
  ring_between(in.sender, mine->me).store(nullptr);
  mine->in.erase(mine->in.begin() + (&in - mine->in.data()));
}

/// The next frame of one sender that is meant for this process.
arrival look_at(incoming& in, delivery& next) {
  while (const wire::frame* const f = in.reader.peek()) {
    if (f->kind == wire::frame_kind::opening) {
      in.from = wire::sender_of(f->call);
      in.for_me = wire::receiver_of(f->call) == mine->id;
    } else if (in.for_me) {
      next = {in.sender, in.from, f, mine->turn};
      return arrival::frame;
    } else {
      free_outside(*f);
    }
    let_go(in);
  }
  return arrival::nothing;
}

} // namespace

void open_mailbox(unsigned me, int id) {
  mine = new mailbox{me, id, bell_of(me), {}, {}};
  support::join_fences();
  find_senders();
}

bool post(unsigned to, int id, const wire::frame& header, const void* body, std::size_t size) {
  outgoing& out = mine->out[to];
  support::perturb();
  if (out.open_for != id && !open_for(out, to, id)) {
    return false;
  }
  if (!out.writer.write(header, body, size)) {
    return false;
  }
  support::light_fence();
  ring_bell(to);
  return true;
}

bool has_room_or_waits(unsigned to) {
  return mine->out[to].writer.has_room_or_waits();
}

bool anything_arrived() {
  if (mine->own_bell.senders.load(std::memory_order_relaxed) != mine->senders) {
    return true;
  }
  for (const incoming& in : mine->in) {
    if (in.reader.ready()) {
      return true;
    }
  }
  return false;
}

arrival take(delivery& next) {
  find_senders();
  const std::size_t n = mine->in.size();
  for (std::size_t tried = 0; tried < n; ++tried) {
    mine->turn = mine->turn + 1 < n ? mine->turn + 1 : 0;
    incoming& in = mine->in[mine->turn];
    try {
      if (look_at(in, next) == arrival::frame) {
        return arrival::frame;
      }
    } catch (const protocol_error& e) {
      support::say(e.what());
      next = {in.sender, in.from, nullptr, 0};
      give_up(in);
      return arrival::damaged;
    }
  }
  return arrival::nothing;
}

void release(const delivery& taken) {
  let_go(mine->in[taken.place]);
}

} // namespace ptools::transport
