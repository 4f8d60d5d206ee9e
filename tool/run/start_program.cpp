#include "start_program.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/personality.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::run {
namespace {

/// What a user may have meant by a program that cannot be run.
std::string remedy(const std::string& program, int reason) {
  struct stat status;
  const bool is_here = stat(program.c_str(), &status) == 0;
  const bool has_slash = program.find('/') != std::string::npos;
  if (is_here && S_ISDIR(status.st_mode))
    return " (it is a directory)";
  if (reason == ENOENT && !has_slash && is_here)
    return " on PATH; for the one in this directory write ./" + program;
  if (reason == ENOENT && is_here)
    return " (the interpreter that its first line names is missing)";
  if (reason == ENOENT && !has_slash)
    return " on PATH";
  if (reason == EACCES && is_here)
    return "; chmod +x makes a file executable";
  return "";
}

/// A program whose workers are started by exec runs without address randomisation, and starts
/// itself again if it was not started so.
void spare_the_restart() {
  const char* start = std::getenv("PTOOLS_START");
  if (start != nullptr && std::strcmp(start, "exec") == 0)
    personality(personality(0xffffffff) | ADDR_NO_RANDOMIZE);
}

} // namespace

int fail(int status, const std::string& text) {
  std::fprintf(stderr, "ptools-run: error: %s\n", text.c_str());
  return status;
}

int become(const std::vector<std::string>& command) {
  spare_the_restart();
  std::vector<char*> arguments;
  for (const std::string& word : command)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  const int reason = errno;
  const std::string& program = command[0];
  if (reason == ENOENT)
    return fail(not_found, "program '" + program + "' was not found" + remedy(program, reason));
  return fail(not_executable,
              "cannot run '" + program + "': " + std::strerror(reason) + remedy(program, reason));
}

} // namespace ptools::run
