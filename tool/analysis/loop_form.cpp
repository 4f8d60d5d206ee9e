#include "loop_form.hpp"

#include <algorithm>

#include "header_effects.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;
using clang::isa;

namespace {

const Expr* bare(const Expr* e) {
  while (e != nullptr) {
    const Expr* inner = e->IgnoreParenImpCasts();
    if (const auto* full = dyn_cast<clang::FullExpr>(inner)) {
      inner = full->getSubExpr();
    }
    if (inner == e) {
      return e;
    }
    e = inner;
  }
  return nullptr;
}

bool names(const Expr* e, const clang::ValueDecl* variable) {
  const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(bare(e));
  return reference != nullptr && reference->getDecl() == variable;
}

/// `lhs op rhs` whether built in or overloaded.
struct binary {
  clang::BinaryOperatorKind op;
  const Expr* lhs;
  const Expr* rhs;
};
std::optional<binary> as_binary(const Expr* e) {
  const Expr* inner = bare(e);
  if (const auto* builtin = dyn_cast_or_null<clang::BinaryOperator>(inner)) {
    return binary{builtin->getOpcode(), builtin->getLHS(), builtin->getRHS()};
  }
  return {};
}

std::optional<comparison> comparison_of(clang::BinaryOperatorKind op) {
  switch (op) {
  case clang::BO_LT:
    return comparison::less;
  case clang::BO_LE:
    return comparison::less_equal;
  case clang::BO_GT:
    return comparison::greater;
  case clang::BO_GE:
    return comparison::greater_equal;
  case clang::BO_NE:
    return comparison::not_equal;
  default:
    return {};
  }
}

comparison turned(comparison c) {
  switch (c) {
  case comparison::less:
    return comparison::greater;
  case comparison::less_equal:
    return comparison::greater_equal;
  case comparison::greater:
    return comparison::less;
  case comparison::greater_equal:
    return comparison::less_equal;
  case comparison::not_equal:
    break;
  }
  return c;
}

class form_finder {
public:
  form_finder(const loop_instance& instance, reporter& report, const clang::ASTContext& context)
      : instance_(instance), report_(report), context_(context) {}

  std::optional<loop_form> run() {
    if (const auto* ranged = dyn_cast<clang::CXXForRangeStmt>(instance_.loop)) {
      return ranged_form(ranged);
    }
    const auto* loop = clang::cast<clang::ForStmt>(instance_.loop);
    form_.body = loop->getBody();
    if (!take_initial(loop) || !take_condition(loop) || !take_increment(loop)) {
      return {};
    }
    return check_bound() && check_direction() ? std::optional(form_) : std::nullopt;
  }

private:
  bool check_bound() {
    for (const Expr* part : {form_.bound, form_.step}) {
      if (part != nullptr && changes_when_computed(part)) {
        return refuse(
            part->getBeginLoc(), part->getSourceRange(),
            "its header compares or advances the index '" + form_.index->getNameAsString() +
                "' by a value that changes whenever it is computed",
            "compare with a bound that keeps its value, and change the variable behind the loop");
      }
      if (part != nullptr && mentions_index(part)) {
        return refuse(part->getBeginLoc(), part->getSourceRange(),
                      "its header compares or advances the index '" +
                          form_.index->getNameAsString() + "' by a value that depends on it");
      }
    }
    return true;
  }

  bool mentions_index(const clang::Stmt* in) const {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
      return reference->getDecl() == form_.index || leads_to_index(reference->getDecl());
    }
    return std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* child) {
      return child != nullptr && mentions_index(child);
    });
  }

  /// A reference to an index that is declared outside, a pointer, or a lambda that looks at it.
  bool leads_to_index(const clang::ValueDecl* named) const {
    const auto* variable = dyn_cast<clang::VarDecl>(named);
    const Expr* value = variable == nullptr ? nullptr : variable->getInit();
    if (!form_.index_outside || value == nullptr || variable->getType()->isDependentType()) {
      return false;
    }
    const Expr* made = value->IgnoreImplicit();
    if (const auto* lambda = dyn_cast<clang::LambdaExpr>(made)) {
      return std::any_of(
          lambda->capture_begin(), lambda->capture_end(), [&](const clang::LambdaCapture& capture) {
            return capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByRef &&
                   capture.getCapturedVar() == form_.index;
          });
    }
    if (variable->getType()->isReferenceType()) {
      return names(made, form_.index);
    }
    const auto* address = dyn_cast<clang::UnaryOperator>(bare(made));
    return address != nullptr && variable->getType().isConstQualified() &&
           address->getOpcode() == clang::UO_AddrOf && names(address->getSubExpr(), form_.index);
  }

  /// A step of known sign that leads away from the bound.
  bool check_direction() {
    if (form_.compared == comparison::not_equal) {
      return true;
    }
    bool down = form_.down;
    if (form_.step != nullptr) {
      if (form_.step->isValueDependent() || form_.step->isTypeDependent()) {
        return true;
      }
      const auto value = form_.step->getIntegerConstantExpr(context_);
      if (!value) {
        return true;
      }
      if (value->isZero()) {
        return refuse(form_.step->getBeginLoc(), form_.step->getSourceRange(), "its step is zero");
      }
      down = down != (value->isSigned() && value->isNegative());
    }
    const bool upward =
        form_.compared == comparison::less || form_.compared == comparison::less_equal;
    if (upward != down) {
      return true;
    }
    const auto* loop = clang::cast<clang::ForStmt>(instance_.loop);
    return refuse(loop->getInc()->getBeginLoc(), loop->getInc()->getSourceRange(),
                  "its step leads away from the bound", "turn the comparison or the step around");
  }

  bool refuse(clang::SourceLocation where, clang::SourceRange range, std::string why,
              std::string remedy = {}) {
    finding f{id::not_canonical, where, {std::move(why)}, {range}, {}, {}};
    f.notes.push_back({where, remedy.empty()
                                  ? "write it as 'for (T i = FIRST; i < BOUND; i += STEP)'"
                                  : std::move(remedy)});
    report_.show(f);
    return false;
  }

  bool take_initial(const clang::ForStmt* loop) {
    const clang::Stmt* initial = loop->getInit();
    if (loop->getConditionVariable() != nullptr) {
      return refuse(loop->getForLoc(), {}, "its condition declares a variable");
    }
    const clang::VarDecl* stepped = stepped_variable(loop);
    if (stepped == nullptr) {
      return false;
    }
    form_.index = stepped;
    form_.index_outside = true;
    if (const auto* declarations = dyn_cast_or_null<clang::DeclStmt>(initial)) {
      for (const clang::Decl* declaration : declarations->decls()) {
        const auto* variable = dyn_cast<clang::VarDecl>(declaration);
        if (variable == stepped) {
          form_.index_outside = false;
          form_.first = variable->getInit();
        } else if (variable != nullptr) {
          form_.extras.push_back(variable);
        }
      }
    } else if (initial != nullptr && !take_assignment(dyn_cast<Expr>(initial))) {
      return false;
    }
    return check_index();
  }

  bool take_assignment(const Expr* initial) {
    const auto assignment = as_binary(initial);
    if (!assignment || assignment->op != clang::BO_Assign || !names(assignment->lhs, form_.index)) {
      return refuse(initial->getBeginLoc(), initial->getSourceRange(),
                    "its initialisation does more than set the index '" +
                        form_.index->getNameAsString() + "'");
    }
    form_.first = assignment->rhs;
    return true;
  }

  bool check_index() {
    const clang::QualType type = form_.index->getType();
    const clang::SourceLocation at = form_.index->getLocation();
    if (type->isDependentType()) {
      return true;
    }
    const bool integer = type->isIntegerType() && !type->isBooleanType() && !type->isEnumeralType();
    if (!integer && !type->isPointerType()) {
      const bool of_class = class_of(type) != nullptr;
      return refuse(at, {},
                    "its index '" + form_.index->getNameAsString() + "' has type " +
                        spelled(type, context_) + ", which is neither an integer nor a pointer",
                    of_class ? "write it as 'for (auto& x : RANGE)', which may run over any "
                               "random-access range"
                             : "count with an integer and compute the value from it in the body");
    }
    if (form_.index_outside && !form_.index->isLocalVarDeclOrParm()) {
      return refuse(at, {},
                    "its index '" + form_.index->getNameAsString() + "' is no local variable");
    }
    return true;
  }

  const clang::VarDecl* variable_of(const Expr* e) {
    const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(bare(e));
    return reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
  }

  /// The variable that the increment advances.
  const clang::VarDecl* stepped_variable(const clang::ForStmt* loop) {
    const Expr* increment = bare(loop->getInc());
    if (increment == nullptr) {
      refuse(loop->getForLoc(), {}, "it has no increment");
      return nullptr;
    }
    const clang::VarDecl* found = nullptr;
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(increment)) {
      found = unary->isIncrementDecrementOp() ? variable_of(unary->getSubExpr()) : nullptr;
    } else if (const auto* pair = dyn_cast<clang::BinaryOperator>(increment)) {
      if (pair->getOpcode() == clang::BO_Comma) {
        refuse(increment->getBeginLoc(), increment->getSourceRange(),
               "its increment advances more than one variable",
               "advance the index alone, and compute the other value from it in the body");
        return nullptr;
      }
      found = pair->isAssignmentOp() ? variable_of(pair->getLHS()) : nullptr;
    } else if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(increment)) {
      found = call->getNumArgs() != 0 ? variable_of(call->getArg(0)) : nullptr;
    }
    if (found == nullptr) {
      refuse(increment->getBeginLoc(), increment->getSourceRange(),
             "its increment is not that of an index");
    }
    return found;
  }

  bool take_condition(const clang::ForStmt* loop) {
    const Expr* condition = loop->getCond();
    if (condition == nullptr) {
      return refuse(loop->getForLoc(), {}, "it has no condition");
    }
    const auto compared = as_binary(condition);
    const auto kind = compared ? comparison_of(compared->op) : std::nullopt;
    if (!kind) {
      return refuse(condition->getBeginLoc(), condition->getSourceRange(),
                    "its condition is not one comparison of the index with a bound");
    }
    if (names(compared->lhs, form_.index)) {
      form_.bound = compared->rhs;
      form_.compared = *kind;
      return true;
    }
    if (names(compared->rhs, form_.index)) {
      form_.bound = compared->lhs;
      form_.compared = turned(*kind);
      return true;
    }
    return refuse(condition->getBeginLoc(), condition->getSourceRange(),
                  "its condition does not compare the index '" + form_.index->getNameAsString() +
                      "' itself");
  }

  bool take_increment(const clang::ForStmt* loop) {
    const Expr* increment = bare(loop->getInc());
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(increment)) {
      form_.down = unary->isDecrementOp();
      return true;
    }
    const auto change = as_binary(increment);
    if (!change) {
      return refuse(increment->getBeginLoc(), increment->getSourceRange(),
                    "its increment is not that of an integer or a pointer");
    }
    switch (change->op) {
    case clang::BO_AddAssign:
    case clang::BO_SubAssign:
      form_.down = change->op == clang::BO_SubAssign;
      form_.step = change->rhs;
      break;
    case clang::BO_Assign:
      if (!take_long_increment(change->rhs)) {
        return refuse(increment->getBeginLoc(), increment->getSourceRange(),
                      "its increment adds no fixed step to the index");
      }
      break;
    default:
      return refuse(increment->getBeginLoc(), increment->getSourceRange(),
                    "its increment adds no fixed step to the index");
    }
    return true;
  }

  bool take_long_increment(const Expr* value) {
    const auto sum = as_binary(value);
    if (!sum || (sum->op != clang::BO_Add && sum->op != clang::BO_Sub)) {
      return false;
    }
    form_.down = sum->op == clang::BO_Sub;
    if (names(sum->lhs, form_.index)) {
      form_.step = sum->rhs;
      return true;
    }
    if (sum->op == clang::BO_Add && names(sum->rhs, form_.index)) {
      form_.step = sum->lhs;
      return true;
    }
    return false;
  }

  std::optional<loop_form> ranged_form(const clang::CXXForRangeStmt* loop) {
    form_.body = loop->getBody();
    form_.range = loop->getRangeInit();
    form_.element = loop->getLoopVariable();
    if (const auto* first = dyn_cast_or_null<clang::DeclStmt>(loop->getInit())) {
      for (const clang::Decl* declaration : first->decls()) {
        if (const auto* variable = dyn_cast<clang::VarDecl>(declaration)) {
          form_.extras.push_back(variable);
        }
      }
    }
    const Expr* range = form_.range->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(range)) {
      form_.range_variable = reference->getDecl();
    } else if (const auto* member = dyn_cast<clang::MemberExpr>(range)) {
      if (isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())) {
        form_.range_variable = member->getMemberDecl();
      }
    }
    if (!instance_.dependent && !check_random_access(loop)) {
      return {};
    }
    return form_;
  }

  bool check_random_access(const clang::CXXForRangeStmt* loop) {
    const auto* begin = dyn_cast<clang::VarDecl>(loop->getBeginStmt()->getSingleDecl());
    if (begin->getType()->isPointerType() || has_random_access(class_of(begin->getType()))) {
      return true;
    }
    const Expr* range = loop->getRangeInit();
    finding f{id::not_random_access,
              range->getBeginLoc(),
              {spelled(range->getType(), context_)},
              {range->getSourceRange()},
              {},
              {}};
    f.notes.push_back({range->getBeginLoc(),
                       "copy its elements into a ptools::shared_array or std::vector first"});
    report_.show(f);
    return false;
  }

  bool has_random_access(const clang::CXXRecordDecl* iterator) const {
    if (iterator == nullptr || !iterator->hasDefinition()) {
      return false;
    }
    for (const char* name : {"iterator_concept", "iterator_category"}) {
      const clang::CXXRecordDecl* tag = member_type(iterator, name, 0);
      for (; tag != nullptr;
           tag = tag->getNumBases() == 1 ? class_of(tag->bases_begin()->getType()) : nullptr) {
        if (tag->getName() == "random_access_iterator_tag") {
          return true;
        }
      }
    }
    return false;
  }

  /// The class that a member typedef of `record` or of one of its bases names.
  const clang::CXXRecordDecl* member_type(const clang::CXXRecordDecl* record, const char* name,
                                          int depth) const {
    if (depth > 8 || record == nullptr || !record->hasDefinition()) {
      return nullptr;
    }
    clang::IdentifierInfo& wanted = context_.Idents.get(name);
    for (const clang::NamedDecl* member : record->lookup(&wanted)) {
      if (const auto* type = dyn_cast<clang::TypedefNameDecl>(member)) {
        return class_of(type->getUnderlyingType());
      }
    }
    for (const clang::CXXBaseSpecifier& base : record->bases()) {
      if (const auto* found = member_type(class_of(base.getType()), name, depth + 1)) {
        return found;
      }
    }
    return nullptr;
  }

  const loop_instance& instance_;
  reporter& report_;
  const clang::ASTContext& context_;
  loop_form form_;
};

} // namespace

std::optional<loop_form> find_loop_form(const loop_instance& instance, reporter& report,
                                        const clang::ASTContext& context) {
  return form_finder(instance, report, context).run();
}

} // namespace ptools::tool
