#include "loop_values.hpp"

#include <algorithm>

#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

using decl_set = llvm::DenseSet<const clang::ValueDecl*>;

loop_values::loop_values(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                         const clang::ASTContext& context)
    : loop_(loop), form_(form), code_(code), context_(context), changes_(code.map),
      inner_(inner_loops(code.map, changes_)), whole_(counted(form)) {
  if (form.index != nullptr || form.element != nullptr) {
    index_ = form.index != nullptr ? name_of(form.index) : position_name(form.element);
    counters_.insert(index_);
  }
  for (const counted_loop& inner : inner_) {
    counters_.insert(inner.ranged ? position_name(inner.variable) : name_of(inner.variable));
  }
}

std::string loop_values::name_of(const clang::ValueDecl* variable) {
  // Two variables may have one name; where they are declared tells them apart.
  return variable->getNameAsString() + "@" +
         std::to_string(variable->getCanonicalDecl()->getLocation().getRawEncoding());
}

std::string loop_values::position_name(const clang::VarDecl* element) {
  return "position of " + name_of(element);
}

std::string loop_values::turns_of(const clang::Stmt* loop) const {
  const std::string name = "turns of " + std::to_string(loop->getBeginLoc().getRawEncoding()) +
                           " in call " + std::to_string(calls_.size());
  if (!counters_.insert(name).second) {
    return name;
  }
  counted_loop turns;
  turns.in_call = true;
  turns.first_value = polynomial();
  const auto* counting = dyn_cast<clang::ForStmt>(loop);
  for (const counted_loop& inner : inner_) {
    const bool is_it =
        counting != nullptr && !inner.ranged && inner.left_if.empty() &&
        dyn_cast_or_null<clang::DeclStmt>(counting->getInit()) != nullptr &&
        clang::cast<clang::DeclStmt>(counting->getInit())->isSingleDecl() &&
        clang::cast<clang::DeclStmt>(counting->getInit())->getSingleDecl() == inner.variable;
    const auto length =
        is_it && !inner.down && step_of(inner) == 1 ? length_of(inner) : std::nullopt;
    if (length) {
      turns.inclusive = inner.inclusive;
      turns.bound_value = length;
    }
  }
  in_calls_.emplace(name, std::move(turns));
  return name;
}

const counted_loop* loop_values::loop_counting(const std::string& name) const {
  for (const counted_loop& inner : inner_) {
    if (name == (inner.ranged ? position_name(inner.variable) : name_of(inner.variable))) {
      return &inner;
    }
  }
  const auto in_call = in_calls_.find(name);
  if (in_call != in_calls_.end()) {
    return &in_call->second;
  }
  return name == index_ && !name.empty() ? &whole_ : nullptr;
}

std::optional<std::int64_t> loop_values::constant(const Expr* e) const {
  if (e == nullptr || e->isValueDependent() || e->isTypeDependent()) {
    return {};
  }
  Expr::EvalResult value;
  if (!e->EvaluateAsInt(value, context_) || value.Val.getInt().getBitWidth() > 64) {
    return {};
  }
  const llvm::APSInt& number = value.Val.getInt();
  return number.isSigned() ? number.getSExtValue()
                           : static_cast<std::int64_t>(number.getZExtValue());
}

std::optional<std::int64_t> loop_values::step_of(const counted_loop& loop) const {
  if (loop.step == nullptr) {
    return 1;
  }
  const auto number = constant(loop.step);
  const auto step = number ? polynomial(*number).constant() : std::nullopt;
  return step && *step < 0 ? std::optional(-*step) : step;
}

std::optional<polynomial> loop_values::first_of(const counted_loop& loop) const {
  return loop.in_call ? loop.first_value : value_of(loop.first);
}

std::optional<polynomial> loop_values::bound_of(const counted_loop& loop) const {
  return loop.in_call ? loop.bound_value : value_of(loop.bound);
}

bool loop_values::ends_vary(const counted_loop& loop) const {
  if (!loop.in_call) {
    return varies(loop.first) || varies(loop.bound);
  }
  return !loop.first_value || loop.first_value->mentions_any(counters_) || !loop.bound_value ||
         loop.bound_value->mentions_any(counters_) || !loop.left_if.empty();
}

bool loop_values::run_alike(const counted_loop& one, const counted_loop& other) const {
  if (one.ranged != other.ranged || one.inclusive != other.inclusive || one.down != other.down) {
    return false;
  }
  if (one.in_call || other.in_call) {
    const auto first = first_of(one);
    const auto bound = bound_of(one);
    return first && bound && first == first_of(other) && bound == bound_of(other) && step_of(one) &&
           step_of(one) == step_of(other);
  }
  return text(one.first) == text(other.first) && text(one.bound) == text(other.bound) &&
         (one.step == nullptr ? "" : text(one.step)) ==
             (other.step == nullptr ? "" : text(other.step));
}

std::optional<polynomial> loop_values::length_of(const counted_loop& loop) const {
  if ((!loop.in_call && (loop.first == nullptr || loop.bound == nullptr)) || !loop.compared ||
      loop.ranged) {
    return {};
  }
  auto length = bound_of(loop);
  const auto first = first_of(loop);
  if (!length || !first) {
    return {};
  }
  length->add(*first, -1);
  return length;
}

std::optional<std::pair<polynomial, polynomial>>
loop_values::limits_of(const counted_loop& loop) const {
  if (!length_of(loop) || step_of(loop) != 1 || !loop.left_if.empty()) {
    return {};
  }
  const polynomial first = *first_of(loop);
  polynomial last = *bound_of(loop);
  last.add(polynomial(loop.inclusive ? 0 : loop.down ? 1 : -1));
  return loop.down ? std::pair(last, first) : std::pair(first, last);
}

bool loop_values::may_reach(const counted_loop& loop, std::int64_t distance) const {
  if (distance == 0) {
    return true;
  }
  const auto step = step_of(loop);
  if (!step || (*step != 0 && distance % *step != 0)) {
    return false;
  }
  const auto length = length_of(loop);
  const auto known = length ? length->constant() : std::nullopt;
  return !known || std::abs(distance) <= std::abs(*known) - (loop.inclusive ? 0 : 1);
}

bool loop_values::is_reached(const counted_loop& loop, std::int64_t distance) const {
  constexpr std::int64_t shortest = 8; // iterations; who writes a loop for less?
  const auto length = length_of(loop);
  const bool known = length && length->constant();
  return may_reach(loop, distance) &&
         (known || std::abs(distance) <= shortest * step_of(loop).value_or(1));
}

std::string loop_values::text(const Expr* e) const {
  const llvm::StringRef written =
      clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(e->getSourceRange()),
                                  context_.getSourceManager(), context_.getLangOpts());
  // Messages and comparisons have it on one line.
  std::string line;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t word = std::min(written.find_first_of(" \t\r\n", at), written.size());
    line += written.slice(at, word);
    at = std::min(written.find_first_not_of(" \t\r\n", word), written.size());
    const bool breaks = written.slice(word, at).contains('\n');
    const bool joins = (!line.empty() && (line.back() == '(' || line.back() == '[')) ||
                       (at < written.size() && (written[at] == '.' || written[at] == ')'));
    line += !breaks ? written.slice(word, at) : joins ? "" : " ";
  }
  return line;
}

bool loop_values::runs_over_its_own(const counted_loop& loop) const {
  decl_set open;
  return range_varies(loop, open);
}

bool loop_values::range_varies(const counted_loop& loop, decl_set& open) const {
  if (loop.in_call) {
    // From where nobody knows, or from the iteration's own to its own.
    return !loop.first_value || (loop.first_value->mentions_any(counters_) &&
                                 (step_of(loop) != 1 || !loop.left_if.empty() ||
                                  !loop.bound_value || loop.bound_value->mentions_any(counters_)));
  }
  if (!varies_by(loop.first, open)) {
    return false;
  }
  // Every nth one, from an own beginning, is a way to deal them out.
  const auto step = step_of(loop);
  if (!loop.ranged && (!step || *step != 1)) {
    return true;
  }
  return varies_by(loop.bound, open) ||
         std::any_of(loop.left_if.begin(), loop.left_if.end(),
                     [&](const Expr* condition) { return varies_by(condition, open); });
}

bool loop_values::varies(const clang::Stmt* e) const {
  decl_set open;
  return varies_by(e, open);
}

bool loop_values::varies_by(const clang::Stmt* e, decl_set& open) const {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    return name_varies(reference->getDecl(), open);
  }
  if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    // Whose turn it is, a clock: nobody knows.
    if (call->getNumArgs() == 0 && !clang::isa<clang::CXXMemberCallExpr>(call) && !constant(call)) {
      return true;
    }
  }
  return std::any_of(e->child_begin(), e->child_end(), [&](const clang::Stmt* part) {
    return part != nullptr && varies_by(part, open);
  });
}

bool loop_values::name_varies(const clang::ValueDecl* variable, decl_set& open) const {
  if (variable == form_.index) {
    return true;
  }
  if (!code_.map.declares(variable) || !open.insert(variable).second) {
    return false;
  }
  bool found = true;
  if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
    const auto* whole = dyn_cast_or_null<clang::ValueDecl>(part->getDecomposedDecl());
    found = whole == nullptr || name_varies(whole, open);
  } else {
    const auto counting = std::find_if(inner_.begin(), inner_.end(), [&](const auto& inner) {
      return inner.variable == variable;
    });
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (counting != inner_.end()) {
      found = range_varies(*counting, open);
    } else if (local != nullptr && local->getInit() != nullptr && !changes_.change(local)) {
      found = varies_by(local->getInit(), open);
    }
  }
  open.erase(variable);
  return found;
}

} // namespace ptools::tool
