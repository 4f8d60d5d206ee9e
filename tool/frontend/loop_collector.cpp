#include "loop_collector.hpp"

#include <algorithm>

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

const char* kind_in_words(const clang::Stmt* statement) {
  if (clang::isa<clang::WhileStmt>(statement)) {
    return "a 'while' loop";
  }
  if (clang::isa<clang::DoStmt>(statement)) {
    return "a 'do' loop";
  }
  if (clang::isa<clang::CompoundStmt>(statement)) {
    return "a block";
  }
  if (clang::isa<clang::DeclStmt>(statement)) {
    return "a declaration";
  }
  if (clang::isa<clang::IfStmt>(statement)) {
    return "an 'if'";
  }
  if (clang::isa<clang::NullStmt>(statement)) {
    return "an empty statement";
  }
  return clang::isa<clang::Expr>(statement) ? "an expression" : "a statement";
}

class visitor : public clang::RecursiveASTVisitor<visitor> {
public:
  visitor(std::vector<annotation>& annotations, reporter& report)
      : annotations_(annotations), report_(report) {
    for (std::size_t i = 0; i < annotations.size(); ++i) {
      by_anchor_[annotations[i].anchor.getRawEncoding()].push_back(i);
    }
  }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(clang::Decl* declaration) {
    if (declaration == nullptr) {
      return true;
    }
    auto* function = dyn_cast<clang::FunctionDecl>(declaration);
    if (function != nullptr) {
      functions_.push_back(function);
    }
    const bool result = RecursiveASTVisitor::TraverseDecl(declaration);
    if (function != nullptr) {
      functions_.pop_back();
    }
    return result;
  }

  bool TraverseLambdaExpr(clang::LambdaExpr* lambda) {
    functions_.push_back(lambda->getCallOperator());
    bool result = RecursiveASTVisitor::TraverseLambdaExpr(lambda);
    functions_.pop_back();
    if (const auto* generic = lambda->getCallOperator()->getDescribedFunctionTemplate()) {
      for (clang::FunctionDecl* instance : generic->specializations()) {
        if (seen_instances_.insert(instance).second && instance->getBody() != nullptr) {
          functions_.push_back(instance);
          result = TraverseStmt(instance->getBody()) && result;
          functions_.pop_back();
        }
      }
    }
    return result;
  }

  bool VisitStmt(clang::Stmt* statement) {
    const auto known = by_anchor_.find(statement->getBeginLoc().getRawEncoding());
    if (known == by_anchor_.end()) {
      return true;
    }
    if (clang::isa<clang::AttributedStmt>(statement)) {
      return true;
    }
    for (const std::size_t i : known->second) {
      take(annotations_[i], statement);
    }
    return true;
  }

  std::vector<annotated_loop> loops;

private:
  void take(annotation& note, clang::Stmt* statement) {
    const bool is_loop = clang::isa<clang::ForStmt, clang::CXXForRangeStmt>(statement);
    if (!is_loop) {
      if (!note.claimed && !note.parsed.attributes.empty()) {
        refuse(note, kind_in_words(statement));
      }
      note.claimed = true;
      return;
    }
    const clang::FunctionDecl* function = functions_.empty() ? nullptr : functions_.back();
    const bool dependent = function != nullptr && function->isDependentContext();
    for (const attribute& a : note.parsed.attributes) {
      loop_for(note, a).instances.push_back({statement, function, dependent});
    }
    note.claimed = true;
  }

  void refuse(const annotation& note, const char* what) {
    const clang::SourceRange where = note.range(note.parsed.attributes.front().where);
    finding f{id::not_a_loop, where.getBegin(), {what}, {where}, {}, {}};
    f.notes.push_back({note.anchor, "the annotation applies to what begins here"});
    report_.show(f);
  }

  annotated_loop& loop_for(annotation& note, const attribute& a) {
    for (annotated_loop& loop : loops) {
      if (loop.note == &note && loop.clauses == &a) {
        return loop;
      }
    }
    loops.emplace_back();
    loops.back().note = &note;
    loops.back().clauses = &a;
    return loops.back();
  }

  std::vector<annotation>& annotations_;
  reporter& report_;
  llvm::DenseMap<unsigned, std::vector<std::size_t>> by_anchor_;
  llvm::DenseSet<const clang::FunctionDecl*> seen_instances_;
  std::vector<const clang::FunctionDecl*> functions_;
};

} // namespace

loop_collector::loop_collector(std::vector<annotation>& annotations, clang::ASTContext& context,
                               reporter& report)
    : annotations_(annotations), context_(context), report_(report) {}

std::vector<annotated_loop> loop_collector::run() {
  visitor finder(annotations_, report_);
  const clang::SourceManager& sources = context_.getSourceManager();
  for (clang::Decl* declaration : context_.getTranslationUnitDecl()->decls()) {
    const clang::SourceLocation at = sources.getExpansionLoc(declaration->getLocation());
    if (!sources.isInSystemHeader(at)) {
      finder.TraverseDecl(declaration);
    }
  }
  for (annotation& note : annotations_) {
    const bool of_system = sources.isInSystemHeader(sources.getExpansionLoc(note.begin));
    if (note.claimed || note.parsed.attributes.empty() || of_system) {
      continue; // loops in system headers stay serial
    }
    const attribute& first = note.parsed.attributes.front();
    const clang::SourceRange where = note.range(first.where);
    finding f{id::unclaimed, where.getBegin(), {first.name}, {where}, {}, {}};
    f.notes.push_back(
        {where.getBegin(), "'ptools::" + first.name + "' stands in front of a statement"});
    report_.show(f);
  }
  std::sort(finder.loops.begin(), finder.loops.end(),
            [](const annotated_loop& a, const annotated_loop& b) {
              return a.note->begin.getRawEncoding() < b.note->begin.getRawEncoding();
            });
  int number = 0;
  for (annotated_loop& loop : finder.loops) {
    loop.number = ++number;
  }
  return std::move(finder.loops);
}

} // namespace ptools::tool
