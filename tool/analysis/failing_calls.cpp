#include "failing_calls.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

/// Of the library, whatever it is called with; `get` of smart pointers.
const llvm::StringSet<>& never_failing() {
  static const llvm::StringSet<> names{
      "size",   "ssize", "empty",    "data",   "length",    "begin", "end",
      "cbegin", "cend",  "min",      "max",    "clamp",     "move",  "forward",
      "load",   "c_str", "capacity", "extent", "has_value", "count", "as_const"};
  return names;
}

bool is_named(const clang::CXXRecordDecl* type, std::initializer_list<const char*> names) {
  return type != nullptr && in_library(type) && type->getDeclName().isIdentifier() &&
         std::any_of(names.begin(), names.end(),
                     [&](const char* name) { return type->getName() == name; });
}

/// Where the failing is looked for.
enum class site_of_failure {
  expression, ///< whose own steps are seen to elsewhere
  called
};

/// Whether a parameter is given another value.
bool is_reassigned(const clang::ParmVarDecl* parameter, const clang::Stmt* in) {
  const auto* unary = dyn_cast<clang::UnaryOperator>(in);
  const auto* binary = dyn_cast<clang::BinaryOperator>(in);
  const bool handed_out = unary != nullptr && (unary->isIncrementDecrementOp() ||
                                               unary->getOpcode() == clang::UO_AddrOf);
  const clang::Expr* changed = handed_out                                      ? unary->getSubExpr()
                               : binary != nullptr && binary->isAssignmentOp() ? binary->getLHS()
                                                                               : nullptr;
  const auto* named =
      changed == nullptr ? nullptr : dyn_cast<clang::DeclRefExpr>(changed->IgnoreParenImpCasts());
  return (named != nullptr && named->getDecl() == parameter) ||
         std::any_of(in->child_begin(), in->child_end(), [&](const clang::Stmt* part) {
           return part != nullptr && is_reassigned(parameter, part);
         });
}

class failure_finder {
public:
  bool see(const clang::Stmt* in, site_of_failure at) {
    if (isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr>(in)) {
      return false;
    }
    if (const auto* lambda = dyn_cast<clang::LambdaExpr>(in)) {
      return std::any_of(lambda->capture_init_begin(), lambda->capture_init_end(),
                         [&](const clang::Expr* made) { return made != nullptr && see(made, at); });
    }
    return (at == site_of_failure::called && fails_by_itself(in)) || fails_by_call(in, at) ||
           std::any_of(in->child_begin(), in->child_end(),
                       [&](const clang::Stmt* part) { return part != nullptr && see(part, at); });
  }

  std::vector<const clang::Expr*> followed() { return std::move(followed_); }

private:
  /// The object itself, or what the function was given from outside.
  bool is_there(const clang::Expr* pointer) {
    pointer = pointer->IgnoreParenImpCasts();
    const auto* named = dyn_cast<clang::DeclRefExpr>(pointer);
    const auto* parameter =
        named == nullptr ? nullptr : dyn_cast<clang::ParmVarDecl>(named->getDecl());
    if (parameter == nullptr || open_.size() != 1 || outermost_ == nullptr) {
      return isa<clang::CXXThisExpr>(pointer);
    }
    const unsigned object = isa<clang::CXXOperatorCallExpr>(outermost_) &&
                                    isa<clang::CXXMethodDecl>(outermost_->getDirectCallee())
                                ? 1
                                : 0;
    const unsigned at = parameter->getFunctionScopeIndex() + object;
    const auto* function = dyn_cast<clang::FunctionDecl>(parameter->getDeclContext());
    if (at >= outermost_->getNumArgs() || function == nullptr || open_.count(function) == 0 ||
        is_reassigned(parameter, function->getBody())) {
      return false;
    }
    followed_.push_back(outermost_->getArg(at));
    return true;
  }

  bool fails_by_itself(const clang::Stmt* in) {
    if (const auto* member = dyn_cast<clang::MemberExpr>(in)) {
      return member->isArrow() && !is_there(member->getBase());
    }
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(in)) {
      return unary->getOpcode() == clang::UO_Deref && !is_there(unary->getSubExpr());
    }
    if (const auto* element = dyn_cast<clang::ArraySubscriptExpr>(in)) {
      return !element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType() &&
             !is_there(element->getBase());
    }
    if (const auto* operation = dyn_cast<clang::BinaryOperator>(in)) {
      const clang::BinaryOperatorKind op = operation->getOpcode();
      const bool divides = op == clang::BO_Div || op == clang::BO_Rem ||
                           op == clang::BO_DivAssign || op == clang::BO_RemAssign;
      const auto* by = dyn_cast<clang::IntegerLiteral>(operation->getRHS()->IgnoreParenImpCasts());
      return divides && operation->getType()->isIntegerType() &&
             (by == nullptr || by->getValue() == 0);
    }
    return isa<clang::CXXThrowExpr, clang::CXXNewExpr, clang::CXXDeleteExpr, clang::AsmStmt,
               clang::CXXTypeidExpr, clang::CXXDynamicCastExpr, clang::StmtExpr>(in);
  }

  bool fails_by_call(const clang::Stmt* in, site_of_failure at) {
    if (const auto* made = dyn_cast<clang::CXXConstructExpr>(in)) {
      outermost_ = at == site_of_failure::expression ? nullptr : outermost_;
      const clang::CXXConstructorDecl* constructor = made->getConstructor();
      return !constructor->isImplicit() && !constructor->isDefaulted() &&
             !in_library(constructor) && function_fails(constructor);
    }
    const auto* call = dyn_cast<clang::CallExpr>(in);
    if (call == nullptr) {
      return false;
    }
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr) {
      return true;
    }
    const auto* operation = dyn_cast<clang::CXXOperatorCallExpr>(call);
    const bool seen_to = at == site_of_failure::expression && operation != nullptr &&
                         (follows_pointer(*operation) || accesses_element(*operation));
    if (in_library(callee)) {
      return !seen_to && library_fails(callee, at);
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    const bool another_one = method != nullptr && method->isVirtual() &&
                             !method->hasAttr<clang::FinalAttr>() &&
                             !method->getParent()->hasAttr<clang::FinalAttr>();
    outermost_ = at == site_of_failure::expression ? call : outermost_;
    return another_one || function_fails(callee);
  }

  static bool library_fails(const clang::FunctionDecl* callee, site_of_failure at) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    if (isa<clang::CXXConversionDecl>(callee)) {
      return false;
    }
    if (!callee->getDeclName().isIdentifier()) {
      // Operators on numbers: std::complex, std::byte, durations; comparisons of iterators.
      return callee->getOverloadedOperator() == clang::OO_Subscript ||
             callee->getOverloadedOperator() == clang::OO_Star ||
             callee->getOverloadedOperator() == clang::OO_Arrow ||
             callee->getOverloadedOperator() == clang::OO_Call;
    }
    const llvm::StringRef name = callee->getName();
    if (method != nullptr && name == "get") {
      return !is_named(method->getParent(),
                       {"unique_ptr", "shared_ptr", "reference_wrapper", "__shared_ptr"});
    }
    if (method != nullptr && at == site_of_failure::expression &&
        (name == "front" || name == "back" || (name == "at" && callee->getNumParams() == 1))) {
      return false; // has_element
    }
    const bool by_numbers =
        method == nullptr &&
        std::all_of(callee->param_begin(), callee->param_end(),
                    [](const clang::ParmVarDecl* parameter) {
                      return parameter->getType().getNonReferenceType()->isArithmeticType();
                    });
    const bool constant = method != nullptr && method->isStatic() && callee->isConstexpr();
    return !(by_numbers && !callee->isNoReturn()) && !constant && !never_failing().contains(name);
  }

  bool function_fails(const clang::FunctionDecl* callee) {
    const clang::FunctionDecl* definition = callee_effects::visible_definition(callee);
    if (definition == nullptr || callee->isNoReturn()) {
      return true;
    }
    if (!open_.insert(definition).second) {
      return true; // calls itself
    }
    const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(definition);
    const bool fails =
        see(definition->getBody(), site_of_failure::called) ||
        (constructor != nullptr &&
         std::any_of(constructor->init_begin(), constructor->init_end(), [&](const auto* part) {
           return see(part->getInit(), site_of_failure::called);
         }));
    open_.erase(definition);
    return fails;
  }

  llvm::DenseSet<const clang::FunctionDecl*> open_; ///< that are being looked into
  const clang::CallExpr* outermost_ = nullptr;
  std::vector<const clang::Expr*> followed_;
};

} // namespace

bool calls_what_may_fail(const clang::Expr* e, std::vector<const clang::Expr*>& followed) {
  failure_finder finder;
  const bool fails = finder.see(e, site_of_failure::expression);
  for (const clang::Expr* one : finder.followed()) {
    followed.push_back(one);
  }
  return fails;
}

bool follows_pointer(const clang::CXXOperatorCallExpr& call) {
  return (call.getOperator() == clang::OO_Arrow ||
          (call.getOperator() == clang::OO_Star && call.getNumArgs() == 1)) &&
         is_named(class_of(call.getArg(0)->IgnoreParenImpCasts()->getType()),
                  {"unique_ptr", "shared_ptr", "optional"});
}

bool accesses_element(const clang::CXXOperatorCallExpr& call) {
  return call.getOperator() == clang::OO_Subscript && call.getNumArgs() == 2 &&
         is_named(class_of(call.getArg(0)->getType()),
                  {"vector", "deque", "span", "basic_string", "basic_string_view", "shared_array",
                   "array"});
}

} // namespace ptools::tool
