#include "escapes.hpp"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::isa;

namespace {

class escape_check {
public:
  escape_check(reporter& report, clang::SourceLocation loop) : report_(report), loop_(loop) {}

  void collect_labels(const clang::Stmt* in) {
    if (const auto* label = dyn_cast<clang::LabelStmt>(in)) {
      labels_.insert(label->getDecl());
    }
    for (const clang::Stmt* child : in->children()) {
      if (child != nullptr) {
        collect_labels(child);
      }
    }
  }

  /// `breakable`: a `break` here ends an inner loop or switch.
  void look(const clang::Stmt* at, bool breakable) {
    if (at == nullptr || isa<clang::LambdaExpr>(at)) {
      return; // a lambda's jumps are its own
    }
    if (isa<clang::ReturnStmt>(at)) {
      show(at, "return", "let the loop end, and decide afterwards from a reduction variable");
    } else if (isa<clang::BreakStmt>(at) && !breakable) {
      show(at, "break", "use 'continue', or search with 'reduce=min' over the index");
    } else if (const auto* jump = dyn_cast<clang::GotoStmt>(at)) {
      if (labels_.count(jump->getLabel()) == 0) {
        show(at, "goto", "jump inside the body only");
      }
    } else if (isa<clang::IndirectGotoStmt>(at)) {
      show(at, "goto", "jump inside the body only");
    } else if (isa<clang::CoawaitExpr, clang::DependentCoawaitExpr>(at)) {
      show(at, "co_await", "wait before or after the loop");
    } else if (isa<clang::CoyieldExpr>(at)) {
      show(at, "co_yield", "yield before or after the loop");
    } else if (isa<clang::CoreturnStmt>(at)) {
      show(at, "co_return", "return after the loop");
    }
    const bool inner = breakable || isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt,
                                        clang::CXXForRangeStmt, clang::SwitchStmt>(at);
    for (const clang::Stmt* child : at->children()) {
      look(child, inner);
    }
  }

private:
  void show(const clang::Stmt* at, std::string word, std::string remedy) {
    finding f{id::jump_out, at->getBeginLoc(), {std::move(word)}, {at->getSourceRange()}, {}, {}};
    f.notes.push_back({loop_, "the parallel loop is here"});
    f.notes.push_back({at->getBeginLoc(), std::move(remedy)});
    report_.show(f);
  }

  reporter& report_;
  clang::SourceLocation loop_;
  llvm::DenseSet<const clang::LabelDecl*> labels_;
};

} // namespace

void check_escapes(const loop_instance& instance, reporter& report) {
  const auto* loop = dyn_cast<clang::ForStmt>(instance.loop);
  const clang::Stmt* body = loop != nullptr
                                ? loop->getBody()
                                : clang::cast<clang::CXXForRangeStmt>(instance.loop)->getBody();
  escape_check check(report, instance.loop->getBeginLoc());
  check.collect_labels(body);
  check.look(body, false);
}

} // namespace ptools::tool
