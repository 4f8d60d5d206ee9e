#include "call_accesses.hpp"

#include <algorithm>

#include "expression.hpp"
#include "library_functions.hpp"
#include "type_kinds.hpp"
#include "writes.hpp"
#include "clang/AST/ExprCXX.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

enum class access_kind { none, read, written };

bool is_called(const clang::FunctionDecl* callee, llvm::StringRef name) {
  return callee->getDeclName().isIdentifier() && callee->getName() == name;
}

bool is_copy_of_bytes(const clang::FunctionDecl* callee) {
  return is_called(callee, "memcpy") || is_called(callee, "memmove");
}

/// Whether a function that can be looked into follows a pointer it was given; one that it only
/// compares is the end of a stretch.
bool follows(const clang::FunctionDecl* definition, unsigned index) {
  const clang::ParmVarDecl* parameter = definition->getParamDecl(index);
  const body_map code(definition->getBody());
  return std::any_of(
      code.references().begin(), code.references().end(), [&](const auto* reference) {
        if (reference->getDecl() != parameter) {
          return false;
        }
        const clang::Stmt* at = code.parent(reference);
        while (clang::isa_and_nonnull<clang::ImplicitCastExpr, clang::ParenExpr>(at)) {
          at = code.parent(at);
        }
        if (const auto* sum = clang::dyn_cast_or_null<clang::BinaryOperator>(at)) {
          at = sum->isAdditiveOp() ? code.parent(sum) : nullptr;
          while (clang::isa_and_nonnull<clang::ImplicitCastExpr, clang::ParenExpr>(at)) {
            at = code.parent(at);
          }
        }
        const auto* unary = clang::dyn_cast_or_null<clang::UnaryOperator>(at);
        const auto* member = clang::dyn_cast_or_null<clang::MemberExpr>(at);
        return clang::isa_and_nonnull<clang::ArraySubscriptExpr>(at) ||
               (unary != nullptr && unary->getOpcode() == clang::UO_Deref) ||
               (member != nullptr && member->isArrow());
      });
}

class call_finder {
public:
  /// Of calls in the body, or with the code of a function and its places: of calls of the library
  /// there.
  call_finder(const loop_values& values, callee_effects& callees, const body_map& code,
              const place_finder& places)
      : values_(values), callees_(callees), code_(code), places_(places),
        in_body_(&code == &values.map()) {}

  std::vector<array_access> run() {
    for (const clang::Stmt* statement : code_.statements()) {
      const auto* call = dyn_cast<clang::CallExpr>(statement);
      const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
      if (callee == nullptr || (in_library(callee) && is_called(callee, "swap"))) {
        continue; // a swap is an access as others are
      }
      if (!in_body_ && !in_library(callee)) {
        continue; // is looked into itself
      }
      unsigned first = 0; // argument
      if (clang::isa<clang::CXXOperatorCallExpr>(call)) {
        const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
        if (method == nullptr || !method->getParent()->isLambda()) {
          continue;
        }
        first = 1;
      }
      const unsigned count = std::min(call->getNumArgs() - first, callee->getNumParams());
      const auto extent = first == 0 && in_library(callee) ? extent_of(call, callee) : std::nullopt;
      whole_ = first == 0 && in_library(callee) && goes_over_all(call);
      const bool varies = in_body_ && first == 0 && in_library(callee) && values_.varies(call);
      for (unsigned i = 0; i < count; ++i) {
        differs_ = varies && !is_handle(callee, i);
        see(call->getArg(first + i), kind_of(callee, i), in_library(callee),
            i == 0 || fills_all(callee) ? extent : std::nullopt);
        whole_ = false;
      }
    }
    return std::move(found_);
  }

private:
  access_kind kind_of(const clang::FunctionDecl* callee, unsigned index) const {
    if (in_library(callee)) {
      return kind_in_library(callee, index);
    }
    const clang::QualType type = callee->getParamDecl(index)->getType();
    const clang::FunctionDecl* definition = callee_effects::visible_definition(callee);
    if (type->isLValueReferenceType()) {
      // A const one is an access as others are; what is seen of a function says more.
      return definition == nullptr && !type->getPointeeType().isConstQualified() &&
                     callees_.changes_argument(callee, index)
                 ? access_kind::written
                 : access_kind::none;
    }
    if (!type->isPointerType() || type->isFunctionPointerType()) {
      return access_kind::none;
    }
    if (definition != nullptr) {
      return callees_.changes_argument(callee, index) ? access_kind::written
             : follows(definition, index)             ? access_kind::read
                                                      : access_kind::none;
    }
    if (index > 0 &&
        callee->getParamDecl(index - 1)->getType().getCanonicalType() == type.getCanonicalType()) {
      return access_kind::none; // perhaps the end of a stretch
    }
    return type->getPointeeType().isConstQualified() ? access_kind::read : access_kind::written;
  }

  static access_kind kind_in_library(const clang::FunctionDecl* callee, unsigned index) {
    const clang::QualType type = callee->getParamDecl(index)->getType();
    if (type->isReferenceType() || clang::isa<clang::CXXMethodDecl>(callee)) {
      return access_kind::none;
    }
    if (is_called(callee, "transform")) {
      const unsigned result = callee->getNumParams() - 2;
      return index == result ? access_kind::written
             : index != 1    ? access_kind::read
                             : access_kind::none;
    }
    if (library_call_writes(callee, index)) {
      return access_kind::written;
    }
    const bool read = index == 0 || (index == 1 && is_copy_of_bytes(callee));
    return read ? access_kind::read : access_kind::none;
  }

  /// `FILE*`: what a C function does with it is its own affair.
  static bool is_handle(const clang::FunctionDecl* callee, unsigned index) {
    const clang::QualType type = callee->getParamDecl(index)->getType();
    return !in_std(callee) && type->isPointerType() && type->getPointeeType()->isRecordType();
  }

  /// From the first argument to the second, or as many as the second says.
  std::optional<polynomial> extent_of(const clang::CallExpr* call,
                                      const clang::FunctionDecl* callee) const {
    if (call->getNumArgs() < 2 || callee->getNumParams() < 2 ||
        !callee->getDeclName().isIdentifier()) {
      return {};
    }
    if (callee->getName().ends_with("_n")) {
      return values_.value_of(call->getArg(1));
    }
    if (callee->getParamDecl(0)->getType().getCanonicalType() !=
        callee->getParamDecl(1)->getType().getCanonicalType()) {
      return {};
    }
    const auto first = places_.find_target(call->getArg(0)->IgnoreParenImpCasts());
    const auto last = places_.find_target(call->getArg(1)->IgnoreParenImpCasts());
    if (!first || !last || first->steps != last->steps || !first->ends_in_element()) {
      return {};
    }
    for (std::size_t i = 0; i + 1 < first->subscripts.size(); ++i) {
      if (!first->subscripts[i].value || first->subscripts[i].value != last->subscripts[i].value) {
        return {};
      }
    }
    if (!first->subscripts.back().value || !last->subscripts.back().value) {
      return {};
    }
    polynomial length = *last->subscripts.back().value;
    length.add(*first->subscripts.back().value, -1);
    return length;
  }

  /// The array whose first or last element an iterator of the library stands at, or null.
  static const Expr* array_at(const Expr* iterator, llvm::StringRef end) {
    iterator = bare_place(iterator);
    if (const auto* made = dyn_cast<clang::CXXConstructExpr>(iterator);
        made != nullptr && made->getNumArgs() == 1) {
      iterator = bare_place(made->getArg(0)); // of a container that is not const, to const
    }
    const auto* call = dyn_cast<clang::CallExpr>(iterator);
    const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
    if (callee == nullptr || !in_library(callee) || !callee->getDeclName().isIdentifier()) {
      return nullptr;
    }
    llvm::StringRef name = callee->getName();
    name.consume_front("c");
    if (name != end) {
      return nullptr;
    }
    const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call);
    return member != nullptr         ? member->getImplicitObjectArgument()
           : call->getNumArgs() == 1 ? call->getArg(0)
                                     : nullptr;
  }

  /// From begin() to end() of one array.
  bool goes_over_all(const clang::CallExpr* call) const {
    if (call->getNumArgs() < 2) {
      return false;
    }
    const Expr* first = array_at(call->getArg(0), "begin");
    const Expr* last = array_at(call->getArg(1), "end");
    return first != nullptr && last != nullptr && values_.text(first) == values_.text(last);
  }

  /// Algorithms that write as many elements as they read.
  static bool fills_all(const clang::FunctionDecl* callee) {
    return is_called(callee, "copy") || is_called(callee, "copy_n") ||
           is_called(callee, "transform") || is_called(callee, "reverse_copy") ||
           is_called(callee, "partial_sum") || is_called(callee, "inclusive_scan") ||
           is_called(callee, "exclusive_scan") || is_called(callee, "adjacent_difference");
  }

  /// `accumulate(v, v + n, 0.0)` where the loop's index runs from 0 to n.
  bool goes_over_range(const array_place& place, const polynomial& extent) const {
    const auto limits = values_.limits_of(values_.whole());
    if (!limits || place.subscripts.empty() || place.subscripts.back().value != limits->first) {
      return false;
    }
    polynomial length = limits->second;
    length.add(limits->first, -1);
    length.add(polynomial(1));
    return length == extent;
  }

  /// Whether it is begin() of a span.
  static bool is_begin_of_view(const Expr* iterator) {
    const Expr* array = array_at(iterator, "begin");
    return array != nullptr && storage_of(array->getType()) == element_storage::elsewhere;
  }
  /// A span may be a part of what it leads to; one of which nothing more is known is the array.
  static bool begins_with_view(const array_place& place, const Expr* iterator) {
    const Expr* array = array_at(iterator, "begin");
    const auto* named =
        array == nullptr ? nullptr : dyn_cast<clang::DeclRefExpr>(bare_place(array));
    return named != nullptr && !place.steps.empty() &&
           place.steps.front() == named->getDecl()->getCanonicalDecl();
  }

  void see(const Expr* argument, access_kind kind, bool iterator,
           const std::optional<polynomial>& extent) {
    if (kind == access_kind::none) {
      return;
    }
    const Expr* e = argument->IgnoreParenImpCasts();
    auto place = iterator || e->getType()->isPointerType() || e->getType()->isArrayType()
                     ? places_.find_target(e)
                     : places_.find(e);
    const auto moves = [&](const place_subscript& s) {
      return s.value && s.value->mentions(values_.index());
    };
    if (!place || values_.index().empty() || place->by_function ||
        (std::none_of(place->subscripts.begin(), place->subscripts.end(), moves) &&
         !(extent && (extent->mentions(values_.index()) || goes_over_range(*place, *extent))) &&
         !whole_ && !(differs_ && kind == access_kind::written)) ||
        std::any_of(place->names.begin(), place->names.end(), [&](const std::string& name) {
          return is_declared_shared(values_.loop(), name);
        })) {
      return;
    }
    array_access access;
    access.expression = e;
    access.place = std::move(*place);
    access.written = kind == access_kind::written;
    access.extent = extent;
    access.whole =
        whole_ && (!is_begin_of_view(argument) || begins_with_view(access.place, argument));
    access.of_range = extent && goes_over_range(access.place, *extent);
    access.differs = differs_ && access.written;
    found_.push_back(std::move(access));
  }

  const loop_values& values_;
  callee_effects& callees_;
  const body_map& code_;
  const place_finder& places_;
  bool in_body_;
  bool whole_ = false;   ///< the argument that is looked at
  bool differs_ = false; ///< what the call writes there, from iteration to iteration
  std::vector<array_access> found_;
};

} // namespace

std::vector<array_access> find_call_accesses(const loop_values& values, callee_effects& callees) {
  return call_finder(values, callees, values.map(), place_finder(values)).run();
}

std::vector<array_access> find_call_accesses_in(const loop_values& values, callee_effects& callees,
                                                const body_map& code, const place_finder& places) {
  return call_finder(values, callees, code, places).run();
}

} // namespace ptools::tool
