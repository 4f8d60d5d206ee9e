#pragma once

// Every difference between the supported versions of Clang (19 and 22) is dealt with here.

#include <memory>
#include <string>
#include <vector>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/VirtualFileSystem.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#endif

namespace ptools::tool::compat {

#if CLANG_VERSION_MAJOR >= 22
namespace driver_options = clang::options;
inline const llvm::opt::OptTable& driver_option_table() {
  return clang::getDriverOptTable();
}
#else
namespace driver_options = clang::driver::options;
inline const llvm::opt::OptTable& driver_option_table() {
  return clang::driver::getDriverOptTable();
}
#endif

/// The type that a class declares.
inline clang::QualType type_of(const clang::CXXRecordDecl* record) {
#if CLANG_VERSION_MAJOR >= 22
  return record->getASTContext().getCanonicalTagType(record);
#else
  return clang::QualType(record->getTypeForDecl(), 0);
#endif
}

/// Types without the names that the text gave them.
inline void print_canonical(clang::PrintingPolicy& policy) {
#if CLANG_VERSION_MAJOR >= 22
  policy.PrintAsCanonical = true;
#else
  policy.PrintCanonicalTypes = true;
#endif
}

/// A compiler set up for the driver's arguments, or null if they make no sense to it. `color`: 1
/// yes, 0 no, -1 as the terminal is.
inline std::unique_ptr<clang::CompilerInstance>
make_compiler(const std::vector<std::string>& arguments, int color) {
  std::vector<const char*> words;
  for (const std::string& argument : arguments) {
    words.push_back(argument.c_str());
  }
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(words);
  if (invocation == nullptr) {
    return nullptr;
  }
  clang::DiagnosticOptions& shown = invocation->getDiagnosticOpts();
  if (color >= 0) {
    shown.ShowColors = color == 1;
  }
  shown.ShowCarets = true;
  invocation->getFrontendOpts().SkipFunctionBodies = true;
  invocation->getFrontendOpts().DisableFree = true;
#if CLANG_VERSION_MAJOR >= 20
  auto compiler = std::make_unique<clang::CompilerInstance>(std::move(invocation));
  compiler->setVirtualFileSystem(llvm::vfs::getRealFileSystem());
  compiler->createDiagnostics();
#else
  auto compiler = std::make_unique<clang::CompilerInstance>();
  compiler->setInvocation(std::move(invocation));
  compiler->createDiagnostics();
#endif
  return compiler;
}

} // namespace ptools::tool::compat
