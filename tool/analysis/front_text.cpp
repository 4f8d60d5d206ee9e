#include "front_text.hpp"

#include <algorithm>

#include "library_functions.hpp"
#include "type_kinds.hpp"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::Expr;

namespace {

/// In one line, without comments; nothing if a directive stands among the words, or a name of the
/// body.
std::optional<std::string> relaid(const std::string& written, const clang::LangOptions& language,
                                  const body_map& code) {
  clang::Lexer lexer(clang::SourceLocation(), language, written.data(), written.data(),
                     written.data() + written.size());
  std::string line;
  clang::Token word;
  const char* at = written.data();
  for (bool last = false; !last;) {
    last = lexer.LexFromRawLexer(word);
    const char* const end = lexer.getBufferLocation();
    const std::string text(end - word.getLength(), word.is(clang::tok::eof) ? 0 : word.getLength());
    if (word.is(clang::tok::hash) ||
        (word.is(clang::tok::raw_identifier) && code.declares_name(text))) {
      return {};
    }
    line += (line.empty() || end - word.getLength() == at ? "" : " ") + text;
    at = end;
  }
  return line;
}

/// A variable of the body, or an element of a pack.
bool names_own(const clang::Stmt* e, const loop_values& values) {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(e)) {
    const clang::ValueDecl* variable = reference->getDecl();
    const bool found_by_using = values.map().opens_namespace() && !reference->hasQualifier() &&
                                variable->getDeclContext()->isFileContext();
    return variable == values.form().index || values.map().declares(variable) ||
           is_of_pack(variable) || found_by_using;
  }
  for (const clang::Stmt* part : e->children()) {
    if (part != nullptr && names_own(part, values)) {
      return true;
    }
  }
  return false;
}

/// Who knows what a function does that has not promised to change nothing?
bool promises_to_change_nothing(const clang::FunctionDecl* callee) {
  if (callee == nullptr) {
    return false;
  }
  const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
  if (method != nullptr && method->isInstance() && !method->isConst()) {
    return is_element_access(method) && method->getOverloadedOperator() != clang::OO_Call;
  }
  const bool may_write = std::any_of(
      callee->param_begin(), callee->param_end(), [](const clang::ParmVarDecl* parameter) {
        const clang::QualType type = parameter->getType();
        return type->isLValueReferenceType() && !type.getNonReferenceType().isConstQualified();
      });
  if (may_write) {
    return false;
  }
  if (callee->isConstexpr() || callee->hasAttr<clang::PureAttr>() ||
      callee->hasAttr<clang::ConstAttr>() || (method != nullptr && method->isInstance())) {
    return true;
  }
  return in_std(callee) && nature_of_library_call(callee) == call_nature::pure;
}

bool changes_something(const clang::Stmt* e) {
  if (const auto* call = dyn_cast<clang::CallExpr>(e)) {
    if (!promises_to_change_nothing(call->getDirectCallee())) {
      return true;
    }
  }
  const auto* unary = dyn_cast<clang::UnaryOperator>(e);
  const auto* binary = dyn_cast<clang::BinaryOperator>(e);
  if ((unary != nullptr && unary->isIncrementDecrementOp()) ||
      (binary != nullptr && binary->isAssignmentOp()) ||
      clang::isa<clang::CXXNewExpr, clang::CXXDeleteExpr, clang::CXXThrowExpr, clang::LambdaExpr,
                 clang::StmtExpr, clang::CoroutineSuspendExpr>(e)) {
    return true;
  }
  return std::any_of(e->child_begin(), e->child_end(), [](const clang::Stmt* part) {
    return part != nullptr && changes_something(part);
  });
}

/// What comes out of a macro has no text of its own; this much of C++ reads the same from a
/// printer.
bool is_simple(const clang::Stmt* e) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(e);
  const auto* member = dyn_cast<clang::MemberExpr>(e);
  if ((reference != nullptr && !reference->getDecl()->getDeclName().isIdentifier()) ||
      (member != nullptr && member->hasExplicitTemplateArgs())) {
    return false;
  }
  return clang::isa<clang::DeclRefExpr, clang::MemberExpr, clang::CXXThisExpr, clang::UnaryOperator,
                    clang::BinaryOperator, clang::ParenExpr, clang::ImplicitCastExpr,
                    clang::IntegerLiteral, clang::ArraySubscriptExpr, clang::CXXMemberCallExpr>(
             e) &&
         std::all_of(e->child_begin(), e->child_end(),
                     [](const clang::Stmt* part) { return part != nullptr && is_simple(part); });
}

std::string printed(const Expr* e, const clang::ASTContext& context) {
  std::string text;
  llvm::raw_string_ostream to(text);
  clang::PrintingPolicy policy(context.getLangOpts());
  e->printPretty(to, nullptr, policy);
  return to.str();
}

} // namespace

bool is_of_pack(const clang::ValueDecl* variable) {
  if (variable->isParameterPack()) {
    return true;
  }
  const auto* function = dyn_cast<clang::FunctionDecl>(variable->getDeclContext());
  const clang::FunctionDecl* pattern =
      function == nullptr ? nullptr : function->getTemplateInstantiationPattern();
  return pattern != nullptr && clang::isa<clang::ParmVarDecl>(variable) &&
         std::any_of(pattern->param_begin(), pattern->param_end(), [&](const auto* parameter) {
           return parameter->isParameterPack() &&
                  parameter->getDeclName() == variable->getDeclName();
         });
}

std::optional<std::string> front_text(const Expr* e, const loop_values& values) {
  if (!values.map().contains(e) || names_own(e, values) || changes_something(e)) {
    return {};
  }
  const clang::ASTContext& context = values.context();
  if (!e->getBeginLoc().isFileID() || !e->getEndLoc().isFileID()) {
    return is_simple(e) ? std::optional(printed(e, context)) : std::nullopt;
  }
  const llvm::StringRef written =
      clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(e->getSourceRange()),
                                  context.getSourceManager(), context.getLangOpts());
  const auto line = relaid(written.str(), context.getLangOpts(), values.map());
  const bool usable = line && !line->empty() && line->find('\n') == std::string::npos;
  return usable ? line : std::nullopt;
}

} // namespace ptools::tool
