#include "shared_elements.hpp"

#include <algorithm>

#include "adjoining_blocks.hpp"
#include "block_overlap.hpp"
#include "conditions.hpp"
#include "many_to_one.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

/// Whether what is assigned differs between iterations that agree in the expressions of these
/// texts.
bool differs_beyond(const clang::Stmt* value, const std::set<std::string>& texts,
                    const loop_values& values, int depth = 0) {
  if (const auto* expression = dyn_cast<Expr>(value)) {
    if (texts.count(values.text(expression->IgnoreParens())) != 0) {
      return false;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expression)) {
      const Expr* kept = depth < 16 ? values.kept_value(reference->getDecl()) : nullptr;
      return kept == nullptr ? values.varies(reference)
                             : differs_beyond(kept, texts, values, depth + 1);
    }
    if (const auto* call = dyn_cast<clang::CallExpr>(expression)) {
      if (call->getNumArgs() == 0) {
        return values.varies(call);
      }
    }
  }
  return std::any_of(value->child_begin(), value->child_end(), [&](const clang::Stmt* part) {
    return part != nullptr && differs_beyond(part, texts, values, depth);
  });
}

std::set<std::string> texts_of(const array_place& place, const loop_values& values) {
  std::set<std::string> texts;
  for (const place_subscript& subscript : place.subscripts) {
    for (const Expr* part : subscript.parts) {
      texts.insert(values.text(part->IgnoreParenImpCasts()));
    }
  }
  return texts;
}

bool leaves_different(const array_access& write, const std::set<std::string>& same,
                      const loop_values& values) {
  return write.updated || write.differs ||
         (write.written && write.value != nullptr && differs_beyond(write.value, same, values));
}

/// No subscript is unknown, and no loop inside runs over elements of the iteration's own.
bool is_plain(const array_place& place, const loop_values& values) {
  return !place.by_function &&
         std::all_of(place.subscripts.begin(), place.subscripts.end(),
                     [&](const place_subscript& subscript) {
                       return subscript.value &&
                              std::none_of(values.counters().begin(), values.counters().end(),
                                           [&](const std::string& name) {
                                             return name != values.index() &&
                                                    subscript.value->mentions(name) &&
                                                    values.runs_over_its_own(
                                                        *values.loop_counting(name));
                                           });
                     });
}

/// A turn of a ring, which may be as long as the loop.
bool fills_a_ring(const array_access& write, const many_to_one& found,
                  const std::vector<array_access>& all, const loop_values& values) {
  const auto length = values.length_of(values.whole());
  return found.kind == many_to_one_kind::remainder && !write.updated &&
         !(length && length->constant()) &&
         std::none_of(all.begin(), all.end(), [&](const array_access& other) {
           return (!other.written || other.updated) && other.place.steps == write.place.steps;
         });
}

bool mentions_any(const array_place& place, const std::set<std::string>& names) {
  return std::any_of(
      place.subscripts.begin(), place.subscripts.end(),
      [&](const place_subscript& subscript) { return subscript.value->mentions_any(names); });
}

} // namespace

bool reached_by_many(const array_access& write, const std::vector<array_access>& all,
                     const loop_values& values) {
  if (write.place.by_function || values.index().empty()) {
    return false;
  }
  const auto found = find_many_to_one(write.place, values);
  return found && !fills_a_ring(write, *found, all, values) &&
         leaves_different(write, {values.text(found->expression)}, values) &&
         brings_together(*found, values) && !may_keep_apart(write.expression, values);
}

bool gone_over_by_all(const array_access& write, const loop_values& values) {
  if (!is_plain(write.place, values) || mentions_any(write.place, {values.index()}) ||
      !mentions_any(write.place, values.counters())) {
    return false;
  }
  return leaves_different(write, {}, values) && !may_keep_apart(write.expression, values);
}

bool multiplied_to_one(const array_access& write, const loop_values& values) {
  const auto is_product = [&](const place_subscript& subscript) {
    const auto& terms = subscript.value->terms();
    return std::any_of(terms.begin(), terms.end(), [&](const auto& term) {
      const auto counted =
          std::count_if(term.first.begin(), term.first.end(), [&](const std::string& factor) {
            return values.counters().count(factor) != 0;
          });
      return counted > 1 && std::count(term.first.begin(), term.first.end(), values.index()) == 1;
    });
  };
  return is_plain(write.place, values) && write.place.subscripts.size() == 1 &&
         is_product(write.place.subscripts.front()) &&
         leaves_different(write, texts_of(write.place, values), values) &&
         !may_keep_apart(write.expression, values);
}

bool summed_to_one(const array_access& write, const loop_values& values) {
  return is_plain(write.place, values) && meets_itself(write.place, values) &&
         leaves_different(write, texts_of(write.place, values), values) &&
         !may_keep_apart(write.expression, values);
}

bool writes_over_next(const array_access& write, const loop_values& values) {
  return !write.place.by_function &&
         (blocks_overlap(write, write, values) || reaches_adjoining_block(write, write, values)) &&
         leaves_different(write, texts_of(write.place, values), values);
}

} // namespace ptools::tool
