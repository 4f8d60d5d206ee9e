#include <cstdio>
#include <stdexcept>

#include "action.hpp"
#include "../frontend/llvm_compat.h"
#include "options.hpp"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace {

using namespace ptools::tool;

bool write_file(const std::string& path, llvm::StringRef text) {
  if (path == "-") {
    llvm::outs() << text;
    llvm::outs().flush();
    return true;
  }
  std::error_code trouble;
  llvm::raw_fd_ostream out(path, trouble, llvm::sys::fs::OF_None);
  if (trouble) {
    llvm::errs() << "ptools-rewrite: cannot write '" << path << "': " << trouble.message() << "\n";
    return false;
  }
  out << text;
  return true;
}

outcome run(const tool_options& options) {
  const std::vector<std::string> arguments = clang_arguments(options.command);
  std::unique_ptr<clang::CompilerInstance> compiler =
      compat::make_compiler(arguments, options.color);
  if (compiler == nullptr) {
    llvm::errs() << "ptools-rewrite: Clang does not understand the compile command\n";
    return outcome::failed;
  }
  report_options reports{options.warnings_as_errors, options.remarks, options.silenced_groups};
  rewrite_action action(std::move(reports), is_clang(options.command.front()));
  compiler->ExecuteAction(action);
  if (action.result() != outcome::written) {
    return action.result();
  }
  if (!write_file(options.output, action.text())) {
    return outcome::failed;
  }
  if (!options.inlined_list.empty()) {
    std::string list;
    for (const std::string& header : action.inlined()) {
      list += header + "\n";
    }
    if (!write_file(options.inlined_list, list)) {
      return outcome::failed;
    }
  }
  return outcome::written;
}

} // namespace

int main(int count, char** words) {
  try {
    return static_cast<int>(run(parse_options(count, words)));
  } catch (const std::invalid_argument& wrong) {
    std::fprintf(stderr,
                 "ptools-rewrite: %s\n"
                 "usage: ptools-rewrite [options] -o OUT -- CXX ARGS...\n",
                 wrong.what());
    return static_cast<int>(outcome::misuse);
  }
}
