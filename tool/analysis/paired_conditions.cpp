#include "paired_conditions.hpp"

#include <algorithm>

#include "condition_parts.hpp"
#include "conditions.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "loaded_conditions.hpp"
#include "remainder.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// What an expression must be for the place to be reached: one of these, or none of them.
struct value_set {
  std::set<std::string> values;
  bool others = false;
  bool numbers = true; ///< all of them

  bool operator==(const value_set& other) const {
    return values == other.values && others == other.others;
  }
  bool has(std::int64_t number) const {
    return (values.count(std::to_string(number)) != 0) != others;
  }
};

/// Nothing where the program's run decides.
std::optional<bool> have_common(const value_set& one, const value_set& other) {
  if (one == other || (one.others && other.others)) {
    return true;
  }
  if (one.others || other.others) {
    const value_set& without = one.others ? one : other;
    const value_set& in = one.others ? other : one;
    const bool all = std::includes(without.values.begin(), without.values.end(), in.values.begin(),
                                   in.values.end());
    return all                            ? std::optional(false)
           : one.numbers && other.numbers ? std::optional(true)
                                          : std::nullopt;
  }
  const bool common =
      std::any_of(one.values.begin(), one.values.end(),
                  [&](const std::string& value) { return other.values.count(value) != 0; });
  return common || (one.numbers && other.numbers) ? std::optional(common) : std::nullopt;
}

/// A condition that may keep two iterations apart.
struct reason {
  const Expr* tested;
  value_set is;
  bool of_index; ///< it depends on the index, and not on what the body counts or changes
  const Expr* with = nullptr; ///< the one value that it is
};

struct reasons {
  std::vector<reason> all;
  bool unknown = false; ///< and others, of which nothing is known here
};

class reason_finder {
public:
  reason_finder(const index_shift& shift, const loop_values& values)
      : shift_(shift), values_(values), memory_(values, &shift, nullptr) {}

  void see(const clang::Stmt* at) {
    const std::size_t before = found_.all.size();
    for (const guard& g : guards_of(at, values_.map())) {
      if (g.holds) {
        for_each_part(g.condition, *g.holds, values_,
                      [&](const Expr* part, bool holds) { take(part, holds); });
      } else {
        take_choice(g);
      }
    }
    if (found_.all.size() == before && may_keep_apart(at, values_, &shift_)) {
      found_.unknown = true;
    }
  }

  reasons run() { return std::move(found_); }

private:
  void take(const Expr* condition, bool holds) {
    if (!may_keep_apart_by(condition, holds, values_, shift_)) {
      return;
    }
    const auto* both = dyn_cast<clang::BinaryOperator>(condition);
    if (both != nullptr && both->isEqualityOp()) {
      const bool equal = (both->getOpcode() == clang::BO_EQ) == holds;
      for (const auto& [tested, with] :
           {std::pair(both->getLHS(), both->getRHS()), std::pair(both->getRHS(), both->getLHS())}) {
        if (!values_.varies(with)) {
          value_set is;
          add(is, with);
          is.others = !equal;
          return leave(tested, std::move(is), equal ? with : nullptr);
        }
      }
    }
    value_set truth;
    truth.values.insert("0");
    truth.others = holds;
    leave(condition, std::move(truth));
  }

  void take_choice(const guard& g) {
    if (!may_keep_apart_by_choice(g.condition, values_, shift_)) {
      return;
    }
    if (!g.labels.known) {
      found_.unknown = true;
      return;
    }
    value_set is;
    is.others = g.labels.others;
    for (const Expr* value : is.others ? g.labels.elsewhere : g.labels.cases) {
      add(is, value);
    }
    leave(g.condition, std::move(is));
  }

  void add(value_set& is, const Expr* value) const {
    const auto number = values_.constant(value);
    is.numbers = is.numbers && number;
    is.values.insert(number ? std::to_string(*number) : values_.text(value));
  }

  void leave(const Expr* tested, value_set is, const Expr* with = nullptr) {
    tested = tested->IgnoreParenImpCasts();
    for (int depth = 0; depth < deepest_place; ++depth) {
      const auto* reference = dyn_cast<clang::DeclRefExpr>(tested);
      const Expr* kept = reference == nullptr ? nullptr : values_.kept_value(reference->getDecl());
      if (kept == nullptr) {
        break;
      }
      tested = kept->IgnoreParenImpCasts();
    }
    found_.all.push_back({tested, std::move(is), is_of_index(tested, 0), with});
  }

  bool is_of_index(const clang::Stmt* part, int depth) const {
    if (clang::isa<clang::LambdaExpr>(part)) {
      return false;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(part)) {
      const clang::ValueDecl* variable = reference->getDecl();
      if (variable == values_.form().index || !values_.map().declares(variable)) {
        return true;
      }
      const Expr* kept = depth < deepest_place ? values_.kept_value(variable) : nullptr;
      return kept != nullptr && is_of_index(kept, depth + 1);
    }
    return std::all_of(part->child_begin(), part->child_end(), [&](const clang::Stmt* child) {
      return child == nullptr || is_of_index(child, depth);
    });
  }

  const index_shift& shift_;
  const loop_values& values_;
  const loaded_conditions memory_;
  reasons found_;
};

enum class verdict { apart, together, unrelated };

class pair_judge {
public:
  pair_judge(const index_shift& shift, const loop_values& values)
      : shift_(shift), values_(values), memory_(values, &shift, nullptr) {}

  verdict run(const reason& write, const reason& other) const {
    const auto divisor = remainder_by(write.tested, values_);
    if (divisor && divisor == remainder_by(other.tested, values_) && *divisor > 0) {
      return remainders(write, other, *divisor);
    }
    if (values_.value_of(write.tested) && values_.value_of(other.tested)) {
      return numbers(write, other);
    }
    if (const auto same = same_element(write.tested, other.tested)) {
      const auto common = have_common(write.is, other.is);
      return !*same || !common ? alike(write, other) : *common ? verdict::together : verdict::apart;
    }
    return alike(write, other);
  }

private:
  /// The same question about other things: as of colours, each of which keeps itself apart.
  verdict alike(const reason& write, const reason& other) const {
    return values_.text(write.tested) != values_.text(other.tested) ? verdict::unrelated
           : write.is == other.is                                   ? verdict::apart
                                                                    : verdict::together;
  }

  /// `i == 0` here, `i == n - 1` there: nobody knows how far that is, but hardly as far as they lie
  /// apart.
  verdict numbers(const reason& write, const reason& other) const {
    if (write.with == nullptr || other.with == nullptr) {
      return verdict::unrelated;
    }
    auto distance = shift_.change_of(*values_.value_of(write.tested), values_);
    const auto here = values_.value_of(other.with), there = values_.value_of(write.with);
    if (!distance || !here || !there) {
      return verdict::apart;
    }
    distance->add(*values_.value_of(write.tested));
    distance->add(*values_.value_of(other.tested), -1);
    distance->add(*here);
    distance->add(*there, -1);
    return distance->is_zero() ? verdict::together : verdict::apart;
  }

  /// `i % 2 == 0`, there and here.
  verdict remainders(const reason& write, const reason& other, std::int64_t divisor) const {
    const auto there = divided_of(write.tested), here = divided_of(other.tested);
    auto distance = there ? shift_.change_of(*there, values_) : std::nullopt;
    if (!distance || !here) {
      return alike(write, other);
    }
    distance->add(*there);
    distance->add(*here, -1);
    const auto known = distance->constant();
    if (!known) {
      return alike(write, other);
    }
    constexpr std::int64_t most = 1000;
    if (write.is.numbers && other.is.numbers && divisor <= most) {
      for (std::int64_t rest = 0; rest < divisor; ++rest) {
        const std::int64_t moved = ((rest + *known) % divisor + divisor) % divisor;
        if (other.is.has(rest) && write.is.has(moved)) {
          return verdict::together;
        }
      }
      return verdict::apart;
    }
    const bool one = write.is.values.size() == 1 && write.is.values == other.is.values;
    if (!one) {
      return verdict::unrelated;
    }
    const bool moves = *known % divisor != 0;
    if (write.is.others != other.is.others) {
      return moves ? verdict::together : verdict::apart;
    }
    return moves && (!write.is.others || divisor == 2) ? verdict::apart : verdict::together;
  }

  std::optional<polynomial> divided_of(const Expr* remainder) const {
    return values_.value_of(
        clang::cast<clang::BinaryOperator>(remainder->IgnoreParenImpCasts())->getLHS());
  }

  /// Whether two iterations look at one element: `kind[i]` there, `kind[i - 1]` here. Nothing if
  /// these are no elements of one table.
  std::optional<bool> same_element(const Expr* write, const Expr* other) const {
    const auto there = memory_.subscripts_of(write), here = memory_.subscripts_of(other);
    if (!there || !here || there->size() != here->size() ||
        memory_.table_of(write) != memory_.table_of(other)) {
      return {};
    }
    for (std::size_t i = 0; i < there->size(); ++i) {
      const auto moved = values_.value_of((*there)[i]), at = values_.value_of((*here)[i]);
      auto distance = moved ? shift_.change_of(*moved, values_) : std::nullopt;
      if (!distance || !at) {
        return {};
      }
      distance->add(*moved);
      distance->add(*at, -1);
      if (!distance->is_zero()) {
        return false;
      }
    }
    return true;
  }

  const index_shift& shift_;
  const loop_values& values_;
  const loaded_conditions memory_;
};

} // namespace

bool may_keep_both_out(const clang::Stmt* write, const clang::Stmt* other,
                       const std::vector<const Expr*>& chosen, const index_shift& shift,
                       const loop_values& values) {
  const auto find = [&](const clang::Stmt* at, const std::vector<const Expr*>& more) {
    reason_finder finder(shift, values);
    finder.see(at);
    for (const Expr* branch : more) {
      finder.see(branch);
    }
    return finder.run();
  };
  const reasons there = find(write, {}), here = find(other, chosen);
  if (there.unknown || here.unknown) {
    return true;
  }
  const pair_judge judge(shift, values);
  std::set<const reason*> answered;
  for (const reason& w : there.all) {
    for (const reason& o : here.all) {
      const verdict found = judge.run(w, o);
      if (found == verdict::apart) {
        return true;
      }
      if (found == verdict::together) {
        answered.insert({&w, &o});
      }
    }
  }
  const auto all_answered = [&](const reasons& side) {
    return std::all_of(side.all.begin(), side.all.end(),
                       [&](const reason& r) { return answered.count(&r) != 0; });
  };
  const auto all_of_index = [&](const reasons& side) {
    return std::all_of(side.all.begin(), side.all.end(),
                       [&](const reason& r) { return answered.count(&r) != 0 || r.of_index; });
  };
  // What else tells iterations apart at one place leaves some, which meet all others there.
  const bool meet =
      (all_answered(there) && all_of_index(here)) || (all_answered(here) && all_of_index(there));
  return !meet;
}

} // namespace ptools::tool
