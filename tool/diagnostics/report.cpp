#include "report.hpp"

namespace ptools::tool {

namespace {

enum class severity { Error, Warning, Remark };

struct entry {
  int number;
  severity level;
  const char* group;
  const char* text;
};

constexpr entry table[] = {
#define PTOOLS_DIAGNOSTIC(number, name, level, group, text) {number, severity::level, group, text},
#include "diagnostics.def"
#undef PTOOLS_DIAGNOSTIC
};

const entry& entry_of(int number) {
  for (const entry& e : table) {
    if (e.number == number) {
      return e;
    }
  }
  return table[0];
}

std::string id_text(int number) {
  std::string digits = std::to_string(number);
  return "PT" + std::string(4 - digits.size(), '0') + digits;
}

} // namespace

void reporter::show(const finding& what) {
  if (!shown_.insert({what.number, what.where.getRawEncoding()}).second) {
    return;
  }
  const entry& known = entry_of(what.number);
  const bool silenced = options_.silenced_groups.count(known.group) != 0 ||
                        (known.level == severity::Remark && !options_.remarks);
  if (known.level != severity::Error && silenced) {
    return;
  }
  auto level = clang::DiagnosticsEngine::Error;
  if (known.level == severity::Remark) {
    level = clang::DiagnosticsEngine::Remark;
  } else if (known.level == severity::Warning && !options_.warnings_as_errors) {
    level = clang::DiagnosticsEngine::Warning;
  }
  errors_ += level == clang::DiagnosticsEngine::Error ? 1 : 0;
  std::string text = known.text;
  text += " [" + id_text(what.number);
  if (known.group[0] != '\0') {
    text += std::string(", -Wptools-") + known.group;
  }
  text += "]";
  {
    auto builder =
        engine_.Report(what.where, engine_.getDiagnosticIDs()->getCustomDiagID(
                                       static_cast<clang::DiagnosticIDs::Level>(level), text));
    // A digit alone is a choice of %select, which wants a number.
    for (const std::string& argument : what.arguments) {
      if (argument == "0" || argument == "1") {
        builder << static_cast<int>(argument[0] - '0');
      } else {
        builder << argument;
      }
    }
    for (const clang::SourceRange range : what.ranges) {
      builder << clang::CharSourceRange::getTokenRange(range);
    }
    for (const clang::FixItHint& fix : what.fixes) {
      builder << fix;
    }
  }
  for (const note& n : what.notes) {
    const unsigned note_id = engine_.getCustomDiagID(clang::DiagnosticsEngine::Note, "%0");
    auto builder = engine_.Report(n.where, note_id);
    builder << n.text;
    if (n.range.isValid()) {
      builder << clang::CharSourceRange::getTokenRange(n.range);
    }
  }
}

} // namespace ptools::tool
