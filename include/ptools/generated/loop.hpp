#ifndef PTOOLS_GENERATED_LOOP_HPP
#define PTOOLS_GENERATED_LOOP_HPP

/// The door between rewritten code and the runtime: what `ptools-cc` writes calls only what the
/// headers of this folder declare. docs/explanation/rewritten_form.md shows the form.

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ptools/generated/capture.hpp>
#include <ptools/generated/job.hpp>
#include <ptools/generated/meeting.hpp>
#include <ptools/generated/range.hpp>
#include <ptools/generated/reduction.hpp>
#include <ptools/generated/site.hpp>

namespace ptools::generated {

namespace detail {

/// Calls the function that the tool made from a body, for one leaf, out of type-erased arguments.
template <class Fp, class Reductions, std::size_t Captures>
struct leaf;

template <class Range, class... Tp, class... Pp, class... Rp, std::size_t Captures>
struct leaf<leaf_results<Tp...> (*)(chunk_of<Range>, Pp...), reduction_list<Rp...>, Captures> {
  using function = leaf_results<Tp...> (*)(chunk_of<Range>, Pp...);
  static constexpr std::size_t outer_index = sizeof...(Pp) - sizeof...(Rp) - Captures;
  static_assert(outer_index <= 1, "parameters of a generated body do not match its captures");
  static_assert(sizeof...(Tp) == sizeof...(Rp),
                "results of a generated body do not match its reductions");
  using held = partials<Tp...>;

  static void run(const leaf_call& call) { run(call, std::index_sequence_for<Pp...>{}); }

private:
  template <std::size_t Idx, class Ap>
  static Ap argument(const leaf_call& call, const chunk_of<Range>& part) {
    if constexpr (Idx < outer_index) {
      return static_cast<Ap>(part.first);
    } else if constexpr (Idx < outer_index + sizeof...(Rp)) {
      return *static_cast<const Ap*>(call.identities[Idx - outer_index]);
    } else {
      return *reinterpret_cast<std::remove_reference_t<Ap>*>(
          call.captures[Idx - outer_index - sizeof...(Rp)]);
    }
  }
  template <std::size_t... Idx>
  static void run(const leaf_call& call, std::index_sequence<Idx...>) {
    const auto body = reinterpret_cast<function>(call.body);
    const auto part = static_cast<const Range*>(call.range)->part(call.begin, call.end);
    held::store(body(part, argument<Idx, Pp>(call, part)...), call.partial);
  }
};

template <class... Rp, std::size_t... Idx>
void list_identities(const reduction_list<Rp...>& from, captured* to, std::index_sequence<Idx...>) {
  static_cast<void>(from), static_cast<void>(to);
  ((to[Idx] = capture(std::get<Idx>(from.each).text, std::get<Idx>(from.each).start).what), ...);
}

} // namespace detail

/// Runs a rewritten loop; returns when all its iterations have run and the reductions are folded.
template <class Range, class Body, class... Rp, class... Cp, class... Gp>
void parallel(const site& where, const options& clauses, const Range& range, Body body,
              reduction_list<Rp...> reduce, const capture_list<Cp...>& captures,
              const capture_list<Gp...>& globals) {
  static_assert(std::is_trivially_copyable_v<Range>, "a loop's range is copied to the workers");
  if (const char* why = range.problem())
    throw_endless_range(where, why);
  const auto function = +body;
  using leaf =
      detail::leaf<std::remove_const_t<decltype(function)>, reduction_list<Rp...>, sizeof...(Cp)>;
  captured identities[sizeof...(Rp) + 1];
  detail::list_identities(reduce, identities, std::index_sequence_for<Rp...>{});

  loop_job job{};
  job.where = &where;
  job.clauses = &clauses;
  job.count = range.count();
  job.range = &range;
  job.range_size = sizeof(Range);
  job.body = reinterpret_cast<void (*)()>(function);
  job.run_leaf = &leaf::run;
  job.captures = captures.list;
  job.capture_count = sizeof...(Cp);
  job.globals = globals.list;
  job.global_count = sizeof...(Gp);
  job.identities = identities;
  job.identity_count = sizeof...(Rp);
  job.partial_size = leaf::held::bytes;
  job.fold = &leaf::held::template fold<reduction_list<Rp...>>;
  job.drop = &leaf::held::drop;
  job.reductions = &reduce;
  run_loop(job);
}

} // namespace ptools::generated

#endif
