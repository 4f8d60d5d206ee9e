#include "statement_end.hpp"

#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

/// The statement that the text of `s` ends with.
const clang::Stmt* last_part(const clang::Stmt* s) {
  while (true) {
    const clang::Stmt* next = nullptr;
    if (const auto* f = dyn_cast<clang::ForStmt>(s)) {
      next = f->getBody();
    } else if (const auto* r = dyn_cast<clang::CXXForRangeStmt>(s)) {
      next = r->getBody();
    } else if (const auto* w = dyn_cast<clang::WhileStmt>(s)) {
      next = w->getBody();
    } else if (const auto* i = dyn_cast<clang::IfStmt>(s)) {
      next = i->getElse() != nullptr ? i->getElse() : i->getThen();
    } else if (const auto* w = dyn_cast<clang::SwitchStmt>(s)) {
      next = w->getBody();
    } else if (const auto* l = dyn_cast<clang::LabelStmt>(s)) {
      next = l->getSubStmt();
    } else if (const auto* c = dyn_cast<clang::SwitchCase>(s)) {
      next = c->getSubStmt();
    } else if (const auto* a = dyn_cast<clang::AttributedStmt>(s)) {
      next = a->getSubStmt();
    }
    if (next == nullptr) {
      return s;
    }
    s = next;
  }
}

bool includes_its_end(const clang::Stmt* s) {
  return clang::isa<clang::CompoundStmt, clang::NullStmt, clang::DeclStmt, clang::CXXTryStmt>(s);
}

} // namespace

std::optional<clang::SourceLocation> end_of_statement(const clang::Stmt* statement,
                                                      const clang::SourceManager& sources,
                                                      const clang::LangOptions& language) {
  const clang::Stmt* last = last_part(statement);
  const clang::SourceLocation token = sources.getExpansionRange(last->getEndLoc()).getEnd();
  const clang::SourceLocation after =
      clang::Lexer::getLocForEndOfToken(token, 0, sources, language);
  if (after.isInvalid()) {
    return {};
  }
  if (includes_its_end(last)) {
    return after;
  }
  const auto next = clang::Lexer::findNextToken(token, sources, language);
  if (next && next->is(clang::tok::semi)) {
    return next->getEndLoc();
  }
  return last->getEndLoc().isMacroID() ? std::optional(after) : std::nullopt;
}

} // namespace ptools::tool
