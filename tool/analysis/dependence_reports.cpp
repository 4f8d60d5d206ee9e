#include "dependence_reports.hpp"

#include <algorithm>

#include "guards.hpp"
#include "shared_name.hpp"

namespace ptools::tool {

using clang::Expr;

namespace {

void point_at(finding& f, const array_access& write, const array_access& read) {
  const Expr* at = write.inner != nullptr ? write.inner : write.expression;
  f.notes.push_back({at->getBeginLoc(), "it is written here"});
  if (read.inner != nullptr) {
    f.notes.push_back({read.inner->getBeginLoc(), "the function reads it here"});
  }
}

} // namespace

bool dependence_reports::have_shown_in(const array_access& write, const array_access& other) const {
  return std::any_of(shown_.begin(), shown_.end(), [&](const Expr* e) {
    return lies_in(e, write.expression) || lies_in(e, other.expression) ||
           lies_in(other.expression, e);
  });
}

bool dependence_reports::lies_in(const clang::Stmt* at, const clang::Stmt* whole) const {
  while (at != nullptr && at != whole) {
    at = values_.map().parent(at);
  }
  return at != nullptr;
}

void dependence_reports::show_same(const array_access& a) {
  finding f{
      id::same_element, a.expression->getBeginLoc(), {values_.text(a.expression)}, {}, {}, {}};
  f.ranges.push_back(a.expression->getSourceRange());
  const bool chosen = !a.updated && is_guarded(a.expression, values_.map());
  f.notes.push_back(
      {f.where,
       (chosen ? "look for one value with 'reduce=max(VARIABLE)' or 'reduce=min(VARIABLE)' (one "
                 "that says where it was found is not available yet), or write 'shared("
               : "accumulate into a variable with 'reduce=OPERATOR(VARIABLE)', make the element "
                 "atomic, or write 'shared(") +
           name_for_shared(a, values_) + ")' if no two iterations meet"});
  report_.show(f);
}

void dependence_reports::show_scattered(const array_access& a, const std::string& why) {
  shown_.insert(a.expression);
  finding f{
      id::scattered_update, a.expression->getBeginLoc(), {values_.text(a.expression)}, {}, {}, {}};
  f.ranges.push_back(a.expression->getSourceRange());
  if (!why.empty()) {
    f.notes.push_back({f.where, why});
  }
  if (a.inner != nullptr) {
    f.notes.push_back({a.inner->getBeginLoc(), "the function changes it here"});
  }
  f.notes.push_back({f.where, "write 'shared(" + name_for_shared(a, values_) +
                                  ")' if no two iterations meet, or make its elements atomic"});
  report_.show(f);
}

void dependence_reports::show_carried(const array_access& write, const array_access& read) {
  show_read(id::carried_dependence, write, read);
}

void dependence_reports::show_unseen(const array_access& write, const array_access& read) {
  show_read(id::unseen_dependence, write, read);
}

void dependence_reports::show_read(int which, const array_access& write, const array_access& read) {
  shown_.insert(read.expression);
  finding f{which,
            read.expression->getBeginLoc(),
            {values_.text(read.expression), values_.text(write.expression)},
            {},
            {},
            {}};
  f.ranges.push_back(read.expression->getSourceRange());
  point_at(f, write, read);
  f.notes.push_back(
      {f.where, "read from a second array that keeps the values from before the loop, or write "
                "'shared(" +
                    name_for_shared(write, values_) + ")' if no two iterations meet"});
  report_.show(f);
}

} // namespace ptools::tool
