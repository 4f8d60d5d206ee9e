#ifndef PTOOLS_PMAP_HPP
#define PTOOLS_PMAP_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <ptools/cluster.hpp>
#include <ptools/detail/map_job.hpp>
#include <ptools/detail/map_share.hpp>
#include <ptools/detail/traced_call.hpp>
#include <ptools/worker_pool.hpp>

/// \file
/// A function applied to each item of a collection, by all workers.

namespace ptools {

namespace detail {

/// What pmap can be told. `Hp` is what `on_error` was given.
template <class Hp = no_handler>
struct map_options {
  std::size_t batch = 1;
  bool on_workers = true;
  std::vector<double> delays;
  std::function<bool(const std::exception_ptr&)> check;
  Hp handler{};

  map_options batch_size(long n) && {
    batch = checked_batch_size(n);
    return std::move(*this);
  }
  map_options distributed(bool yes) && {
    on_workers = yes;
    return std::move(*this);
  }
  map_options retry_delays(std::vector<double> seconds) && {
    delays = checked_delays(std::move(seconds));
    return std::move(*this);
  }
  map_options retry_check(std::function<bool(const std::exception_ptr&)> again) && {
    check = std::move(again);
    return std::move(*this);
  }
  template <class Handler>
  map_options<std::decay_t<Handler>> on_error(Handler&& h) && {
    return {batch, on_workers, std::move(delays), std::move(check), std::forward<Handler>(h)};
  }
};

template <class Tp>
inline constexpr bool is_map_options_v = false;
template <class Hp>
inline constexpr bool is_map_options_v<map_options<Hp>> = true;

template <class... Tp>
inline constexpr bool are_collections_v = ((!is_map_options_v<std::decay_t<Tp>> &&
                                            !std::is_same_v<std::decay_t<Tp>, worker_pool>)&&...);

template <class Cp>
using item_of =
    typename std::iterator_traits<decltype(std::begin(std::declval<Cp&>()))>::value_type;

/// One that can be gone over twice: itself, or what it holds.
template <class Cp>
decltype(auto) to_go_over(Cp& collection) {
  using category =
      typename std::iterator_traits<decltype(std::begin(collection))>::iterator_category;
  if constexpr (std::is_base_of_v<std::forward_iterator_tag, category> &&
                std::is_same_v<decltype(std::begin(collection)), decltype(std::end(collection))>) {
    return (collection);
  } else {
    std::vector<item_of<Cp>> all;
    for (auto&& item : collection)
      all.push_back(std::forward<decltype(item)>(item));
    return all;
  }
}

/// One pmap: passes over what is still to be done, until nothing is.
template <class Fp, class Op, class... Ap>
class mapping {
  using result = call_result_t<const Fp&, Ap...>;
  using kept = std::conditional_t<std::is_void_v<result>, nothing, result>;
  using handler = std::decay_t<decltype(std::declval<Op>().handler)>;
  using share = map_share<Fp, handler, Ap...>;
  static constexpr bool handles = !std::is_same_v<handler, no_handler>;

public:
  mapping(const Fp& f, const worker_pool* pool, const Op& how, const target& where)
      : f_(f), pool_(pool), how_(how), where_(where) {}

  template <class... Cp>
  std::vector<std::optional<kept>> run(Cp&... collections) {
    const std::size_t n = std::min({static_cast<std::size_t>(
        std::distance(std::begin(collections), std::end(collections)))...});
    results_.resize(n);
    std::vector<std::uint64_t> todo(n);
    for (std::size_t i = 0; i < n; ++i)
      todo[i] = i;
    while (!todo.empty()) {
      failed_.clear();
      left_.clear();
      const std::vector<int> ids = who_is_there(todo.size());
      if (ids.size() == 1 && ids.front() == myid()) {
        do_here(todo, collections...);
      } else {
        const bool first = !job_;
        if (first)
          encode(n, collections...);
        if (!first || todo.size() != n)
          job_->repeat(todo);
        do_there(todo, ids);
      }
      todo = what_is_left();
    }
    return std::move(results_);
  }

private:
  /// @throws what went wrong last, if nobody is left after that
  std::vector<int> who_is_there(std::size_t items) const {
    if (!how_.on_workers)
      return {myid()};
    try {
      return map_workers(pool_, (items + how_.batch - 1) / how_.batch, where_);
    } catch (const disconnected&) {
      if (last_)
        std::rethrow_exception(last_);
      throw;
    }
  }

  // -- in this process ---------------------------------------------------------------------------

  template <class... Cp>
  void do_here(const std::vector<std::uint64_t>& todo, Cp&... collections) {
    auto at = std::make_tuple(std::begin(collections)...);
    std::uint64_t position = 0;
    for (const std::uint64_t i : todo) {
      std::apply([&](auto&... each) { (std::advance(each, i - position), ...); }, at);
      position = i;
      call_stack from;
      try {
        call_traced(from, [&] {
          std::tuple<Ap...> items =
              std::apply([](auto&... each) { return std::tuple<Ap...>(*each...); }, at);
          keep_call(i, [&]() -> result { return std::apply(f_, std::move(items)); });
        });
      } catch (...) {
        if (!replaced(i, from))
          failed_.emplace_back(i, as_thrown_here(from));
      }
      if (!failed_.empty() && how_.delays.empty())
        return;
    }
  }

  template <class Call>
  void keep_call(std::uint64_t i, Call call) {
    if constexpr (std::is_void_v<result>) {
      call();
      results_[i].emplace();
    } else {
      results_[i].emplace(call());
    }
  }

  /// In a handler: whether on_error gave something in place of what the calls in `from` threw. What
  /// it throws itself is thrown in place of that.
  bool replaced([[maybe_unused]] std::uint64_t i, [[maybe_unused]] const call_stack& from) {
    if constexpr (handles) {
      const std::exception_ptr first = std::current_exception();
      call_stack from_handler;
      try {
        call_traced(from_handler,
                    [&] { keep_call(i, [&] { return answer_of<result>(how_.handler); }); });
        return true;
      } catch (...) {
        const bool same = std::current_exception() == first;
        failed_.emplace_back(i, as_thrown_here(same ? from : from_handler));
        return true;
      }
    }
    return false;
  }

  std::exception_ptr as_thrown_here(const call_stack& from) const {
    try {
      rethrow_from_here(where_, from);
    } catch (...) {
      return std::current_exception();
    }
  }

  // -- on workers --------------------------------------------------------------------------------

  /// All items, once.
  template <class... Cp>
  void encode(std::size_t n, Cp&... collections) {
    const auto for_all = [&](auto see) {
      auto at = std::make_tuple(std::begin(collections)...);
      for (std::size_t i = 0; i < n; ++i) {
        std::apply([&](auto&... each) { see(i, *each...); }, at);
        std::apply([](auto&... each) { (++each, ...); }, at);
      }
    };
    if constexpr ((bulk<Ap>() && ...)) {
      job_.emplace(n, (std::size_t{0} + ... + sizeof(Ap)));
    } else {
      std::vector<std::uint64_t> sizes(n);
      for_all([&](std::size_t i, const Ap&... items) {
        sizes[i] = size_of_all([&](archive_writer& to) { static_cast<void>((to & ... & items)); });
      });
      job_.emplace(sizes);
    }
    for_all([&](std::size_t i, const Ap&... items) {
      const std::size_t size = place_of(job_->job(), i).size;
      archive_writer to(job_->item(i), size);
      static_cast<void>((to & ... & items));
      if (to.position() != size)
        throw_size_changed(to.position(), size);
    });
    job_->job().batch = how_.batch;
    job_->job().stop_on_error = how_.delays.empty();
  }

  /// Calls that use the job: none is left when this ends.
  struct under_way {
    map_job& job;
    std::vector<std::pair<int, future<void>>> shares;
    ~under_way() {
      job.stop.store(true);
      for (const auto& [id, call] : shares)
        call.wait();
    }
  };

  void do_there(const std::vector<std::uint64_t>& todo, const std::vector<int>& ids) {
    std::map<int, std::exception_ptr> ends; // of processes
    {
      under_way all{job_->job(), {}};
      all.shares.reserve(ids.size()); // a request that is on its way is never forgotten
      const share mine{job_->address(), f_, how_.handler};
      bool here = false;
      for (const int id : ids) {
        if (id == myid()) {
          here = true;
          continue;
        }
        const target to(id, where_.file(), where_.line());
        see_end(id, ends, [&] { all.shares.emplace_back(id, remotecall(mine, to)); });
      }
      if (here)
        mine();
      await_all(all, ends);
    }
    for (const std::uint64_t i : todo)
      take_over(i, ends);
    if (!ends.empty())
      last_ = ends.begin()->second;
    if (ends.size() == ids.size() && left_.size() == todo.size())
      std::rethrow_exception(last_); // or it would go on for ever
  }

  /// The death of one is to be noticed while others still have much to do.
  void await_all(under_way& all, std::map<int, std::exception_ptr>& ends) {
    constexpr double look_again = 0.02;
    std::vector<bool> seen(all.shares.size());
    for (std::size_t first = 0; first < seen.size();) {
      for (std::size_t k = first; k < seen.size(); ++k) {
        const auto& [id, call] = all.shares[k];
        if (!seen[k] && call.isready()) {
          seen[k] = true;
          see_end(id, ends, [&, &answer = call] { answer.fetch(); });
          if (!handles && how_.delays.empty() && ends.count(id) != 0 && had_begun(id))
            all.job.stop.store(true);
        }
      }
      while (first < seen.size() && seen[first])
        ++first;
      if (first < seen.size())
        all.shares[first].second.wait(look_again);
    }
  }

  bool had_begun(int id) {
    for (std::size_t i = 0; i < job_->count(); ++i) {
      const map_cell& cell = job_->cell(i);
      if (cell.state.load(std::memory_order_acquire) == map_state::begun && cell.worker == id)
        return true;
    }
    return false;
  }

  /// An error of a process that has ended is about its items; others end the whole.
  template <class Call>
  static void see_end(int id, std::map<int, std::exception_ptr>& ends, Call call) {
    try {
      call();
    } catch (...) {
      if (!has_left(id))
        throw;
      ends[id] = std::current_exception();
    }
  }

  void take_over(std::uint64_t i, const std::map<int, std::exception_ptr>& ends) {
    map_cell& cell = job_->cell(i);
    switch (cell.state.load(std::memory_order_acquire)) {
    case map_state::open:
      left_.push_back(i);
      return;
    case map_state::begun:
      lose(i, ends.at(cell.worker));
      return;
    case map_state::thrown:
      failed_.emplace_back(i, job_->thrown(i, where_));
      return;
    case map_state::inside:
    case map_state::outside:
      break;
    }
    if constexpr (std::is_void_v<result>) {
      results_[i].emplace();
    } else {
      const bool outside = cell.state.load(std::memory_order_relaxed) == map_state::outside;
      results_[i].emplace(decode<result>(outside ? cell.block : cell.bytes, cell.size));
    }
    job_->clear(i);
  }

  /// The process that did it has ended.
  void lose(std::uint64_t i, const std::exception_ptr& why) {
    try {
      std::rethrow_exception(why);
    } catch (...) {
      if (!replaced(i, call_stack()))
        failed_.emplace_back(i, why);
    }
  }

  // -- after a pass ------------------------------------------------------------------------------

  /// What the next pass has to do. @throws what the lowest item threw that is not tried again
  std::vector<std::uint64_t> what_is_left() {
    std::vector<std::uint64_t> again = left_;
    double delay = 0;
    std::sort(failed_.begin(), failed_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [i, thrown] : failed_) {
      last_ = thrown;
      std::size_t& tried = tries_[i];
      if (tried >= how_.delays.size() || (how_.check && !how_.check(thrown)))
        std::rethrow_exception(thrown);
      delay = std::max(delay, how_.delays[tried]);
      ++tried;
      again.push_back(i);
    }
    if (!failed_.empty())
      await_delay(delay);
    std::sort(again.begin(), again.end());
    return again;
  }

  const Fp& f_;
  const worker_pool* pool_;
  const Op& how_;
  target where_;
  std::optional<map_run> job_;
  std::vector<std::optional<kept>> results_;
  std::vector<std::pair<std::uint64_t, std::exception_ptr>> failed_;
  std::vector<std::uint64_t> left_; ///< that nobody has begun
  std::map<std::uint64_t, std::size_t> tries_;
  std::exception_ptr last_; ///< that went wrong
};

template <class Fp, class Op, class... Cp>
auto map_all(const Fp& f, const worker_pool* pool, const Op& how, const target& where,
             Cp&... collections) {
  static_assert(std::is_invocable_v<const Fp&, item_of<Cp>...>,
                "pmap: the function cannot be called with one item of each collection, or only if "
                "it is not const: what it changed in itself would be lost");
  using result = call_result_t<const Fp&, item_of<Cp>...>;
  auto results = mapping<Fp, Op, item_of<Cp>...>(f, pool, how, where).run(collections...);
  if constexpr (!std::is_void_v<result>) {
    std::vector<result> all;
    all.reserve(results.size());
    for (auto& one : results)
      all.push_back(std::move(*one));
    return all;
  }
}

} // namespace detail

/// \name Options of pmap
/// They can be chained: `pmap(f, xs, batch_size(8).on_error(h))`.
/// @{

/// So many items are claimed at once; 1 if it is not given. Worth while for items of less than a
/// microsecond. @throws ptools::failure if it is below 1
inline detail::map_options<> batch_size(long n) {
  return detail::map_options<>().batch_size(n);
}
/// Whether workers do it; if not, this process does, one item after the other.
inline detail::map_options<> distributed(bool yes) {
  return detail::map_options<>().distributed(yes);
}
/// Items that throw, or whose process ends, are done again: as often as there are delays, which
/// pass before, in seconds. @throws ptools::failure for a delay below 0
inline detail::map_options<> retry_delays(std::vector<double> seconds) {
  return detail::map_options<>().retry_delays(std::move(seconds));
}
/// Asked in process 1 before an item is done again; if it says no, pmap throws.
inline detail::map_options<> retry_check(std::function<bool(const std::exception_ptr&)> again) {
  return detail::map_options<>().retry_check(std::move(again));
}
/// Called with the `std::exception_ptr` of what an item threw, in the process that did it; what it
/// returns is the item's result. For an item whose process ends it is called in process 1. What it
/// throws is what the item threw. Comes before retry_delays.
template <class Handler>
auto on_error(Handler&& h) {
  return detail::map_options<>().on_error(std::forward<Handler>(h));
}
/// @}

/// Calls `f(x)` for each `x` of `xs` on the workers, each of which takes the next item when it has
/// done one, and returns the results in the order of the items; nothing if `f` returns nothing.
///
/// `f` is any callable that travels, as for remotecall, and is sent to each worker once. The items
/// are copied into shared memory first. While it runs, the workers do nothing else. Without
/// workers, and when it is called on a worker, this process does all items in their order.
/// It ends when each worker has come to it and found nothing more to do: one that is busy with
/// something else is waited for.
/// @throws what the first item of the collection threw that failed, as in a serial program (if no
/// worker dies and nothing is tried again), after items that are under way have ended;
/// ptools::worker_died if its process did; ptools::disconnected if no member of the pool is left;
/// ptools::out_of_memory. Cost: some 300 ns an item, for plain bytes.
template <class Fp, class Cp, class Op = detail::map_options<>,
          std::enable_if_t<detail::is_map_options_v<Op> && detail::are_collections_v<Cp>, int> = 0>
auto pmap(const Fp& f, Cp&& xs, const Op& how = {}, const char* file = __builtin_FILE(),
          int line = __builtin_LINE()) {
  auto&& all = detail::to_go_over(xs);
  return detail::map_all<std::decay_t<const Fp&>>(f, nullptr, how, target(1, file, line), all);
}

/// `f(x, y)` for the items of two collections; the shorter one decides how many.
template <
    class Fp, class Cp, class Dp, class Op = detail::map_options<>,
    std::enable_if_t<detail::is_map_options_v<Op> && detail::are_collections_v<Cp, Dp>, int> = 0>
auto pmap(const Fp& f, Cp&& xs, Dp&& ys, const Op& how = {}, const char* file = __builtin_FILE(),
          int line = __builtin_LINE()) {
  auto&& all = detail::to_go_over(xs);
  auto&& others = detail::to_go_over(ys);
  return detail::map_all<std::decay_t<const Fp&>>(f, nullptr, how, target(1, file, line), all,
                                                  others);
}

/// The same by the members of a pool.
template <class Fp, class Cp, class Op = detail::map_options<>,
          std::enable_if_t<detail::is_map_options_v<Op> && detail::are_collections_v<Cp>, int> = 0>
auto pmap(const Fp& f, const worker_pool& pool, Cp&& xs, const Op& how = {},
          const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  auto&& all = detail::to_go_over(xs);
  return detail::map_all<std::decay_t<const Fp&>>(f, &pool, how, target(1, file, line), all);
}
template <
    class Fp, class Cp, class Dp, class Op = detail::map_options<>,
    std::enable_if_t<detail::is_map_options_v<Op> && detail::are_collections_v<Cp, Dp>, int> = 0>
auto pmap(const Fp& f, const worker_pool& pool, Cp&& xs, Dp&& ys, const Op& how = {},
          const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  auto&& all = detail::to_go_over(xs);
  auto&& others = detail::to_go_over(ys);
  return detail::map_all<std::decay_t<const Fp&>>(f, &pool, how, target(1, file, line), all,
                                                  others);
}

} // namespace ptools

#endif
