#include "show.hpp"

#include "baked.hpp"
#include "files.hpp"
#include "link_additions.hpp"
#include "places.hpp"
#include "report.hpp"

#include <cctype>
#include <optional>
#include <unistd.h>

namespace ptools::driver {
namespace {

bool say(const std::string& text) {
  return write_descriptor(STDOUT_FILENO, text);
}

words all_of(const additions& added) {
  words result = added.in_front;
  append(result, added.at_end);
  return result;
}

/// A link command, whatever the words after --showme:link would have done.
words link_words(const invocation& run) {
  return all_of(additions_for_link(run.command, kind_of(run.own)));
}

words compile_words(const invocation& run) {
  return all_of(additions_for_compile(kind_of(run.own), run.compiler_is_clang));
}

words everything(const invocation& run) {
  if (run.command.goes_to != stage::none)
    return direct_command(run);
  // Without a file to compile, the command as far as it is known.
  words result = run.program();
  append(result, run.arguments);
  append(result, compile_words(run));
  append(result, link_words(run));
  return result;
}

std::string show_help() {
  return R"(--showme, -show     the whole command for a file without annotations
--showme:compile    what is added to compile
--showme:link       what is added to link a program; stands before the objects
--showme:command    the compiler
--showme:version    the version of ptools
--showme:incdirs    directories of headers
--showme:libdirs    directories of libraries
--showme:libs       names of libraries
--showme:help       this text
With --ptools-off each of them is for the serial program.
)";
}

} // namespace

int answer_show(const invocation& run) {
  std::string text;
  switch (run.own.what_to_show) {
  case show::nothing:
    return 0;
  case show::help:
    text = show_help();
    break;
  case show::version:
    text = std::string("ptools-cc ") + baked::version + "\n";
    break;
  case show::everything:
    text = shell_line(everything(run)) + "\n";
    break;
  case show::compile:
    text = shell_line(compile_words(run)) + "\n";
    break;
  case show::link:
    text = shell_line(link_words(run)) + "\n";
    break;
  case show::command:
    text = shell_line(run.program()) + "\n";
    break;
  case show::incdirs:
    text = shell_quoted(include_directory()) + "\n";
    break;
  case show::libdirs:
    text = shell_quoted(library_directory()) + "\n";
    break;
  case show::libs:
    text = run.own.check ? "ptools_check ptools\n" : "ptools\n";
    break;
  }
  return say(text) ? 0 : 1;
}

int explain(const std::string& id) {
  std::string name;
  for (const char c : id)
    name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const bool well_formed = name.size() == 6 && name.starts_with("PT") &&
                           name.find_first_not_of("0123456789", 2) == std::string::npos;
  if (!well_formed) {
    report_error("'" + id + "' is not the id of a diagnostic; ids look like PT0001");
    return misuse_status;
  }
  const std::optional<std::string> page = read_file(diagnostics_directory() + "/" + name + ".md");
  if (!page) {
    report_error("there is no diagnostic " + name + " in '" + diagnostics_directory() + "'");
    return misuse_status;
  }
  return say(*page) ? 0 : 1;
}

} // namespace ptools::driver
