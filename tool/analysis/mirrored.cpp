#include "mirrored.hpp"

#include <algorithm>
#include <utility>

namespace ptools::tool {

namespace {

/// Whether a change of its subscripts makes one place the other, which it is not yet.
template <class Change>
bool becomes(const array_place& there, const array_place& write, Change change) {
  if (there.subscripts.size() != write.subscripts.size()) {
    return false;
  }
  bool same = true;
  for (std::size_t i = 0; i < there.subscripts.size(); ++i) {
    const auto &from = there.subscripts[i].value, &to = write.subscripts[i].value;
    if (!from || !to || change(*from) != to) {
      return false;
    }
    same = same && from == to;
  }
  return !same;
}

} // namespace

bool is_mirrored(const array_place& write, const array_place& there, const loop_values& values) {
  const auto limits = values.limits_of(values.whole());
  if (!limits || values.index().empty()) {
    return false;
  }
  polynomial opposite = limits->first;
  opposite.add(limits->second);
  opposite.add(polynomial::of(values.index()), -1);
  return becomes(there, write,
                 [&](const polynomial& value) { return value.with(values.index(), opposite); });
}

bool is_transposed(const array_place& write, const array_place& there, const loop_values& values) {
  const auto whole = values.limits_of(values.whole());
  if (!whole || values.index().empty()) {
    return false;
  }
  return std::any_of(
      values.counters().begin(), values.counters().end(), [&](const std::string& name) {
        return name != values.index() && values.limits_of(*values.loop_counting(name)) == whole &&
               becomes(there, write, [&](const polynomial& value) {
                 const std::string between = "between";
                 return std::optional(value.renamed(values.index(), between)
                                          .renamed(name, values.index())
                                          .renamed(between, name));
               });
      });
}

} // namespace ptools::tool
