// ptools-run: starts a program with a number of workers.

#include "debugger.hpp"
#include "start_program.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace ptools::run {
namespace {

constexpr const char* usage_text = R"(usage: ptools-run [-p N] [--gdb=ID] PROGRAM [ARGUMENTS]

Starts PROGRAM with N worker processes. The program is one that ptools-cc linked; any other runs as
it always does.

  -p N        N workers; 0: everything in the program's own process. Without -p PTOOLS_WORKERS
              counts, else one worker per core is added at the first parallel loop
  --gdb=ID    attach gdb to worker ID (the first worker is 2) before it runs any code of the program
  --version   print the version
  --help      this text
)";

std::optional<int> whole_number(const std::string& text, int least) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value < least)
    return std::nullopt;
  return value;
}

/// Options end where the program's name stands; what follows is the program's own.
int main(int argc, char** argv) {
  CLI::App app;
  std::string workers;
  std::string gdb;
  app.set_help_flag();
  CLI::Option* const help = app.add_flag("-h,--help");
  CLI::Option* const version = app.add_flag("--version");
  CLI::Option* const workers_option = app.add_option("-p", workers);
  CLI::Option* const gdb_option = app.add_option("--gdb", gdb);
  app.prefix_command();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return fail(misuse, std::string(error.what()) + " (ptools-run --help)");
  }
  if (help->count() > 0) {
    std::fputs(usage_text, stdout);
    return 0;
  }
  if (version->count() > 0) {
    std::printf("ptools-run %s\n", PTOOLS_RUN_VERSION);
    return 0;
  }

  std::vector<std::string> command = app.remaining();
  if (!command.empty() && command[0] == "--")
    command.erase(command.begin());
  else if (!command.empty() && command[0].size() > 1 && command[0][0] == '-')
    return fail(misuse, "unknown option '" + command[0] +
                            "'; workers are chosen with -p N (ptools-run --help)");
  if (command.empty())
    return fail(misuse, "no program is named (ptools-run --help)");

  if (workers_option->count() > 0) {
    const std::optional<int> count = whole_number(workers, 0);
    if (!count)
      return fail(misuse, "-p " + workers + ": the number of workers is a whole number, 0 or more");
    setenv("PTOOLS_WORKERS", std::to_string(*count).c_str(), 1);
  }
  if (gdb_option->count() == 0)
    return become(command);
  const std::optional<int> id = whole_number(gdb, 2);
  if (!id)
    return fail(misuse, "--gdb=" + gdb +
                            ": the id of a worker is a whole number, 2 or more (1 is "
                            "the program itself: gdb --args PROGRAM debugs it)");
  return debug_worker(*id, command);
}

} // namespace
} // namespace ptools::run

int main(int argc, char** argv) {
  return ptools::run::main(argc, argv);
}
