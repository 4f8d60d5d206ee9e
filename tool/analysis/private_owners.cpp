#include "private_owners.hpp"

#include <set>

#include "type_kinds.hpp"

namespace ptools::tool {

using clang::Expr;

namespace {

bool owns_private_memory(const array_access& a) {
  if (a.in_callee && a.inner == nullptr) {
    return false; // a whole call, of which the type says nothing
  }
  const clang::QualType type = (a.inner != nullptr ? a.inner : a.expression)->getType();
  return storage_of(type) == element_storage::owned || is_smart_pointer(type);
}

} // namespace

void check_private_owners(const std::vector<array_access>& accesses, const loop_values& values,
                          reporter& report) {
  std::set<const Expr*> shown;
  for (const array_access& a : accesses) {
    if ((!a.written && !a.updated) || !owns_private_memory(a) || !lies_in_shared_memory(a.place) ||
        !shown.insert(a.expression).second) {
      continue;
    }
    finding f{id::stored_pointer,
              a.expression->getBeginLoc(),
              {values.text(a.expression), "what it owns"},
              {a.expression->getSourceRange()},
              {},
              {}};
    if (a.inner != nullptr) {
      f.notes.push_back({a.inner->getBeginLoc(), "the function changes it here"});
    }
    f.notes.push_back({f.where, "keep there what has no memory of its own, or a container with "
                                "ptools::shared_allocator"});
    report.show(f);
  }
}

} // namespace ptools::tool
