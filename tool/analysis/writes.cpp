#include "writes.hpp"

#include <algorithm>

#include "library_functions.hpp"
#include "reductions.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast;
using clang::dyn_cast_or_null;

namespace {

/// What is known of where a variable's own storage lies.
enum class location { own, unknown };

/// Follows `double& r = s;` back to s where that is plain in the text.
const clang::ValueDecl* behind_reference(const clang::ValueDecl* variable) {
  for (int depth = 0; depth < 8; ++depth) {
    const auto* local = dyn_cast<clang::VarDecl>(variable);
    if (local == nullptr || !local->getType()->isReferenceType() ||
        clang::isa<clang::ParmVarDecl>(local) || local->getInit() == nullptr) {
      return variable;
    }
    const clang::Expr* target = local->getInit()->IgnoreParenImpCasts();
    while (const auto* member = dyn_cast<clang::MemberExpr>(target)) {
      if (member->isArrow()) {
        return variable;
      }
      target = member->getBase()->IgnoreParenImpCasts();
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(target);
    if (reference == nullptr) {
      return variable;
    }
    variable = reference->getDecl();
  }
  return variable;
}

location location_of(const mention& m) {
  if (m.member) {
    return location::unknown;
  }
  const clang::ValueDecl* variable = behind_reference(m.variable);
  if (const auto* part = dyn_cast<clang::BindingDecl>(variable)) {
    const auto* whole = dyn_cast_or_null<clang::VarDecl>(part->getDecomposedDecl());
    const bool refers = whole != nullptr && whole->getType()->isReferenceType();
    return refers ? location::unknown : location::own;
  }
  return variable->getType()->isReferenceType() ? location::unknown : location::own;
}

std::string callee_name(const clang::FunctionDecl* callee) {
  if (callee == nullptr) {
    return "a function";
  }
  const llvm::StringRef algorithm = in_std(callee) ? algorithm_name(callee) : llvm::StringRef();
  return algorithm.empty() ? callee->getNameInfo().getAsString() : algorithm.str();
}

class write_check {
public:
  write_check(const annotated_loop& loop, const loop_form& form, reporter& report,
              const clang::ASTContext& context)
      : loop_(loop), form_(form), report_(report), context_(context) {}

  void see(const mention& m) {
    if (!changes(m.what) || is_declared_shared(loop_, m.variable->getNameAsString())) {
      return;
    }
    const auto* global = dyn_cast<clang::VarDecl>(m.variable);
    const bool of_library = global != nullptr && global->hasGlobalStorage() && in_library(global);
    if (of_library || (global != nullptr && global->getTLSKind() != clang::VarDecl::TLS_None)) {
      return; // output, and PT0034
    }
    const bool element = m.what.subscripted && m.what.kind != use_kind::nonconst_call;
    if (const char* part = element ? nullptr : header_part_using(m.variable)) {
      show({id::bound_changed, {}, {m.variable->getNameAsString(), part}, {}, {}, {}}, m,
           "compute what the loop runs to before it starts, and keep it unchanged");
      return;
    }
    if (is_random_engine(m.variable->getType()) || is_random_engine(m.what.owner)) {
      show({id::shared_random_engine, {}, {name_in_text(m)}, {}, {}, {}}, m,
           "make an engine for each iteration: 'auto engine = ptools::random_stream(i);'");
      return;
    }
    if (!m.member && global != nullptr && global->hasGlobalStorage()) {
      see_global(m);
      return;
    }
    if (is_harmless(m)) {
      return;
    }
    show_kind(m);
  }

private:
  /// Writes that are checked by their address when they happen.
  bool is_harmless(const mention& m) const {
    return m.what.subscripted && !m.what.in_container && location_of(m) == location::unknown;
  }

  void see_global(const mention& m) {
    show({id::writes_global, {}, {m.variable->getNameAsString()}, {}, {}, {}}, m,
         m.what.subscripted ? "make it a ptools::shared_array"
                            : "name it in 'reduce=OPERATOR(" + m.variable->getNameAsString() +
                                  ")' if it is accumulated");
  }

  void show_kind(const mention& m) {
    const std::string name = name_in_text(m);
    const std::string type = spelled(m.variable->getType().getNonReferenceType(), context_);
    switch (m.what.kind) {
    case use_kind::nonconst_call:
      show({id::nonconst_call, {}, {name, callee_name(m.what.callee)}, {}, {}, {}}, m, remedy(m));
      return;
    case use_kind::passed:
      show({id::changed_by_callee, {}, {name, callee_name(m.what.callee)}, {}, {}, {}}, m,
           remedy(m));
      return;
    case use_kind::write_part:
      if (m.what.subscripted) {
        show({id::writes_element, {}, {name, type}, {}, {}, {}}, m, remedy(m));
        return;
      }
      [[fallthrough]];
    default:
      show({id::writes_scalar, {}, {place_text(m)}, {}, {}, {}}, m, remedy(m));
    }
  }

  /// `r.best` rather than `r`.
  std::string place_text(const mention& m) const {
    std::string path;
    const clang::Expr* at = m.what.place;
    while (const auto* member = dyn_cast_or_null<clang::MemberExpr>(at)) {
      if (clang::isa<clang::CXXThisExpr>(member->getBase()->IgnoreImpCasts())) {
        break;
      }
      path = "." + member->getMemberDecl()->getNameAsString() + path;
      at = member->getBase()->IgnoreParenImpCasts();
    }
    return name_in_text(m) + (m.by_alias ? "" : path);
  }

  std::string remedy(const mention& m) const {
    const std::string name = m.variable->getNameAsString();
    const bool elements = m.what.subscripted || m.what.in_container;
    if (elements) {
      return "keep it in the shared heap, as a ptools::shared_array or a container with "
             "ptools::shared_allocator";
    }
    return "accumulate into it with 'reduce=OPERATOR(" + name +
           ")', declare it inside the loop, or keep it in the shared heap and write 'shared(" +
           name + ")'";
  }

  const char* header_part_using(const clang::ValueDecl* variable) const {
    if (names(form_.bound, variable)) {
      return "bound";
    }
    return names(form_.step, variable) ? "step" : nullptr;
  }

  static bool names(const clang::Stmt* in, const clang::ValueDecl* variable) {
    if (in == nullptr) {
      return false;
    }
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(in)) {
      return reference->getDecl() == variable;
    }
    if (const auto* member = dyn_cast<clang::MemberExpr>(in)) {
      if (member->getMemberDecl() == variable) {
        return true;
      }
    }
    return std::any_of(in->child_begin(), in->child_end(),
                       [&](const clang::Stmt* child) { return names(child, variable); });
  }

  void show(finding f, const mention& m, std::string remedy) {
    const clang::Expr* at = m.what.at != nullptr ? m.what.at : m.expression;
    f.where = at->getExprLoc();
    f.ranges.push_back(m.expression->getSourceRange());
    f.notes.push_back(
        {m.variable->getLocation(), "'" + m.variable->getNameAsString() + "' is declared here"});
    f.notes.push_back({f.where, std::move(remedy)});
    report_.show(f);
  }

  const annotated_loop& loop_;
  const loop_form& form_;
  reporter& report_;
  const clang::ASTContext& context_;
};

} // namespace

bool is_declared_shared(const annotated_loop& loop, const std::string& name) {
  for (const clause& c : loop.clauses->clauses) {
    if (c.kind != clause_kind::shared) {
      continue;
    }
    for (const list_item& item : c.items) {
      const std::string text = text_of(*loop.note, item.text);
      if (text == name || text == "this->" + name ||
          (text.size() > name.size() + 2 &&
           text.compare(text.size() - name.size() - 2, std::string::npos, "::" + name) == 0)) {
        return true;
      }
    }
  }
  return false;
}

void check_writes(const annotated_loop& loop, const loop_form& form, const loop_code& code,
                  const std::vector<const clang::ValueDecl*>& exempt, reporter& report,
                  const clang::ASTContext& context) {
  write_check check(loop, form, report, context);
  for (const mention& m : code.mentions) {
    if (std::find(exempt.begin(), exempt.end(), m.variable) == exempt.end()) {
      check.see(m);
    }
  }
}

} // namespace ptools::tool
