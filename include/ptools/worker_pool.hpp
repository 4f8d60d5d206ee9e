#ifndef PTOOLS_WORKER_POOL_HPP
#define PTOOLS_WORKER_POOL_HPP

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include <ptools/detail/api.hpp>
#include <ptools/remotecall.hpp>

/// \file
/// Processes that take turns.

namespace ptools {

namespace detail {
struct pool_state;
}

/// Some processes, of which calls take the one that has been free for longest. Copies are the same
/// pool. Any thread of process 1 may use it; a pool does not travel to other processes yet.
class PTOOLS_API worker_pool {
public:
  /// An id given twice counts once. Of no ids it is process 1, so that the answer of addprocs will
  /// do in a plain build too. @throws ptools::failure for an id below 1
  explicit worker_pool(const std::vector<int>& ids);

  /// Adds a member, which is free. One that is a member already stays as it is.
  /// @throws ptools::failure for an id below 1
  void push(int id);

  /// Takes the member that has been free for longest; waits while none is. Members that have ended
  /// are dropped on the way.
  /// @throws ptools::failure if the pool has no member left
  int take();
  /// The same, waiting at most `seconds`. @throws ptools::timed_out
  int take(double seconds);
  /// Gives back what was taken. Who is no member is ignored.
  void put(int id);

  /// Waits until a member is free. @throws ptools::failure if the pool has no member left
  void wait();
  /// Whether `take` would not wait.
  bool isready() const;

  /// Number of members, free or not.
  std::size_t size() const;
  /// Ids of the members, in the order in which they were added.
  std::vector<int> workers() const;
  int nworkers() const { return static_cast<int>(size()); }

  /// The pool of all workers: those that join later are members too. Its first use starts one for
  /// each core if none was asked for; if there are none, it is process 1.
  static worker_pool of_all();

private:
  explicit worker_pool(std::shared_ptr<detail::pool_state> state);
  std::shared_ptr<detail::pool_state> state_;
};

/// The pool that pmap uses if it is given none: of all workers, unless another was set.
PTOOLS_API worker_pool default_worker_pool();
/// Sets it.
PTOOLS_API void default_worker_pool(const worker_pool& pool);

namespace detail {

/// A pool in place of an id. Remembers the source line of the call.
class pool_target {
public:
  pool_target(const worker_pool& pool, const char* file = __builtin_FILE(),
              int line = __builtin_LINE())
      : pool_(pool), file_(file), line_(line) {}

  worker_pool& pool() noexcept { return pool_; }
  target at(int id) const noexcept { return {id, file_, line_}; }

private:
  worker_pool pool_; // the same one
  const char* file_;
  int line_;
};

/// A member that is given back, whatever happens.
class taken_worker {
public:
  explicit taken_worker(worker_pool& pool) : pool_(pool), id_(pool.take()) {}
  ~taken_worker() { pool_.put(id_); }
  taken_worker(const taken_worker&) = delete;
  taken_worker& operator=(const taken_worker&) = delete;

  int id() const noexcept { return id_; }

private:
  worker_pool& pool_;
  int id_;
};

} // namespace detail

/// Calls `f(args...)` in the process of the pool that has been free for longest, and gives that
/// back afterwards. @throws as with an id, and as worker_pool::take
template <class Fp, class... Ap>
auto remotecall_fetch(Fp&& f, detail::pool_target where, Ap&&... args)
    -> detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...> {
  const detail::taken_worker worker(where.pool());
  return remotecall_fetch(std::forward<Fp>(f), where.at(worker.id()), std::forward<Ap>(args)...);
}

/// The same, with a future. As in Julia the process is given back as soon as the request is on its
/// way, so that calls go round.
template <class Fp, class... Ap>
auto remotecall(Fp&& f, detail::pool_target where, Ap&&... args)
    -> future<detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...>> {
  const detail::taken_worker worker(where.pool());
  return remotecall(std::forward<Fp>(f), where.at(worker.id()), std::forward<Ap>(args)...);
}

/// The same, waiting until the call is over.
template <class Fp, class... Ap>
auto remotecall_wait(Fp&& f, detail::pool_target where, Ap&&... args)
    -> future<detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...>> {
  const detail::taken_worker worker(where.pool());
  return remotecall_wait(std::forward<Fp>(f), where.at(worker.id()), std::forward<Ap>(args)...);
}

/// The same, without an answer.
template <class Fp, class... Ap>
void remote_do(Fp&& f, detail::pool_target where, Ap&&... args) {
  const detail::taken_worker worker(where.pool());
  remote_do(std::forward<Fp>(f), where.at(worker.id()), std::forward<Ap>(args)...);
}

} // namespace ptools

#endif
