#ifndef PTOOLS_DETAIL_MAP_SHARE_HPP
#define PTOOLS_DETAIL_MAP_SHARE_HPP

#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ptools/detail/map_job.hpp>
#include <ptools/detail/remote_call.hpp>
#include <ptools/detail/traced_call.hpp>
#include <ptools/region.hpp>
#include <ptools/serialize.hpp>

/// \file
/// What a process does for a pmap: claims items and leaves results until there are no more.

namespace ptools {

namespace detail {

/// In place of what on_error gets.
struct no_handler {};

/// In a handler: what `h` makes of the exception, in place of an `Rp`.
template <class Rp, class Hp>
Rp answer_of(const Hp& h) {
  using answer = std::invoke_result_t<const Hp&, std::exception_ptr>;
  static_assert(std::is_void_v<Rp> || std::is_convertible_v<answer, Rp>,
                "pmap: what the function of on_error returns does not convert to what the mapped "
                "function returns");
  if constexpr (std::is_void_v<Rp>)
    static_cast<void>(h(std::current_exception()));
  else
    return h(std::current_exception());
}

template <class Fp, class Hp, class... Ap>
struct map_share {
  std::uint64_t job;
  Fp f;
  Hp handler;

  void operator()() const {
    map_job& all = job_at(job);
    for (;;) {
      const map_claim mine = claim_items(all);
      if (mine.first == mine.last)
        return;
      // What is claimed is done, though another item has failed meanwhile: it may be a lower one.
      for (std::uint64_t k = mine.first; k < mine.last; ++k)
        do_item(all, all.list == nullptr ? k : all.list[k]);
    }
  }

private:
  using result = call_result_t<const Fp&, Ap...>;

  void do_item(map_job& all, std::uint64_t i) const {
    map_cell& cell = all.cells[i];
    begin_item(cell);
    call_stack from;
    try {
      const map_item place = place_of(all, i);
      call_traced(from, [&] {
        leave_call(cell, [&]() -> result {
          return std::apply(f, read(all.items + place.begin, place.size));
        });
      });
    } catch (...) {
      handle(all, cell, from);
    }
  }

  static std::tuple<Ap...> read(const std::byte* from, std::size_t size) {
    archive_reader archive(from, size);
    std::tuple<Ap...> items{read_new<Ap>(archive)...};
    if (archive.left() != 0)
      throw_left_over(archive.left());
    archive.complete = true;
    return items;
  }

  /// In a handler of what the calls in `from` threw.
  void handle(map_job& all, map_cell& cell, const call_stack& from) const {
    if constexpr (std::is_same_v<Hp, no_handler>) {
      leave_thrown(all, cell, from);
    } else {
      const std::exception_ptr first = std::current_exception();
      call_stack from_handler;
      try {
        call_traced(from_handler,
                    [&] { leave_call(cell, [&] { return answer_of<result>(handler); }); });
      } catch (...) {
        leave_thrown(all, cell, std::current_exception() == first ? from : from_handler);
      }
    }
  }

  template <class Call>
  static void leave_call(map_cell& cell, Call call) {
    if constexpr (std::is_void_v<result>) {
      call();
      leave_inside(cell, 0);
    } else {
      leave(cell, call());
    }
  }

  template <class Value>
  static void leave(map_cell& cell, const Value& value) {
    if constexpr (bulk<Value>() && sizeof(Value) <= map_cell::most_inside) {
      encode_into(value, cell.bytes, sizeof(Value));
      leave_inside(cell, sizeof(Value));
    } else {
      const std::size_t size = encoded_size(value);
      auto* const block = static_cast<std::byte*>(region_allocate(size, most_alignment));
      try {
        encode_into(value, block, size);
      } catch (...) {
        region_free(block);
        throw;
      }
      leave_outside(cell, block, size);
    }
  }
};

template <class Fp, class Hp, class... Ap>
struct callable<map_share<Fp, Hp, Ap...>, void> {
  static constexpr std::size_t size = varying;
  static void write(archive_writer& to, const map_share<Fp, Hp, Ap...>& share) {
    to.count(share.job);
    callable<Fp>::write(to, share.f);
    callable<Hp>::write(to, share.handler);
  }
  static map_share<Fp, Hp, Ap...> read(archive_reader& from) {
    return {from.number(), callable<Fp>::read(from), callable<Hp>::read(from)};
  }
};

} // namespace detail

} // namespace ptools

#endif
