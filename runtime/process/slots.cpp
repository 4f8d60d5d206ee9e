#include "process/slots.hpp"

#include "support/futex_linux.hpp"
#include "transport/bell.hpp"

namespace ptools::process {

static_assert(sizeof(slot) * shm::stripe_count + 4096 <=
              shm::control_size - shm::slot_table_offset);

void tell_driver() {
  std::atomic<std::uint32_t>& news = shared_state().news;
  news.fetch_add(1);
  support::futex_wake_all(news);
  transport::ring_bell(0);
}

} // namespace ptools::process
