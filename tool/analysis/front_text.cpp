#include "front_text.hpp"

#include <algorithm>

#include "quiet_calls.hpp"
#include "type_kinds.hpp"
#include "clang/Basic/SourceManager.h"
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

/// Of a macro that is defined inside: in front of the loop it is none yet.
bool comes_out_of_macro_in(const clang::Stmt* e, clang::SourceRange loop,
                           const clang::SourceManager& sources) {
  const clang::SourceLocation begin = sources.getExpansionLoc(loop.getBegin());
  const clang::SourceLocation end = sources.getExpansionLoc(loop.getEnd());
  for (clang::SourceLocation at = e->getBeginLoc(); at.isMacroID();
       at = sources.getImmediateMacroCallerLoc(at)) {
    const clang::SourceLocation written = sources.getSpellingLoc(at);
    if (sources.isMacroBodyExpansion(at) && sources.isBeforeInTranslationUnit(begin, written) &&
        sources.isBeforeInTranslationUnit(written, end)) {
      return true;
    }
  }
  return std::any_of(e->child_begin(), e->child_end(), [&](const clang::Stmt* part) {
    return part != nullptr && comes_out_of_macro_in(part, loop, sources);
  });
}

/// A variable of a namespace by its whole name, whatever the body opens.
std::optional<std::string> global_text(const Expr* e) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(e);
  const auto* variable =
      reference == nullptr ? nullptr : dyn_cast<clang::VarDecl>(reference->getDecl());
  if (variable == nullptr || !variable->isFileVarDecl() || variable->isStaticDataMember() ||
      clang::isa<clang::VarTemplateSpecializationDecl>(variable)) {
    return {};
  }
  for (const clang::DeclContext* in = variable->getDeclContext(); !in->isTranslationUnit();
       in = in->getParent()) {
    const auto* space = dyn_cast<clang::NamespaceDecl>(in);
    if (space != nullptr && space->isAnonymousNamespace()) {
      return {};
    }
  }
  return "::" + variable->getQualifiedNameAsString();
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
  if (const auto text = global_text(e)) {
    return text;
  }
  if (!values.map().contains(e) || names_own(e, values) || !changes_nothing(e)) {
    return {};
  }
  const clang::ASTContext& context = values.context();
  if (!e->getBeginLoc().isFileID() || !e->getEndLoc().isFileID() ||
      comes_out_of_macro_in(e, values.form().body->getSourceRange(), context.getSourceManager())) {
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
