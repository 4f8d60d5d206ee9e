#include "repeated_lambdas.hpp"

#include <algorithm>

#include "callee_effects.hpp"
#include "captures.hpp"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

const clang::LambdaExpr* lambda_of(const clang::VarDecl* variable) {
  const clang::Expr* init = variable->getInit();
  return init == nullptr ? nullptr : dyn_cast<clang::LambdaExpr>(init->IgnoreImplicit());
}

/// Repeating gives the same closure if nothing was copied at the time of the declaration that may
/// have changed since.
bool may_repeat(const clang::LambdaExpr* lambda) {
  bool by_reference = false;
  for (const clang::LambdaCapture& capture : lambda->captures()) {
    if (!capture.capturesVariable()) {
      return false;
    }
    const bool copied = capture.getCaptureKind() == clang::LCK_ByCopy;
    if (copied && !capture.getCapturedVar()->getType().isConstQualified()) {
      return false;
    }
    by_reference = by_reference || !copied;
  }
  return by_reference;
}

} // namespace

std::vector<repeated_declaration> find_repeated_lambdas(const loop_instance& instance,
                                                        const loop_code& code,
                                                        const loop_form& form,
                                                        callee_effects& callees) {
  std::vector<repeated_declaration> found;
  std::vector<const clang::VarDecl*> inside;
  const loop_code* current = &code;
  loop_code next;
  bool grew = true;
  while (grew) {
    grew = false;
    for (const mention& m : current->mentions) {
      const auto* variable = dyn_cast<clang::VarDecl>(m.variable);
      const clang::LambdaExpr* lambda =
          variable != nullptr && !m.member && is_local(variable) ? lambda_of(variable) : nullptr;
      const bool known = std::find(inside.begin(), inside.end(), variable) != inside.end();
      if (lambda == nullptr || known || !may_repeat(lambda)) {
        continue;
      }
      const clang::DeclStmt* statement = declaration_of(variable, instance.function);
      if (statement == nullptr || !statement->isSingleDecl() ||
          statement->getBeginLoc().isMacroID()) {
        continue;
      }
      inside.push_back(variable);
      found.push_back({variable, statement});
      grew = true;
    }
    if (grew) {
      next = read_loop_code(instance, form, callees, inside);
      current = &next;
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.statement->getBeginLoc() < b.statement->getBeginLoc();
  });
  return found;
}

} // namespace ptools::tool
