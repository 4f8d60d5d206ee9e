#pragma once

#include <set>
#include <string>

#include "../diagnostics/report.hpp"
#include "array_access.hpp"

namespace ptools::tool {

/// What is said of accesses through which iterations depend on each other.
class dependence_reports {
public:
  dependence_reports(const loop_values& values, reporter& report)
      : values_(values), report_(report) {}

  /// All iterations write one element.
  void show_same(const array_access& a);
  /// Two iterations may change one element; `why` in words, empty if the subscript says it.
  void show_scattered(const array_access& a, const std::string& why);
  /// An iteration reads what another one writes.
  void show_carried(const array_access& write, const array_access& read);
  /// Nobody can tell whether it does.
  void show_unseen(const array_access& write, const array_access& read);

  /// Whether something was said of this expression. Updates of one element do not count.
  bool have_shown(const clang::Expr* e) const { return shown_.count(e) != 0; }
  /// ... of one of the two, or of something in the same call.
  bool have_shown_in(const array_access& write, const array_access& other) const;

private:
  void show_read(int which, const array_access& write, const array_access& read);
  bool lies_in(const clang::Stmt* at, const clang::Stmt* whole) const;

  const loop_values& values_;
  reporter& report_;
  std::set<const clang::Expr*> shown_;
};

} // namespace ptools::tool
