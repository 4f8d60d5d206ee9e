// ptools-cc: a compiler that knows [[ptools::...]], in front of the compiler that the user has.
//
// It does not parse C++. It looks whether an annotation may be there, hands the source to
// ptools-rewrite if so, and lets the compiler do the rest; a file without annotations costs one
// look at its characters.

#include "compiler_choice.hpp"
#include "files.hpp"
#include "invocation.hpp"
#include "own_options.hpp"
#include "plan.hpp"
#include "report.hpp"
#include "response_file.hpp"
#include "show.hpp"
#include "spawn.hpp"

#include <cstdlib>
#include <optional>
#include <unistd.h>

namespace ptools::driver {
namespace {

/// Moves ptools-cc's own options out of `from`; false: misuse, reported.
bool separate_own_options(const words& from, own_options& own, words& rest) {
  for (const std::string& word : from) {
    switch (take_own_option(word, own)) {
    case taken::misuse:
      return false;
    case taken::yes:
      break;
    case taken::no:
      rest.push_back(word);
    }
  }
  return true;
}

bool is_clang(const std::string& compiler) {
  const std::string program = find_program(compiler);
  char* resolved = realpath(program.c_str(), nullptr);
  const std::string name = file_name_of(resolved != nullptr ? resolved : program);
  std::free(resolved);
  return name.find("clang") != std::string::npos;
}

/// The compiler: named in front of its arguments by a build system, or chosen here.
std::optional<compiler_choice> take_compiler(invocation& run) {
  const std::size_t length = length_of_compiler_command(run.arguments);
  if (length == 0)
    return choose_compiler(run.own.cxx, run.own.check);
  if (run.own.cxx) {
    report_error("--ptools-cxx=" + *run.own.cxx + " and the compiler '" +
                 run.arguments[length - 1] + "' are both given; leave one out");
    return std::nullopt;
  }
  const auto end = run.arguments.begin() + static_cast<std::ptrdiff_t>(length);
  const compiler_choice choice = choose_named(words(run.arguments.begin(), end));
  run.arguments.erase(run.arguments.begin(), end);
  return choice;
}

int main(const words& arguments) {
  invocation run;
  if (!separate_own_options(arguments, run.own, run.arguments))
    return misuse_status;
  if (run.own.help)
    return write_descriptor(STDOUT_FILENO, help_text()) ? 0 : 1;
  if (run.own.explain)
    return explain(*run.own.explain);
  if (arguments.empty()) {
    report_error("no arguments; --ptools-help lists the options");
    return misuse_status;
  }

  const std::optional<compiler_choice> choice = take_compiler(run);
  if (!choice)
    return misuse_status;
  run.choice = *choice;
  run.compiler_is_clang = is_clang(run.choice.compiler[0]);
  if (run.own.verbose)
    report_progress("compiles with " + shell_line(run.program()) + " (" + run.choice.because + ")");

  // Response files may hold own options or the end of all options, before which something is added;
  // otherwise they go to the compiler as they are.
  const words expanded = expand_response_files(run.arguments);
  words without_own;
  own_options more = run.own;
  if (!separate_own_options(expanded, more, without_own))
    return misuse_status;
  run.own = more;
  run.command = parse_command_line(without_own, is_cxx_driver(run.choice.compiler[0]));
  if (without_own.size() != expanded.size() || run.command.end_of_options)
    run.arguments = without_own;

  if (run.own.what_to_show != show::nothing)
    return answer_show(run);
  if (run.own.print_rewritten)
    return print_rewritten(run);
  return carry_out(run);
}

} // namespace
} // namespace ptools::driver

int main(int argc, char** argv) {
  const ptools::driver::words arguments(argv + 1, argv + argc);
  ptools::driver::finish(ptools::driver::main(arguments));
}
