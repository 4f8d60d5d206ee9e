#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"

namespace ptools::tool {

/// Numbers of the compile-time diagnostics, by name.
namespace id {
enum number : int {
#define PTOOLS_DIAGNOSTIC(number, name, severity, group, text) name = number,
#include "diagnostics.def"
#undef PTOOLS_DIAGNOSTIC
};
} // namespace id

struct report_options {
  bool warnings_as_errors = false;
  bool remarks = false;
  std::set<std::string> silenced_groups;
};

struct note {
  clang::SourceLocation where;
  std::string text;
  clang::SourceRange range = {};
};

/// One diagnostic before it is shown.
struct finding {
  int number;
  clang::SourceLocation where;
  std::vector<std::string> arguments;
  std::vector<clang::SourceRange> ranges;
  std::vector<note> notes;
  std::vector<clang::FixItHint> fixes;
};

/// The only way from the tool to the user: through Clang's engine, each finding once, with its id.
class reporter {
public:
  reporter(clang::DiagnosticsEngine& engine, report_options options)
      : engine_(engine), options_(std::move(options)) {}

  void show(const finding& what);
  bool had_errors() const { return errors_ != 0; }
  unsigned errors() const { return errors_; }

private:
  clang::DiagnosticsEngine& engine_;
  report_options options_;
  /// A template is analysed once per instantiation, and must complain once.
  std::set<std::pair<int, unsigned>> shown_;
  unsigned errors_ = 0;
};

} // namespace ptools::tool
