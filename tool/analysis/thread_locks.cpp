#include "thread_locks.hpp"

#include <set>

#include "callee_walk.hpp"
#include "expression.hpp"
#include "guards.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// The object that a statement waits for, locks or opens for others, or null.
const Expr* waited_for(const clang::Stmt* statement) {
  if (const Expr* lock = locked_by(statement)) {
    return lock;
  }
  const auto* call = dyn_cast<clang::CXXMemberCallExpr>(statement);
  const clang::CXXMethodDecl* method = call == nullptr ? nullptr : call->getMethodDecl();
  if (method == nullptr || !in_std(method) || !method->getDeclName().isIdentifier()) {
    return nullptr;
  }
  const Expr* object = call->getImplicitObjectArgument();
  const clang::CXXRecordDecl* record = class_of(object->getType());
  const bool sleeps =
      method->getName() == "wait" && record != nullptr && record->getName().contains("atomic");
  return sleeps || is_for_threads(object->getType().getNonReferenceType()) ? object : nullptr;
}

class thread_lock_check {
public:
  thread_lock_check(const loop_values& values, program_index& index, reporter& report)
      : values_(values), index_(index), report_(report) {}

  void run() {
    look_at(values_.map(), place_finder(values_), nullptr);
    walk_callees(values_, index_, [&](const seen_call& seen) {
      if (seen.places != nullptr) {
        look_at(seen.code, *seen.places, seen.site);
      }
      return true;
    });
  }

private:
  void look_at(const body_map& code, const place_finder& places, const Expr* site) {
    for (const clang::Stmt* statement : code.statements()) {
      const Expr* const object = waited_for(statement);
      if (object == nullptr || !is_for_threads_or_atomic(object)) {
        continue;
      }
      const auto place = places.find(object);
      const Expr* const at = site == nullptr ? object : site;
      if (place && lies_in_shared_memory(*place) && shown_.insert(at).second) {
        show(*object, *at, site != nullptr);
      }
    }
  }

  static bool is_for_threads_or_atomic(const Expr* object) {
    const clang::CXXRecordDecl* record = class_of(object->getType());
    return is_for_threads(object->getType().getNonReferenceType()) ||
           (record != nullptr && in_std(record));
  }

  void show(const Expr& object, const Expr& at, bool in_callee) {
    const std::string name = class_of(object.getType())->getNameAsString();
    finding f{id::lock_of_threads,
              at.getBeginLoc(),
              {values_.text(&at),
               llvm::StringRef(name).starts_with("__atomic") ? "std::atomic" : "std::" + name},
              {},
              {},
              {}};
    f.ranges.push_back(at.getSourceRange());
    if (in_callee) {
      f.notes.push_back({object.getBeginLoc(), "it happens here"});
    }
    f.notes.push_back({f.where, "sum up with 'reduce=', make the elements atomic, or use a lock "
                                "for processes, such as boost::interprocess::interprocess_mutex"});
    report_.show(f);
  }

  const loop_values& values_;
  program_index& index_;
  reporter& report_;
  std::set<const Expr*> shown_;
};

} // namespace

void check_thread_locks(const loop_values& values, program_index& index, reporter& report) {
  thread_lock_check(values, index, report).run();
}

} // namespace ptools::tool
