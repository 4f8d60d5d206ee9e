#include "index_changes.hpp"

#include "callee_effects.hpp"

namespace ptools::tool {

namespace {

/// Whether this lies in the header's own increment.
bool in_header(const loop_code& code, const clang::Stmt* at, const clang::Stmt* body) {
  for (; at != nullptr; at = code.map.parent(at)) {
    if (at == body) {
      return false;
    }
  }
  return true;
}

} // namespace

void check_index_changes(const loop_form& form, const loop_code& code, callee_effects& callees,
                         reporter& report) {
  if (form.index == nullptr) {
    return;
  }
  llvm::DenseMap<const clang::ValueDecl*, hold> names{{form.index, hold::place}};
  bool header_seen = false;
  for (const clang::Stmt* statement : code.map.statements()) {
    const auto* reference = clang::dyn_cast<clang::DeclRefExpr>(statement);
    const auto name = reference != nullptr ? names.find(reference->getDecl()) : names.end();
    if (name == names.end() || reference->isNonOdrUse() != clang::NOUR_None) {
      continue;
    }
    const use found = walk_use(code.map, callees, reference, {name->second});
    if (found.alias != nullptr) {
      names.try_emplace(found.alias, found.alias_hold);
    }
    if (!changes(found)) {
      continue;
    }
    if (!header_seen && in_header(code, reference, form.body)) {
      header_seen = true;
      continue;
    }
    const clang::SourceLocation at = found.at->getExprLoc();
    finding f{id::index_changed, at, {form.index->getNameAsString()}, {}, {}, {}};
    f.ranges.push_back(reference->getSourceRange());
    f.notes.push_back({at, "use a variable of the body, as in 'auto j = " +
                               form.index->getNameAsString() + ";'"});
    report.show(f);
    return;
  }
}

} // namespace ptools::tool
