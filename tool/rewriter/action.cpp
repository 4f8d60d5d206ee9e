#include "action.hpp"

#include "../analysis/analyze.hpp"
#include "../analysis/describe.hpp"
#include "../emit/assemble.hpp"
#include "../rewrite/edits.hpp"
#include "../rewrite/parallel.hpp"
#include "hidden_annotations.hpp"
#include "../frontend/loop_collector.hpp"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"

namespace ptools::tool {

namespace {

/// Bodies in system headers are of no interest; skipping them more than halves the time.
class consumer : public clang::ASTConsumer {
public:
  consumer(rewrite_action& action, const clang::SourceManager& sources)
      : action_(action), sources_(sources) {}

  void HandleTranslationUnit(clang::ASTContext& context) override { action_.rewrite(context); }

  bool shouldSkipFunctionBody(clang::Decl* declaration) override {
    const clang::SourceLocation at = sources_.getExpansionLoc(declaration->getLocation());
    return sources_.isInSystemHeader(at) && !mentions_ptools(sources_.getFileID(at));
  }

private:
  bool mentions_ptools(clang::FileID file) {
    const auto [known, fresh] = mentions_.try_emplace(file, false);
    if (fresh) {
      known->second = sources_.getBufferData(file).contains("ptools::");
    }
    return known->second;
  }

  rewrite_action& action_;
  const clang::SourceManager& sources_;
  llvm::DenseMap<clang::FileID, bool> mentions_;
};

} // namespace

std::unique_ptr<clang::ASTConsumer>
rewrite_action::CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) {
  clang::Preprocessor& preprocessor = compiler.getPreprocessor();
  lexer_ = std::make_unique<annotation_lexer>(preprocessor, annotations_);
  preprocessor.setTokenWatcher([this](const clang::Token& token) { lexer_->see(token); });
  preprocessor.addPPCallbacks(std::make_unique<include_tree>(includes_));
  return std::make_unique<consumer>(*this, compiler.getSourceManager());
}

void rewrite_action::show_problems(reporter& report) {
  for (const annotation& note : annotations_) {
    for (const problem& p : note.parsed.problems) {
      const clang::SourceRange where = note.range(p.where);
      finding f{p.number, where.getBegin(), p.arguments, {where}, {}, {}};
      if (p.replacement && where.getBegin().isFileID()) {
        f.fixes.push_back(clang::FixItHint::CreateReplacement(where, *p.replacement));
      }
      report.show(f);
    }
  }
}

void rewrite_action::rewrite(clang::ASTContext& context) {
  clang::DiagnosticsEngine& engine = context.getDiagnostics();
  const clang::SourceManager& sources = context.getSourceManager();
  const std::vector<clang::SourceLocation> hidden =
      find_hidden_annotations(includes_.skipped_regions, sources, context.getLangOpts());
  if (annotations_.empty() && hidden.empty()) {
    return;
  }
  result_ = outcome::failed;
  reporter report(engine, options_);
  if (engine.hasErrorOccurred()) {
    finding f{id::clang_cannot_parse,
              sources.getLocForStartOfFile(sources.getMainFileID()),
              {},
              {},
              {},
              {}};
    f.notes.push_back({f.where, "correct the errors above; a file that only another compiler "
                                "understands can be compiled without rewriting by '--ptools-off'"});
    report.show(f);
    return;
  }
  if (context.getCurrentNamedModule() != nullptr) {
    for (const annotation& note : annotations_) {
      report.show({id::module_unit, note.begin, {}, {}, {}, {}});
    }
    return;
  }
  show_problems(report);
  std::vector<annotated_loop> loops = loop_collector(annotations_, context, report).run();
  edit_list edits(sources, context.getLangOpts());
  guard_hidden_annotations(hidden, behind_is_clang_, edits);
  callee_effects callees(context);
  program_index index(context);
  std::vector<std::pair<const annotated_loop*, loop_plan>> plans;
  for (const annotated_loop& loop : loops) {
    if (auto plan = analyze(loop, callees, index, report)) {
      plans.emplace_back(&loop, std::move(*plan));
    } else if (!report.had_errors()) {
      leave_sequential(loop, edits, report);
    }
  }
  if (report.had_errors()) {
    return;
  }
  for (const auto& [loop, plan] : plans) {
    report.show({id::remark_loop, loop->note->anchor, {describe(*loop, plan)}, {}, {}, {}});
    rewrite_parallel(*loop, plan, edits, report);
  }
  auto made = assemble(edits, includes_, report);
  if (report.had_errors() || !made) {
    return;
  }
  text_ = std::move(made->text);
  inlined_ = std::move(made->inlined);
  result_ = outcome::written;
}

} // namespace ptools::tool
