#include "rewrite_step.hpp"

#include "files.hpp"
#include "link_additions.hpp"
#include "places.hpp"
#include "report.hpp"
#include "spawn.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>

namespace ptools::driver {
namespace {

/// The statuses that ptools-rewrite promises (docs/explanation/rewritten_form.md).
enum status { written = 0, reported = 1, misused = 2, no_annotation = 3 };

bool is_forced_include_of(const item& option, const std::string& header) {
  return option.meaning == role::forced_include && option.value == header;
}

/// A precompiled header of another compiler cannot be read; the header itself can.
words header_instead_of_pch(const invocation& run, const item& pch) {
  const std::string header = directory_of(pch.value) == "." && pch.value[0] != '.'
                                 ? stem_of(pch.value)
                                 : directory_of(pch.value) + "/" + stem_of(pch.value);
  const auto& items = run.command.items;
  const bool named_anyway = std::any_of(items.begin(), items.end(), [&](const item& option) {
    return is_forced_include_of(option, header);
  });
  if (run.own.remarks)
    report_note("the precompiled header '" + pch.value +
                "' is not used to understand the source, its text is read instead: a precompiled "
                "header for the rewriter is not available yet");
  return named_anyway ? words() : words{"-include", header};
}

/// The compile command without outputs, dependency options and what only the linker needs.
words understood_command(const invocation& run, const item& source) {
  words result = run.choice.compiler;
  for (const item& option : run.command.items) {
    switch (option.meaning) {
    case role::input:
    case role::output:
    case role::stage:
    case role::dependency:
    case role::linker:
    case role::language:
      break;
    case role::pch:
      append(result, header_instead_of_pch(run, option));
      break;
    default:
      if (option.name != "--")
        append(result, option.text);
    }
  }
  append(result, additions_for_compile(program_kind::parallel, run.compiler_is_clang).at_end);
  if (!source.language.empty())
    append(result, {"-x", source.language});
  result.push_back(path_word(source.value));
  return result;
}

std::string death_of(int status) {
  const int number = status - 128;
  return "was ended by signal " + std::to_string(number) + " (" + strsignal(number) + ")";
}

} // namespace

rewritten rewrite(const invocation& run, const item& source, const std::string& output,
                  const std::string& inlined_list) {
  const std::string program = rewriter();
  if (!is_program(program)) {
    report_error("'" + source.value + "' is annotated, but the rewriter '" + program +
                 "' is missing or not executable; install ptools anew, set PTOOLS_REWRITE, or "
                 "compile the serial program with --ptools-off");
    return rewritten::failed;
  }
  words command{program};
  if (run.own.remarks)
    command.push_back("--remarks");
  if (run.own.warnings_as_errors || run.command.warnings_as_errors)
    command.push_back("--warnings-as-errors");
  for (const std::string& group : run.own.disabled_warnings)
    command.push_back("--no-warning=" + group);
  if (run.command.color)
    command.push_back(*run.command.color ? "--color" : "--no-color");
  append(command, {"-o", output});
  if (!inlined_list.empty())
    append(command, {"--inlined", inlined_list});
  command.push_back("--");
  append(command, understood_command(run, source));

  report_command(run, command);
  const int status = driver::run(command);
  switch (status) {
  case written:
    return rewritten::yes;
  case no_annotation:
    return rewritten::nothing_to_do;
  case reported:
    return rewritten::failed;
  default:
    break;
  }
  if (interrupted())
    return rewritten::failed;
  const std::string how = status > 128 ? death_of(status)
                          : status == misused
                              ? "did not understand its command line"
                              : "ended with the unknown status " + std::to_string(status);
  report_error("'" + program + "' " + how + " on '" + source.value +
               "'; the serial program can be compiled with --ptools-off");
  return rewritten::failed;
}

} // namespace ptools::driver
