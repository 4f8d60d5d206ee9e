#include "invocation.hpp"

#include "link_additions.hpp"
#include "report.hpp"

#include <algorithm>

namespace ptools::driver {

void report_command(const invocation& run, const words& command) {
  if (run.own.verbose)
    report_progress("runs " + shell_line(command));
}

words direct_command(const invocation& run) {
  const command_line& command = run.command;
  words result = run.program();
  const auto any_input = [&](auto&& question) {
    return std::any_of(command.inputs.begin(), command.inputs.end(),
                       [&](std::size_t i) { return question(command.items[i].kind); });
  };
  // Queries (--version, -print-search-dirs) and files of other languages go through untouched.
  const bool has_cxx = any_input([](input_kind kind) {
    return kind != input_kind::other_source && kind != input_kind::c_like &&
           kind != input_kind::other_header && kind != input_kind::linker;
  });
  const bool precompiles = any_input([](input_kind kind) {
    return kind == input_kind::cxx_header || kind == input_kind::other_header;
  });
  const bool links = command.goes_to == stage::link && !command.inputs.empty() && !precompiles;
  const program_kind kind = kind_of(run.own);
  const additions link = links ? additions_for_link(command, kind) : additions();
  const additions compile =
      has_cxx ? additions_for_compile(kind, run.compiler_is_clang) : additions();
  words at_end = compile.at_end;
  append(at_end, link.at_end);

  append(result, link.in_front);
  append(result, compile.in_front);
  // Options must stand before a lone "--"; one that is the value of an option ends nothing.
  const auto end_of_options =
      run.arguments.begin() +
      static_cast<std::ptrdiff_t>(command.end_of_options.value_or(run.arguments.size()));
  result.insert(result.end(), run.arguments.begin(), end_of_options);
  append(result, at_end);
  result.insert(result.end(), end_of_options, run.arguments.end());
  return result;
}

} // namespace ptools::driver
