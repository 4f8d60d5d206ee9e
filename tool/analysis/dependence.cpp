#include "dependence.hpp"

#include "library_functions.hpp"
#include "linear_form.hpp"
#include "subscript_origin.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

/// One `a[i][j].x` in the text.
struct access {
  const clang::ValueDecl* array = nullptr;
  const Expr* expression = nullptr;
  std::vector<const Expr*> subscripts; ///< innermost first; none for `*p`
  std::vector<const clang::ValueDecl*> members;
  bool written = false;
  bool updated = false;  ///< its new value depends on the old one
  bool constant = false; ///< what is written does not depend on the iteration
};

class dependence_check {
public:
  dependence_check(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                   reporter& report, const clang::ASTContext& context)
      : loop_(loop), form_(form), code_(code), report_(report), context_(context) {}

  void run() {
    for (const clang::Stmt* statement : code_.map.statements()) {
      if (const auto* expression = dyn_cast<Expr>(statement)) {
        see(expression);
      }
    }
    for (const access& a : accesses_) {
      if (a.written && is_same_everywhere(a) && !is_guarded(a.expression)) {
        show_same(a);
      }
    }
    for (const access& a : accesses_) {
      if ((a.updated || (a.written && !a.constant)) && may_be_the_same(a)) {
        show_scattered(a);
      }
    }
    for (const access& write : accesses_) {
      for (const access& read : accesses_) {
        if (write.written && !read.written && may_meet(write, read)) {
          show_carried(write, read);
        }
      }
    }
  }

private:
  void see(const Expr* expression) {
    access found;
    found.expression = expression;
    if (!take_apart(expression, found) || found.array == nullptr ||
        is_declared_shared(loop_, found.array->getNameAsString())) {
      return;
    }
    const Expr* whole = expression;
    const clang::Stmt* up = code_.map.parent(whole);
    while (up != nullptr) {
      if (const auto* member = dyn_cast<clang::MemberExpr>(up)) {
        found.members.push_back(member->getMemberDecl());
      } else if (!clang::isa<clang::ParenExpr>(up)) {
        break;
      }
      whole = clang::cast<Expr>(up);
      up = code_.map.parent(up);
    }
    // The row of a matrix is no access yet.
    if (const auto* outer = dyn_cast_or_null<clang::ArraySubscriptExpr>(past_casts(up))) {
      if (outer->getBase()->IgnoreParenImpCasts() == whole) {
        return;
      }
    }
    const Expr* const value = assigned_to(whole, up);
    const std::optional<bool> written = value != nullptr ? true : is_written(whole, up);
    found.updated = is_updated(whole, up, found);
    if (written || found.updated) {
      found.written = written.value_or(false);
      found.constant = value != nullptr && is_the_same_everywhere(value);
      accesses_.push_back(std::move(found));
    }
  }

  /// `x += e`, `++x`, `x = f(x)`, `x.push_back(e)`.
  bool is_updated(const Expr* whole, const clang::Stmt* up, const access& found) const {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return binary->getLHS() == whole &&
             (binary->isCompoundAssignmentOp() ||
              (binary->getOpcode() == clang::BO_Assign && reads(binary->getRHS(), text(whole))));
    }
    if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(up)) {
      return unary->isIncrementDecrementOp();
    }
    if (is_atomic(whole->getType())) {
      return false;
    }
    if (const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(past_casts(up))) {
      return call->getNumArgs() != 0 && call->getArg(0)->IgnoreParenImpCasts() == whole &&
             call->isAssignmentOp() && call->getOperator() != clang::OO_Equal;
    }
    const auto* method =
        found.members.empty() ? nullptr : dyn_cast<clang::CXXMethodDecl>(found.members.back());
    return method != nullptr && !method->isStatic() && !method->isConst() &&
           !is_element_access(method) && !is_atomic(found.expression->getType());
  }

  /// What an assignment to `whole` assigns, or null.
  const Expr* assigned_to(const Expr* whole, const clang::Stmt* up) const {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return binary->getOpcode() == clang::BO_Assign && binary->getLHS() == whole ? binary->getRHS()
                                                                                  : nullptr;
    }
    const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(past_casts(up));
    return call != nullptr && call->getOperator() == clang::OO_Equal && call->getNumArgs() == 2
               ? call->getArg(1)
               : nullptr;
  }

  /// A flag that many iterations may set, or a variable from outside: whoever comes last writes the
  /// same. Literals and such variables, and arithmetic on them.
  bool is_the_same_everywhere(const Expr* value) const {
    if (const auto* name = dyn_cast<clang::DeclRefExpr>(value)) {
      return name->getDecl() != form_.index && !code_.map.declares(name->getDecl());
    }
    const bool plain =
        clang::isa<clang::IntegerLiteral, clang::FloatingLiteral, clang::CharacterLiteral,
                   clang::CXXBoolLiteralExpr, clang::CXXNullPtrLiteralExpr, clang::CastExpr,
                   clang::ParenExpr, clang::ConstantExpr>(value) ||
        (clang::isa<clang::BinaryOperator>(value) &&
         !clang::cast<clang::BinaryOperator>(value)->isAssignmentOp()) ||
        (clang::isa<clang::UnaryOperator>(value) &&
         clang::cast<clang::UnaryOperator>(value)->isArithmeticOp());
    return plain && std::all_of(value->child_begin(), value->child_end(), [&](const auto* part) {
             return is_the_same_everywhere(clang::cast<Expr>(part));
           });
  }

  /// Whether `place` stands in an expression, by its text.
  bool reads(const Expr* in, const std::string& place) const {
    if (clang::isa<clang::ArraySubscriptExpr, clang::CXXOperatorCallExpr, clang::MemberExpr>(in) &&
        text(in) == place) {
      return true;
    }
    for (const clang::Stmt* part : in->children()) {
      const auto* expression = dyn_cast_or_null<Expr>(part);
      if (expression != nullptr && reads(expression, place)) {
        return true;
      }
    }
    return false;
  }

  /// Locks and atomics are there for this.
  static bool is_atomic(clang::QualType type) {
    const clang::CXXRecordDecl* record = class_of(type);
    return record != nullptr && in_std(record) &&
           (record->getName().contains("atomic") || record->getName().ends_with("mutex"));
  }

  /// No subscript tells the iterations apart, and one is what was found in memory.
  bool may_be_the_same(const access& a) const {
    bool loaded = false;
    for (const Expr* subscript : a.subscripts) {
      const auto form = linear(subscript);
      if (form && form->scale != 0) {
        return false;
      }
      loaded = loaded || comes_from_memory(subscript, form_, code_.map);
    }
    return loaded;
  }

  const clang::Stmt* past_casts(const clang::Stmt* at) const {
    while (clang::isa_and_nonnull<clang::ImplicitCastExpr, clang::ParenExpr>(at)) {
      at = code_.map.parent(at);
    }
    return at;
  }

  static std::optional<bool> is_written(const Expr* whole, const clang::Stmt* up) {
    if (const auto* binary = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return binary->isAssignmentOp() && binary->getLHS() == whole ? std::optional(true)
                                                                   : std::nullopt;
    }
    if (const auto* unary = dyn_cast_or_null<clang::UnaryOperator>(up)) {
      return unary->isIncrementDecrementOp() ? std::optional(true) : std::nullopt;
    }
    const auto* cast = dyn_cast_or_null<clang::ImplicitCastExpr>(up);
    return cast != nullptr && cast->getCastKind() == clang::CK_LValueToRValue ? std::optional(false)
                                                                              : std::nullopt;
  }

  bool take_apart(const Expr* e, access& into) const {
    e = e->IgnoreParenImpCasts();
    if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(e)) {
      into.subscripts.push_back(subscript->getIdx());
      return take_base(subscript->getBase(), into);
    }
    if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
      const bool subscripts = call->getOperator() == clang::OO_Subscript ||
                              (call->getOperator() == clang::OO_Call &&
                               storage_of(call->getArg(0)->getType()) == element_storage::shared);
      if (!subscripts || storage_of(call->getArg(0)->getType()) == element_storage::inside) {
        return false;
      }
      for (unsigned i = call->getNumArgs(); i > 1; --i) {
        into.subscripts.push_back(call->getArg(i - 1));
      }
      return take_base(call->getArg(0), into);
    }
    const auto* unary = dyn_cast<clang::UnaryOperator>(e);
    return unary != nullptr && unary->getOpcode() == clang::UO_Deref &&
           take_base(unary->getSubExpr(), into);
  }

  bool take_base(const Expr* e, access& into) const {
    e = e->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
      into.array = code_.map.declares(reference->getDecl()) ? nullptr : reference->getDecl();
      return into.array != nullptr;
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(e)) {
      into.array = clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())
                       ? member->getMemberDecl()
                       : nullptr;
      return into.array != nullptr;
    }
    return clang::isa<clang::ArraySubscriptExpr>(e) && take_apart(e, into);
  }

  std::optional<linear_form> linear(const Expr* e) const {
    return linear_form_of(e, form_.index, code_.map, context_);
  }

  bool is_same_everywhere(const access& a) const {
    for (const Expr* subscript : a.subscripts) {
      const auto form = linear(subscript);
      if (!form || form->scale != 0) {
        return false;
      }
    }
    return true;
  }

  /// Behind an `if`, perhaps only one iteration gets there.
  bool is_guarded(const clang::Stmt* at) const {
    for (; at != nullptr; at = code_.map.parent(at)) {
      if (clang::isa<clang::IfStmt, clang::SwitchStmt, clang::ConditionalOperator,
                     clang::LambdaExpr>(at)) {
        return true;
      }
    }
    return false;
  }

  bool may_meet(const access& write, const access& read) const {
    if (write.array != read.array || write.members != read.members || form_.index == nullptr ||
        write.subscripts.size() != read.subscripts.size() || write.subscripts.empty()) {
      return false;
    }
    std::optional<std::int64_t> distance;
    for (std::size_t i = 0; i < write.subscripts.size(); ++i) {
      const auto w = linear(write.subscripts[i]);
      const auto r = linear(read.subscripts[i]);
      if (!w || !r || w->terms != r->terms || w->scale != r->scale) {
        return false; // unknown
      }
      if (w->scale == 0) {
        if (w->offset != r->offset) {
          return false;
        }
        continue;
      }
      const std::int64_t difference = r->offset - w->offset;
      if (difference % w->scale != 0 || (distance && *distance != difference / w->scale)) {
        return false;
      }
      distance = difference / w->scale;
    }
    return distance && *distance != 0 && is_reached(*distance);
  }

  /// Whether two iterations lie `distance` apart.
  bool is_reached(std::int64_t distance) const {
    const auto step = form_.step != nullptr ? constant(form_.step) : std::optional<std::int64_t>(1);
    if (!step) {
      return false;
    }
    if (*step != 0 && distance % *step != 0) {
      return false;
    }
    const auto first = form_.first != nullptr ? constant(form_.first) : std::nullopt;
    const auto bound = constant(form_.bound);
    if (!first || !bound) {
      return true;
    }
    const std::int64_t length = *first < *bound ? *bound - *first : *first - *bound;
    return (distance < 0 ? -distance : distance) <= length - (is_inclusive() ? 0 : 1);
  }

  bool is_inclusive() const {
    return form_.compared == comparison::less_equal || form_.compared == comparison::greater_equal;
  }

  std::optional<std::int64_t> constant(const Expr* e) const {
    if (e->isValueDependent() || e->isTypeDependent()) {
      return {};
    }
    clang::Expr::EvalResult value;
    if (!e->EvaluateAsInt(value, context_)) {
      return {};
    }
    return value.Val.getInt().getExtValue();
  }

  std::string text(const Expr* e) const {
    return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(e->getSourceRange()),
                                       context_.getSourceManager(), context_.getLangOpts())
        .str();
  }

  void show_same(const access& a) {
    finding f{id::same_element, a.expression->getExprLoc(), {text(a.expression)}, {}, {}, {}};
    f.where = a.expression->getBeginLoc();
    f.ranges.push_back(a.expression->getSourceRange());
    f.notes.push_back(
        {f.where, "accumulate into a variable with 'reduce=OPERATOR(VARIABLE)', or write "
                  "'shared(" +
                      a.array->getNameAsString() + ")' if no two iterations meet"});
    report_.show(f);
  }

  void show_scattered(const access& a) {
    finding f{id::scattered_update, a.expression->getBeginLoc(), {text(a.expression)}, {}, {}, {}};
    f.ranges.push_back(a.expression->getSourceRange());
    f.notes.push_back({f.where, "write 'shared(" + a.array->getNameAsString() +
                                    ")' if no two iterations meet, or make its elements atomic"});
    report_.show(f);
  }

  void show_carried(const access& write, const access& read) {
    finding f{id::carried_dependence,
              read.expression->getBeginLoc(),
              {text(read.expression), text(write.expression)},
              {},
              {},
              {}};
    f.ranges.push_back(read.expression->getSourceRange());
    f.notes.push_back({write.expression->getBeginLoc(), "it is written here"});
    f.notes.push_back(
        {f.where, "read from a second array that keeps the values from before the loop"});
    report_.show(f);
  }

  const annotated_loop& loop_;
  const loop_form& form_;
  const loop_code& code_;
  reporter& report_;
  const clang::ASTContext& context_;
  std::vector<access> accesses_;
};

} // namespace

void check_dependences(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                       reporter& report, const clang::ASTContext& context) {
  dependence_check(loop, form, code, report, context).run();
}

} // namespace ptools::tool
