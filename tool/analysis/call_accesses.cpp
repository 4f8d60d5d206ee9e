#include "call_accesses.hpp"

#include <algorithm>

#include "algorithm_ranges.hpp"
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
      if (const auto* call = dyn_cast<clang::CallExpr>(statement)) {
        see_call(call);
      }
    }
    return std::move(found_);
  }

private:
  void see_call(const clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (const auto parameters = parameters_of_unknown(call)) {
      see_unknown(call, *parameters);
      return;
    }
    if (callee == nullptr || (in_library(callee) && is_called(callee, "swap"))) {
      return; // a swap is an access as others are
    }
    if (!in_body_ && !in_library(callee)) {
      return; // is looked into itself
    }
    const std::vector<algorithm_range> ranges = ranges_of_algorithm(call, callees_);
    if (ranges.empty()) {
      see_arguments(call, callee);
    } else {
      see_algorithm(call, ranges);
    }
  }

  /// Of a pointer to a function, or a std::function: nobody knows what is called.
  static std::optional<std::vector<clang::QualType>>
  parameters_of_unknown(const clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr) {
      clang::QualType type = call->getCallee()->getType();
      type = type->isPointerType() ? type->getPointeeType() : type;
      const auto* known = type->getAs<clang::FunctionProtoType>();
      return known == nullptr
                 ? std::nullopt
                 : std::optional(std::vector(known->param_type_begin(), known->param_type_end()));
    }
    const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
    if (method == nullptr || !in_std(method) || method->getOverloadedOperator() != clang::OO_Call ||
        !method->getParent()->getDeclName().isIdentifier() ||
        !method->getParent()->getName().ends_with("function")) {
      return {};
    }
    std::vector<clang::QualType> types;
    for (const clang::ParmVarDecl* parameter : method->parameters()) {
      types.push_back(parameter->getType());
    }
    return types;
  }

  void see_unknown(const clang::CallExpr* call, const std::vector<clang::QualType>& parameters) {
    const unsigned first = clang::isa<clang::CXXOperatorCallExpr>(call) ? 1 : 0;
    for (unsigned i = 0; i < parameters.size() && first + i < call->getNumArgs(); ++i) {
      const clang::QualType type = parameters[i];
      if (type->isLValueReferenceType()) {
        const bool written = !type->getPointeeType().isConstQualified();
        see_argument(call->getArg(first + i), written ? access_kind::written : access_kind::none);
      } else {
        see_argument(call->getArg(first + i),
                     kind_behind(type, i == 0 ? clang::QualType() : parameters[i - 1]));
      }
    }
  }

  void see_argument(const Expr* argument, access_kind kind) {
    argument = argument->IgnoreParenImpCasts();
    const clang::QualType type = argument->getType();
    if (kind != access_kind::none) {
      see(argument,
          type->isPointerType() || type->isArrayType() ? places_.find_target(argument)
                                                       : places_.find(argument),
          kind, {});
    }
  }

  void see_arguments(const clang::CallExpr* call, const clang::FunctionDecl* callee) {
    unsigned first = 0;
    if (clang::isa<clang::CXXOperatorCallExpr>(call)) {
      const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
      if (method == nullptr || !method->getParent()->isLambda()) {
        return;
      }
      first = 1;
    }
    const unsigned count = std::min(call->getNumArgs() - first, callee->getNumParams());
    const bool varies = in_body_ && first == 0 && in_library(callee) && values_.varies(call);
    for (unsigned i = 0; i < count; ++i) {
      const access_kind kind = kind_of(callee, i);
      differs_ = varies && !is_handle(callee, i);
      if (!in_library(callee)) {
        see_argument(call->getArg(first + i), kind);
      } else if (kind != access_kind::none) {
        const Expr* iterator = call->getArg(first + i)->IgnoreParenImpCasts();
        see(iterator, places_.find_target(iterator), kind, elements_in_bytes(call, iterator));
      }
    }
    differs_ = false;
  }

  void see_algorithm(const clang::CallExpr* call, const std::vector<algorithm_range>& ranges) {
    differs_ = in_body_ && values_.varies(call);
    const auto length = length_of(ranges.front());
    for (const algorithm_range& range : ranges) {
      whole_ = goes_over_all(range);
      swapped_ = range.swapped;
      const auto place = range.is_end ? place_before(range, length) : place_of(range);
      see(range.first->IgnoreParenImpCasts(), place,
          range.written ? access_kind::written : access_kind::read,
          range.goes_along ? length : length_of(range));
    }
    whole_ = swapped_ = differs_ = false;
  }

  std::optional<array_place> place_of(const algorithm_range& range) const {
    const Expr* first = range.first->IgnoreParenImpCasts();
    if (!range.is_range || is_view(first)) {
      return places_.find_target(first);
    }
    auto place = first->getType()->isArrayType() || is_array_class(first->getType())
                     ? places_.find(first)
                     : std::nullopt;
    if (place) {
      place->steps.push_back(nullptr);
      place->subscripts.emplace_back();
      place->subscripted = true;
    }
    return place;
  }

  /// Where so many elements begin that end there; nothing if nobody knows how many.
  std::optional<array_place> place_before(const algorithm_range& range,
                                          const std::optional<place_subscript>& length) const {
    auto place = place_of(range);
    if (!place || !length || !length->value || !place->ends_in_element()) {
      return {};
    }
    place_subscript& last = place->subscripts.back();
    if (!last.value) {
      return {};
    }
    last.value->add(*length->value, -1);
    last.known = *last.value;
    for (std::size_t i = 0; i < length->parts.size(); ++i) {
      last.parts.push_back(length->parts[i]);
      last.times.push_back(-length->times[i]);
    }
    return place;
  }

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
    if (definition != nullptr && type->isPointerType() && !type->isFunctionPointerType()) {
      return callees_.changes_argument(callee, index) ? access_kind::written
             : follows(definition, index)             ? access_kind::read
                                                      : access_kind::none;
    }
    return kind_behind(type,
                       index == 0 ? clang::QualType() : callee->getParamDecl(index - 1)->getType());
  }

  /// What a function that cannot be looked into does with a pointer.
  static access_kind kind_behind(clang::QualType type, clang::QualType previous) {
    if (!type->isPointerType() || type->isFunctionPointerType()) {
      return access_kind::none;
    }
    if (!previous.isNull() && previous.getCanonicalType() == type.getCanonicalType()) {
      return access_kind::none; // perhaps the end of a stretch
    }
    return type->getPointeeType().isConstQualified() ? access_kind::read : access_kind::written;
  }

  static access_kind kind_in_library(const clang::FunctionDecl* callee, unsigned index) {
    const clang::QualType type = callee->getParamDecl(index)->getType();
    if (type->isReferenceType() || clang::isa<clang::CXXMethodDecl>(callee)) {
      return access_kind::none;
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

  std::optional<place_subscript> number_of(const Expr* e) const {
    place_subscript number;
    number.value = values_.value_of(e);
    number.parts.push_back(e);
    number.times.push_back(1);
    return number.value ? std::optional(number) : std::nullopt;
  }

  /// `std::memset(row, 0, n * sizeof *row)`.
  std::optional<place_subscript> elements_in_bytes(const clang::CallExpr* call,
                                                   const Expr* address) const {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    const clang::QualType type = address->getType();
    if (!(is_copy_of_bytes(callee) || is_called(callee, "memset")) || call->getNumArgs() != 3 ||
        !type->isPointerType() || type->getPointeeType()->isIncompleteType()) {
      return {};
    }
    const auto size = values_.context().getTypeSizeInChars(type->getPointeeType()).getQuantity();
    const Expr* bytes = call->getArg(2)->IgnoreParenImpCasts();
    if (size == 1) {
      return number_of(bytes);
    }
    const auto* product = dyn_cast<clang::BinaryOperator>(bytes);
    if (product == nullptr || product->getOpcode() != clang::BO_Mul) {
      return {};
    }
    return values_.constant(product->getRHS()) == size   ? number_of(product->getLHS())
           : values_.constant(product->getLHS()) == size ? number_of(product->getRHS())
                                                         : std::nullopt;
  }

  /// How many elements it goes over.
  std::optional<place_subscript> length_of(const algorithm_range& range) const {
    if (range.number != nullptr) {
      return number_of(range.number);
    }
    if (range.is_range) {
      return length_of_view(range.first, 0);
    }
    const auto first = places_.find_target(range.first->IgnoreParenImpCasts());
    const auto last = range.last == nullptr
                          ? std::nullopt
                          : places_.find_target(range.last->IgnoreParenImpCasts());
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
    const place_subscript& begin = first->subscripts.back();
    place_subscript length = last->subscripts.back();
    length.value->add(*begin.value, -1);
    for (std::size_t i = 0; i < begin.parts.size(); ++i) {
      length.parts.push_back(begin.parts[i]);
      length.times.push_back(-begin.times[i]);
    }
    return length;
  }

  /// `std::span(p, n)`, `s.subspan(from, n)`, `s.first(n)`.
  std::optional<place_subscript> length_of_view(const Expr* view, int depth) const {
    view = bare_place(view);
    if (depth > deepest_place) {
      return {};
    }
    if (const auto* named = dyn_cast<clang::DeclRefExpr>(view)) {
      const Expr* kept = values_.kept_value(named->getDecl());
      return kept == nullptr ? std::nullopt : length_of_view(kept, depth + 1);
    }
    if (const auto* made = dyn_cast<clang::CXXConstructExpr>(view)) {
      if (made->getNumArgs() == 1) {
        return length_of_view(made->getArg(0), depth + 1);
      }
      return made->getNumArgs() == 2 && made->getArg(1)->getType()->isIntegralOrEnumerationType()
                 ? number_of(made->getArg(1))
                 : std::nullopt;
    }
    const auto* part = dyn_cast<clang::CXXMemberCallExpr>(view);
    const clang::CXXMethodDecl* method = part == nullptr ? nullptr : part->getMethodDecl();
    if (method == nullptr || !in_std(method)) {
      return {};
    }
    const unsigned number = is_called(method, "subspan") ? 1 : is_called(method, "first") ? 0 : 2;
    return number < part->getNumArgs() ? number_of(part->getArg(number)) : std::nullopt;
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
  bool goes_over_all(const algorithm_range& range) const {
    if (range.is_range) {
      return true;
    }
    const Expr* first = array_at(range.first, "begin");
    const Expr* last = range.last == nullptr ? nullptr : array_at(range.last, "end");
    return first != nullptr && last != nullptr && values_.text(first) == values_.text(last);
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

  static bool is_view(const Expr* e) {
    return storage_of(e->getType().getNonReferenceType()) == element_storage::elsewhere;
  }
  /// A span, or begin() of one, may be a part of what it leads to; one of which nothing more is
  /// known is the array.
  static bool is_part(const array_place& place, const Expr* argument) {
    const Expr* array = array_at(argument, "begin");
    array = array == nullptr ? argument : array;
    const auto* named = dyn_cast<clang::DeclRefExpr>(bare_place(array));
    return is_view(array) && (named == nullptr || place.steps.empty() ||
                              place.steps.front() != named->getDecl()->getCanonicalDecl());
  }

  void see(const Expr* argument, std::optional<array_place> place, access_kind kind,
           const std::optional<place_subscript>& length) {
    const auto extent = length ? length->value : std::nullopt;
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
    access.expression = argument;
    access.place = std::move(*place);
    access.written = kind == access_kind::written;
    access.extent = extent;
    access.extent_text = length.value_or(place_subscript());
    access.updated = swapped_;
    access.whole = whole_ && !is_part(access.place, argument);
    access.of_range = extent && goes_over_range(access.place, *extent);
    access.differs = differs_ && access.written;
    found_.push_back(std::move(access));
  }

  const loop_values& values_;
  callee_effects& callees_;
  const body_map& code_;
  const place_finder& places_;
  bool in_body_;
  bool whole_ = false; ///< the argument that is looked at
  bool swapped_ = false;
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
