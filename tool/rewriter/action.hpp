#pragma once

#include <memory>
#include <string>
#include <vector>

#include "../diagnostics/report.hpp"
#include "../emit/include_tree.hpp"
#include "../frontend/annotation.hpp"
#include "../frontend/annotation_lexer.hpp"
#include "clang/Frontend/FrontendAction.h"

namespace ptools::tool {

enum class outcome { written = 0, failed = 1, misuse = 2, no_annotation = 3 };

/// Parses one file, finds its annotations, and makes the rewritten text.
class rewrite_action : public clang::ASTFrontendAction {
public:
  rewrite_action(report_options options, bool behind_is_clang)
      : options_(std::move(options)), behind_is_clang_(behind_is_clang) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                        llvm::StringRef file) override;

  /// Called when the translation unit is complete.
  void rewrite(clang::ASTContext& context);

  outcome result() const { return result_; }
  const std::string& text() const { return text_; }
  const std::vector<std::string>& inlined() const { return inlined_; }

private:
  void show_problems(reporter& report);

  report_options options_;
  bool behind_is_clang_;
  std::vector<annotation> annotations_;
  include_tree::record includes_;
  std::unique_ptr<annotation_lexer> lexer_;
  outcome result_ = outcome::no_annotation;
  std::string text_;
  std::vector<std::string> inlined_;
};

} // namespace ptools::tool
