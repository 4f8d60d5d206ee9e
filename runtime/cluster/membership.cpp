#include "cluster/membership.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/slots.hpp"
#include "shm/region.hpp"
#include "support/perturb.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <deque>
#include <mutex>
#include <sys/wait.h>

namespace ptools::cluster {

namespace {

std::vector<member>& list() {
  static auto* const all = new std::vector<member>;
  return *all;
}
int next_id = 2;
void (*hears_of_deaths)(const death&) = nullptr;

std::recursive_mutex& lock() {
  static auto* const one = new std::recursive_mutex;
  return *one;
}

std::string tail_of(const process::slot& s) {
  const std::uint64_t written = s.stderr_written;
  const std::uint64_t kept = std::min<std::uint64_t>(written, process::stderr_tail_size);
  std::string text;
  for (std::uint64_t i = written - kept; i < written; ++i) {
    text.push_back(s.stderr_tail[i % process::stderr_tail_size]);
  }
  if (kept < written) {
    // The oldest line is cut; whole lines only.
    const std::size_t line = text.find('\n');
    text.erase(0, line == std::string::npos ? 0 : line + 1);
  }
  return text;
}

/// Those that left last, the latest at the end. Under a lock of their own, since threads that wait
/// for calls ask too.
std::deque<death>& departed() {
  static auto* const all = new std::deque<death>;
  return *all;
}
std::mutex& departed_lock() {
  static auto* const one = new std::mutex;
  return *one;
}
constexpr std::size_t departed_kept = 64;

void remember(const death& how) {
  const std::lock_guard hold(departed_lock());
  departed().push_back(how);
  if (departed().size() > departed_kept) {
    departed().pop_front();
  }
}

/// Slots whose stripe a forked child of the program used that is gone by now.
void take_back_from_outsiders() {
  for (unsigned i = 1; i < shm::stripe_count; ++i) {
    process::slot& s = process::slot_at(i);
    std::int32_t pid = s.outsider.load();
    if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH &&
        s.outsider.compare_exchange_strong(pid, 0)) {
      s.state.store(process::slot_state::free);
    }
  }
}

} // namespace

guard::guard() {
  lock().lock();
}
guard::~guard() {
  lock().unlock();
}

const std::vector<member>& members() {
  return list();
}

std::vector<member> admit(int n) {
  take_back_from_outsiders();
  std::vector<member> admitted;
  for (unsigned i = 1; i < shm::stripe_count && static_cast<int>(admitted.size()) < n; ++i) {
    if (process::slot_at(i).state.load() == process::slot_state::free) {
      admitted.push_back({0, i});
    }
  }
  if (static_cast<int>(admitted.size()) < n) {
    return {};
  }
  for (member& m : admitted) {
    m.id = next_id++;
    process::slot_at(m.slot).id = m.id;
    support::perturb();
    list().push_back(m);
  }
  return admitted;
}

bool ever_was(int id) {
  return id > 0 && id < next_id;
}

bool on_dismissal(void (*hear)(const death&)) {
  hears_of_deaths = hear;
  return true;
}

death how_it_ended(const member& who) {
  death how{who.id, 0, 0, false, 0, "", false, false, ""};
  process::slot& s = process::slot_at(who.slot);
  if (WIFSIGNALED(s.wait_status)) {
    how.signal = WTERMSIG(s.wait_status);
  } else {
    how.exit_status = WEXITSTATUS(s.wait_status);
  }
  how.address = s.fault_address.load();
  how.stray_pointer = s.words.load() == process::last_words::stray_pointer;
  how.called_exit = s.words.load() == process::last_words::called_exit;
  how.was_leaving = s.leave.load() != 0;
  if (how.stray_pointer) {
    how.memory = std::strcmp(s.fault_range, process::memory_of_another_worker) == 0
                     ? "another worker's private memory"
                     : "process 1's private memory (" + std::string(s.fault_range) + ")";
  }
  how.stderr_tail = tail_of(s);
  return how;
}

std::optional<death> remembered_end(int id) {
  const std::lock_guard hold(departed_lock());
  const auto at = std::find_if(departed().rbegin(), departed().rend(),
                               [id](const death& how) { return how.id == id; });
  return at == departed().rend() ? std::nullopt : std::optional(*at);
}

death dismiss(int id) {
  const auto at =
      std::find_if(list().begin(), list().end(), [id](const member& m) { return m.id == id; });
  if (at == list().end()) {
    return {id, 0, 0, false, 0, "", false, false, ""};
  }
  const death how = how_it_ended(*at);
  process::slot& s = process::slot_at(at->slot);
  list().erase(at);
  remember(how); // before the slot loses its id: whoever misses it there finds it here
  support::perturb();
  s.id.store(0);
  if (hears_of_deaths != nullptr) {
    hears_of_deaths(how);
  }
  s.state.store(process::slot_state::free);
  return how;
}

void dismiss_if_free(int id) {
  if (lock().try_lock()) {
    dismiss(id);
    lock().unlock();
  }
}

std::vector<int> dead_members() {
  std::vector<int> dead;
  for (const member& m : list()) {
    if (process::slot_at(m.slot).state.load() == process::slot_state::dead) {
      dead.push_back(m.id);
    }
  }
  return dead;
}

std::string describe(const death& how) {
  if (how.signal != 0) {
    return "signal " + std::to_string(how.signal) + " (" + strsignal(how.signal) + ")";
  }
  return std::string(how.called_exit ? "a call of exit() with status " : "exit status ") +
         std::to_string(how.exit_status);
}

} // namespace ptools::cluster
