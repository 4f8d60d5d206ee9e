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
template <class F, class Reductions, std::size_t Captures>
struct leaf;

template <class Range, class... T, class... P, class... R, std::size_t Captures>
struct leaf<leaf_results<T...> (*)(chunk_of<Range>, P...), reduction_list<R...>, Captures> {
  using function = leaf_results<T...> (*)(chunk_of<Range>, P...);
  static constexpr std::size_t outer_index = sizeof...(P) - sizeof...(R) - Captures;
  static_assert(outer_index <= 1, "parameters of a generated body do not match its captures");
  static_assert(sizeof...(T) == sizeof...(R),
                "results of a generated body do not match its reductions");
  using held = partials<T...>;

  static void run(const leaf_call& call) { run(call, std::index_sequence_for<P...>{}); }

private:
  template <std::size_t Idx, class A>
  static A argument(const leaf_call& call, const chunk_of<Range>& part) {
    if constexpr (Idx < outer_index) {
      return static_cast<A>(part.first);
    } else if constexpr (Idx < outer_index + sizeof...(R)) {
      return *static_cast<const A*>(call.identities[Idx - outer_index]);
    } else {
      return *reinterpret_cast<std::remove_reference_t<A>*>(
          call.captures[Idx - outer_index - sizeof...(R)]);
    }
  }
  template <std::size_t... Idx>
  static void run(const leaf_call& call, std::index_sequence<Idx...>) {
    const auto body = reinterpret_cast<function>(call.body);
    const auto part = static_cast<const Range*>(call.range)->part(call.begin, call.end);
    held::store(body(part, argument<Idx, P>(call, part)...), call.partial);
  }
};

template <class... R, std::size_t... Idx>
void list_identities(const reduction_list<R...>& from, captured* to, std::index_sequence<Idx...>) {
  static_cast<void>(from), static_cast<void>(to);
  ((to[Idx] = capture(std::get<Idx>(from.each).text, std::get<Idx>(from.each).start).what), ...);
}

} // namespace detail

/// Runs a rewritten loop; returns when all its iterations have run and the reductions are folded.
template <class Range, class Body, class... R, class... C, class... G>
void parallel(const site& where, const options& clauses, const Range& range, Body body,
              reduction_list<R...> reduce, const capture_list<C...>& captures,
              const capture_list<G...>& globals) {
  static_assert(std::is_trivially_copyable_v<Range>, "a loop's range is copied to the workers");
  if (const char* why = range.problem())
    throw_endless_range(where, why);
  const auto function = +body;
  using leaf =
      detail::leaf<std::remove_const_t<decltype(function)>, reduction_list<R...>, sizeof...(C)>;
  captured identities[sizeof...(R) + 1];
  detail::list_identities(reduce, identities, std::index_sequence_for<R...>{});

  loop_job job{};
  job.where = &where;
  job.clauses = &clauses;
  job.count = range.count();
  job.range = &range;
  job.range_size = sizeof(Range);
  job.body = reinterpret_cast<void (*)()>(function);
  job.run_leaf = &leaf::run;
  job.captures = captures.list;
  job.capture_count = sizeof...(C);
  job.globals = globals.list;
  job.global_count = sizeof...(G);
  job.identities = identities;
  job.identity_count = sizeof...(R);
  job.partial_size = leaf::held::bytes;
  job.fold = &leaf::held::template fold<reduction_list<R...>>;
  job.drop = &leaf::held::drop;
  job.reductions = &reduce;
  run_loop(job);
}

} // namespace ptools::generated

#endif
