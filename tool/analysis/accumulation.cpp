#include <array>
#include <optional>

#include "reductions.hpp"
#include "llvm/ADT/FoldingSet.h"

// The accepted forms of an accumulation, as tables and patterns.
namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;
using clang::Expr;

namespace {

struct operator_forms {
  const char* name;
  const char* compound[2];  ///< `s += e`
  const char* infix[2];     ///< `s = s + e`; the second only with s on the left
  bool counts;              ///< `++s`
  const char* functions[2]; ///< `s = min(s, e)`
  const char* relation;     ///< `if (e < s) s = e`
};

constexpr std::array<operator_forms, 9> forms{{
    {"plus", {"+=", "-="}, {"+", "-"}, true, {nullptr, nullptr}, nullptr},
    {"multiplies", {"*=", nullptr}, {"*", nullptr}, false, {nullptr, nullptr}, nullptr},
    {"min", {nullptr, nullptr}, {nullptr, nullptr}, false, {"min", "fmin"}, "<"},
    {"max", {nullptr, nullptr}, {nullptr, nullptr}, false, {"max", "fmax"}, ">"},
    {"bit_and", {"&=", nullptr}, {"&", nullptr}, false, {nullptr, nullptr}, nullptr},
    {"bit_or", {"|=", nullptr}, {"|", nullptr}, false, {nullptr, nullptr}, nullptr},
    {"bit_xor", {"^=", nullptr}, {"^", nullptr}, false, {nullptr, nullptr}, nullptr},
    {"logical_and", {"&=", nullptr}, {"&&", nullptr}, false, {nullptr, nullptr}, nullptr},
    {"logical_or", {"|=", nullptr}, {"||", nullptr}, false, {nullptr, nullptr}, nullptr},
}};

bool is_one_of(llvm::StringRef word, const char* const (&words)[2]) {
  return (words[0] != nullptr && word == words[0]) || (words[1] != nullptr && word == words[1]);
}

const Expr* bare(const Expr* e) {
  while (e != nullptr) {
    const Expr* inner = e->IgnoreParenImpCasts();
    if (const auto* full = dyn_cast<clang::FullExpr>(inner)) {
      inner = full->getSubExpr();
    } else if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(inner)) {
      inner = temporary->getSubExpr();
    } else if (const auto* bound = dyn_cast<clang::CXXBindTemporaryExpr>(inner)) {
      inner = bound->getSubExpr();
    } else if (const auto* cast = dyn_cast<clang::ExplicitCastExpr>(inner)) {
      inner = cast->getSubExpr();
    } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(inner)) {
      if (construct->getNumArgs() >= 1 && construct->getConstructor()->isCopyOrMoveConstructor()) {
        inner = construct->getArg(0);
      }
    }
    if (inner == e) {
      break;
    }
    e = inner;
  }
  return e;
}

struct infix {
  llvm::StringRef word;
  const Expr* left;
  const Expr* right;
};

std::optional<infix> as_infix(const Expr* e) {
  e = bare(e);
  if (const auto* builtin = dyn_cast_or_null<clang::BinaryOperator>(e)) {
    return infix{builtin->getOpcodeStr(), builtin->getLHS(), builtin->getRHS()};
  }
  if (const auto* rewritten = dyn_cast_or_null<clang::CXXRewrittenBinaryOperator>(e)) {
    return infix{rewritten->getOpcodeStr(), rewritten->getLHS(), rewritten->getRHS()};
  }
  const auto* call = dyn_cast_or_null<clang::CXXOperatorCallExpr>(e);
  if (call != nullptr && call->getNumArgs() == 2) {
    return infix{clang::getOperatorSpelling(call->getOperator()), call->getArg(0), call->getArg(1)};
  }
  return {};
}

class matcher {
public:
  matcher(const loop_code& code, const mention& m, const std::string& operation, bool named,
          bool discarded)
      : code_(code), mention_(m), operation_(operation), named_(named), discarded_(discarded) {
    for (const operator_forms& f : forms) {
      if (named && operation == f.name) {
        form_ = &f;
      }
    }
  }

  bool run() const {
    for (const clang::Stmt* up = mention_.expression; up != nullptr; up = code_.map.parent(up)) {
      if (const auto* expression = dyn_cast<Expr>(up)) {
        if (is_accumulation(expression)) {
          return !discarded_ || is_discarded(expression);
        }
      } else if (const auto* choice = dyn_cast<clang::IfStmt>(up)) {
        return is_guarded_assignment(choice);
      } else if (clang::isa<clang::CompoundStmt>(up) && code_.map.parent(up) != nullptr &&
                 clang::isa<clang::IfStmt>(code_.map.parent(up)) &&
                 clang::cast<clang::CompoundStmt>(up)->size() == 1) {
        continue;
      } else {
        return false;
      }
    }
    return false;
  }

private:
  bool is_variable(const Expr* e) const {
    e = bare(e);
    if (const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(e)) {
      return reference->getDecl() == mention_.variable;
    }
    const auto* member = dyn_cast_or_null<clang::MemberExpr>(e);
    return mention_.member && member != nullptr && member->getMemberDecl() == mention_.variable &&
           clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts());
  }

  unsigned count_in(const clang::Stmt* part) const {
    unsigned count = 0;
    for (const mention& other : code_.mentions) {
      if (other.variable != mention_.variable) {
        continue;
      }
      for (const clang::Stmt* up = other.expression; up != nullptr; up = code_.map.parent(up)) {
        if (up == part) {
          ++count;
          break;
        }
      }
    }
    return count;
  }

  bool is_accumulation(const Expr* e) const {
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(e)) {
      return form_ != nullptr && form_->counts && unary->isIncrementDecrementOp() &&
             is_variable(unary->getSubExpr());
    }
    if (const auto* call = dyn_cast<clang::CXXOperatorCallExpr>(e)) {
      const bool steps = call->getOperator() == clang::OO_PlusPlus;
      if (steps && form_ != nullptr && form_->counts && is_variable(call->getArg(0))) {
        return true;
      }
    }
    const auto parts = as_infix(e);
    if (!parts || !is_variable(parts->left)) {
      return false;
    }
    if (form_ != nullptr && is_one_of(parts->word, form_->compound)) {
      const auto* compound = dyn_cast<clang::CompoundAssignOperator>(e);
      return allows_compound() && count_in(e) == 1 &&
             !(compound != nullptr && loses_fractions(compound->getComputationLHSType()));
    }
    if (parts->word != "=") {
      return false;
    }
    if (is_conditional_choice(parts->right)) {
      return count_in(e) == 3;
    }
    return count_in(e) == 2 && is_combination(parts->right);
  }

  clang::QualType type() const { return mention_.variable->getType().getNonReferenceType(); }

  /// Whether the variable is compared as an unsigned number though it is none: the partial result
  /// that begins a leaf, the smallest of all numbers, would be the largest then.
  bool turns_unsigned(const Expr* operand) const {
    return type()->isSignedIntegerOrEnumerationType() &&
           operand->getType().getNonReferenceType()->isUnsignedIntegerType();
  }

  /// An integer that is computed with fractions loses them each time: the sum of partial results is
  /// another number.
  bool loses_fractions(clang::QualType computed) const {
    return type()->isIntegralOrEnumerationType() && computed->isRealFloatingType();
  }

  /// Two elements that are equal in order may differ in other ways; partial results keep the
  /// earlier.
  bool may_tell_equals_apart() const { return !type()->isScalarType(); }

  /// `b &= e` is a logical operation only on bool.
  bool allows_compound() const {
    const bool logical = operation_ == "logical_and" || operation_ == "logical_or";
    return !logical || mention_.variable->getType().getNonReferenceType()->isBooleanType();
  }

  bool is_combination(const Expr* value) const {
    value = bare(value);
    if (form_ != nullptr && form_->infix[0] != nullptr) {
      const auto parts = as_infix(value);
      return parts && is_one_of(parts->word, form_->infix) && has_variable_side(*parts) &&
             !loses_fractions(value->getType());
    }
    const auto* call = dyn_cast_or_null<clang::CallExpr>(value);
    return call != nullptr && is_operator_call(call);
  }

  bool has_variable_side(const infix& parts) const {
    if (is_variable(parts.left)) {
      return true;
    }
    // `s + a + b`: the variable begins a chain.
    const auto inner = as_infix(parts.left);
    if (inner && is_one_of(inner->word, form_->infix) && has_variable_side(*inner)) {
      return true;
    }
    const bool commutes = parts.word == form_->infix[0] &&
                          mention_.variable->getType().getNonReferenceType()->isScalarType();
    return commutes && is_variable(parts.right);
  }

  bool is_operator_call(const clang::CallExpr* call) const {
    if (form_ != nullptr) {
      const clang::FunctionDecl* callee = call->getDirectCallee();
      const clang::IdentifierInfo* name = callee != nullptr ? callee->getIdentifier() : nullptr;
      return name != nullptr && is_one_of(name->getName(), form_->functions) &&
             call->getNumArgs() == 2 && is_choice_of(call->getArg(0), call->getArg(1));
    }
    return !named_ && is_callable_call(call);
  }

  bool is_choice_of(const Expr* first, const Expr* second) const {
    const bool turned = !is_variable(first);
    const Expr* const variable = turned ? second : first;
    return is_variable(variable) && !turns_unsigned(variable) &&
           !(turned && may_tell_equals_apart());
  }

  /// `s = OP(s, e)` with the user's OP; a function object counts by its variable or class.
  bool is_callable_call(const clang::CallExpr* call) const {
    const auto* through_object = dyn_cast<clang::CXXOperatorCallExpr>(call);
    const unsigned first = through_object != nullptr ? 1 : 0;
    if (call->getNumArgs() != first + 2 || !is_variable(call->getArg(first))) {
      return false;
    }
    llvm::StringRef name;
    if (through_object != nullptr) {
      const Expr* object = bare(call->getArg(0));
      if (const auto* reference = dyn_cast<clang::DeclRefExpr>(object)) {
        name = reference->getDecl()->getName();
      } else if (const clang::CXXRecordDecl* type = object->getType()->getAsCXXRecordDecl()) {
        name = type->getName();
      }
    } else if (const clang::FunctionDecl* callee = call->getDirectCallee()) {
      name = callee->getIdentifier() != nullptr ? callee->getName() : "";
    }
    return !name.empty() && last_word() == name;
  }

  /// `my::op<int>{}` -> `op`
  llvm::StringRef last_word() const {
    llvm::StringRef text = llvm::StringRef(operation_).split('<').first.split('{').first;
    text = text.split('(').first.rtrim();
    const auto colon = text.rfind(':');
    return colon == llvm::StringRef::npos ? text : text.drop_front(colon + 1).ltrim();
  }

  bool same(const Expr* a, const Expr* b) const {
    llvm::FoldingSetNodeID left;
    llvm::FoldingSetNodeID right;
    const auto& context = mention_.variable->getASTContext();
    bare(a)->Profile(left, context, true);
    bare(b)->Profile(right, context, true);
    return left == right;
  }

  /// `e < s` or `s > e`, for min; gives e.
  const Expr* challenger(const Expr* condition) const {
    const auto parts = as_infix(condition);
    if (!parts || form_ == nullptr || form_->relation == nullptr) {
      return nullptr;
    }
    if (parts->word == "&&") {
      // Further conditions only leave candidates out.
      const Expr* left = challenger(parts->left);
      return left != nullptr ? left : challenger(parts->right);
    }
    const llvm::StringRef relation = form_->relation;
    const llvm::StringRef opposite = relation == "<" ? ">" : "<";
    const llvm::StringRef word = parts->word.rtrim('=');
    if (word != parts->word && may_tell_equals_apart()) {
      return nullptr;
    }
    if (word == relation && is_variable(parts->right)) {
      return turns_unsigned(parts->right) ? nullptr : parts->left;
    }
    return word == opposite && is_variable(parts->left) && !turns_unsigned(parts->left)
               ? parts->right
               : nullptr;
  }

  bool is_guarded_assignment(const clang::IfStmt* choice) const {
    if (choice->getElse() != nullptr || choice->getInit() != nullptr) {
      return false;
    }
    const Expr* value = challenger(choice->getCond());
    const clang::Stmt* then = choice->getThen();
    if (const auto* block = dyn_cast<clang::CompoundStmt>(then)) {
      then = block->size() == 1 ? block->body_front() : nullptr;
    }
    const auto parts = then != nullptr && clang::isa<Expr>(then) ? as_infix(clang::cast<Expr>(then))
                                                                 : std::nullopt;
    return value != nullptr && parts && parts->word == "=" && is_variable(parts->left) &&
           same(parts->right, value) && count_in(choice) == 2;
  }

  /// `e < s ? e : s` or `s < e ? s : e`, for min.
  bool is_conditional_choice(const Expr* value) const {
    const auto* choice = dyn_cast_or_null<clang::ConditionalOperator>(bare(value));
    if (choice == nullptr || form_ == nullptr || form_->relation == nullptr) {
      return false;
    }
    if (const Expr* winner = challenger(choice->getCond())) {
      return same(choice->getTrueExpr(), winner) && is_variable(choice->getFalseExpr());
    }
    const auto parts = as_infix(choice->getCond());
    if (!parts || !is_variable(choice->getTrueExpr()) ||
        (!parts->word.ends_with("=") && may_tell_equals_apart()) ||
        (is_variable(parts->left) && turns_unsigned(parts->left)) ||
        (is_variable(parts->right) && turns_unsigned(parts->right))) {
      return false;
    }
    const bool keeps = parts->word.rtrim('=') == form_->relation && is_variable(parts->left) &&
                       same(parts->right, choice->getFalseExpr());
    const bool kept_turned = parts->word.rtrim('=') != form_->relation &&
                             is_variable(parts->right) && same(parts->left, choice->getFalseExpr());
    return keeps || kept_turned;
  }

  bool is_discarded(const Expr* e) const {
    const clang::Stmt* up = code_.map.parent(e);
    while (clang::isa_and_nonnull<clang::ParenExpr, clang::FullExpr, clang::ExplicitCastExpr,
                                  clang::CXXBindTemporaryExpr>(up)) {
      e = clang::cast<Expr>(up);
      up = code_.map.parent(up);
    }
    if (const auto* pair = dyn_cast_or_null<clang::BinaryOperator>(up)) {
      return pair->getOpcode() == clang::BO_Comma && (pair->getLHS() == e || is_discarded(pair));
    }
    if (const auto* choice = dyn_cast_or_null<clang::ConditionalOperator>(up)) {
      return choice->getCond() != e && is_discarded(choice);
    }
    if (const auto* loop = dyn_cast_or_null<clang::ForStmt>(up)) {
      return loop->getCond() != e;
    }
    return up == nullptr ||
           clang::isa<clang::CompoundStmt, clang::IfStmt, clang::WhileStmt, clang::CXXForRangeStmt,
                      clang::SwitchCase, clang::LabelStmt, clang::DoStmt, clang::AttributedStmt>(
               up);
  }

  const loop_code& code_;
  const mention& mention_;
  const std::string& operation_;
  bool named_;
  bool discarded_;
  const operator_forms* form_ = nullptr;
};

} // namespace

bool accumulates(const loop_code& code, const mention& m, const std::string& operation, bool named,
                 bool discarded) {
  return !m.by_alias && matcher(code, m, operation, named, discarded).run();
}

} // namespace ptools::tool
