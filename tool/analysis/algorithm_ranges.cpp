#include "algorithm_ranges.hpp"

#include <algorithm>

#include "library_functions.hpp"
#include "type_kinds.hpp"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// What comes after the first range. Algorithms that are not listed have one range alone.
struct shape {
  bool middle = false;      ///< an iterator stands between its ends
  bool second = false;      ///< another range
  bool own_end = false;     ///< ... that says itself where it ends
  bool second_out = false;  ///< ... and is written
  bool output = false;      ///< an iterator to write to
  bool same_length = false; ///< ... as many elements as it reads
  bool output_end = false;  ///< ... which end there
};

const llvm::StringMap<shape>& shapes() {
  const shape copies{.output = true, .same_length = true}, filters{.output = true};
  const shape backwards{.output = true, .same_length = true, .output_end = true};
  const shape splits{.middle = true};
  const shape compares{.second = true}, searches{.second = true, .own_end = true};
  const shape joins{.second = true, .own_end = true, .output = true};
  static const llvm::StringMap<shape> table{
      {"copy", copies},
      {"copy_n", copies},
      {"copy_backward", backwards},
      {"move_backward", backwards},
      {"move", copies},
      {"transform", {.second = true, .output = true, .same_length = true}},
      {"reverse_copy", copies},
      {"replace_copy", copies},
      {"replace_copy_if", copies},
      {"partial_sum", copies},
      {"inclusive_scan", copies},
      {"exclusive_scan", copies},
      {"transform_inclusive_scan", copies},
      {"transform_exclusive_scan", copies},
      {"adjacent_difference", copies},
      {"uninitialized_copy", copies},
      {"uninitialized_copy_n", copies},
      {"uninitialized_move", copies},
      {"rotate_copy", {.middle = true, .output = true, .same_length = true}},
      {"copy_if", filters},
      {"remove_copy", filters},
      {"remove_copy_if", filters},
      {"unique_copy", filters},
      {"sample", filters},
      {"rotate", splits},
      {"partial_sort", splits},
      {"nth_element", splits},
      {"inplace_merge", splits},
      {"inner_product", compares},
      {"transform_reduce", compares},
      {"equal", compares},
      {"mismatch", compares},
      {"is_permutation", compares},
      {"swap_ranges", {.second = true, .second_out = true}},
      {"includes", searches},
      {"lexicographical_compare", searches},
      {"search", searches},
      {"find_end", searches},
      {"find_first_of", searches},
      {"partial_sort_copy", {.second = true, .own_end = true, .second_out = true}},
      {"merge", joins},
      {"set_union", joins},
      {"set_intersection", joins},
      {"set_difference", joins},
      {"set_symmetric_difference", joins},
  };
  return table;
}

/// Takes iterators and looks at no element between them.
bool only_steps(llvm::StringRef name) {
  static const llvm::StringSet<> names{"distance", "iter_swap", "next", "prev"};
  return names.contains(name);
}

bool is_iterator(clang::QualType type) {
  return type->isPointerType() || (!type->isReferenceType() && class_of(type) != nullptr);
}

class range_reader {
public:
  range_reader(const clang::CallExpr* call, const clang::FunctionDecl* callee,
               callee_effects& callees)
      : callee_(callee), callees_(callees), name_(algorithm_name(callee)),
        of_ranges_(clang::isa<clang::CXXMethodDecl>(callee)),
        arguments_(call->arg_begin() + (of_ranges_ ? 1 : 0), call->arg_end()) {
    if (const auto known = shapes().find(name_); known != shapes().end()) {
      shape_ = known->second;
    }
  }

  std::vector<algorithm_range> run() {
    at_ = has_policy() ? 1 : 0;
    if (name_.empty() || only_steps(name_) || !take_first()) {
      return {};
    }
    found_[0].written = library_call_writes(callee_, 0) ||
                        std::any_of(arguments_.begin(), arguments_.end(), [&](const Expr* given) {
                          return callees_.changes_what_it_gets(given);
                        });
    if (shape_.second && has_second()) {
      if (!take_second()) {
        return {};
      }
    }
    if (shape_.output && is_iterator_at(at_)) {
      found_.push_back({.first = arguments_[at_],
                        .goes_along = shape_.same_length,
                        .is_end = shape_.output_end,
                        .written = true});
    }
    return std::move(found_);
  }

private:
  bool is_iterator_at(unsigned at) const {
    return at < arguments_.size() && at < callee_->getNumParams() && is_iterator(type_at(at));
  }
  clang::QualType type_at(unsigned at) const { return callee_->getParamDecl(at)->getType(); }
  bool is_range_at(unsigned at) const {
    return of_ranges_ && at < arguments_.size() && type_at(at)->isReferenceType();
  }

  /// `std::execution::par` comes by reference, iterators do not.
  bool has_policy() const {
    return !of_ranges_ && callee_->getNumParams() > 2 && type_at(0)->isReferenceType();
  }

  bool take_first() {
    if (is_range_at(at_)) {
      found_.push_back({.first = arguments_[at_++], .is_range = true});
      at_ += shape_.middle ? 1 : 0;
      return true;
    }
    if (!is_iterator_at(at_) || at_ + 1 >= arguments_.size() ||
        at_ + 1 >= callee_->getNumParams()) {
      return false;
    }
    const clang::QualType next = type_at(at_ + 1);
    if (name_.ends_with("_n")) {
      if (!next->isIntegralOrEnumerationType() && class_of(next) == nullptr) {
        return false;
      }
      found_.push_back({.first = arguments_[at_], .number = arguments_[at_ + 1]});
      at_ += 2;
      return true;
    }
    return take_two(shape_.middle ? 2 : 1);
  }

  bool take_two(unsigned distance) {
    const unsigned last = at_ + distance;
    if (!is_iterator_at(at_) || !is_iterator_at(last) ||
        (!of_ranges_ && type_at(at_).getCanonicalType().getUnqualifiedType() !=
                            type_at(last).getCanonicalType().getUnqualifiedType())) {
      return false;
    }
    found_.push_back({.first = arguments_[at_], .last = arguments_[last]});
    at_ = last + 1;
    return true;
  }

  /// std::transform and std::transform_reduce go over one range or over two.
  bool has_second() const {
    const std::size_t left = callee_->getNumParams() - at_;
    if (name_ == "transform") {
      return left >= (of_ranges_ ? 5 : 3);
    }
    return name_ != "transform_reduce" || left != 3;
  }

  bool take_second() {
    if (is_range_at(at_)) {
      found_.push_back({.first = arguments_[at_++], .is_range = true});
    } else if (shape_.own_end || of_ranges_) {
      if (!take_two(1)) {
        return false;
      }
    } else if (is_iterator_at(at_)) {
      found_.push_back({.first = arguments_[at_++], .goes_along = true});
    } else {
      return false;
    }
    found_.back().written = shape_.second_out;
    for (algorithm_range& one : found_) {
      one.swapped = shape_.second_out && !shape_.own_end;
    }
    return true;
  }

  const clang::FunctionDecl* callee_;
  callee_effects& callees_;
  llvm::StringRef name_;
  bool of_ranges_;
  std::vector<const Expr*> arguments_;
  shape shape_;
  unsigned at_ = 0;
  std::vector<algorithm_range> found_;
};

} // namespace

std::vector<algorithm_range> ranges_of_algorithm(const clang::CallExpr* call,
                                                 callee_effects& callees) {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  const auto* method = callee == nullptr ? nullptr : dyn_cast<clang::CXXMethodDecl>(callee);
  if (callee == nullptr || !in_std(callee) ||
      (method != nullptr && !clang::isa<clang::CXXOperatorCallExpr>(call))) {
    return {};
  }
  return range_reader(call, callee, callees).run();
}

} // namespace ptools::tool
