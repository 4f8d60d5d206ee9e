#include "debugger.hpp"

#include "start_program.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ptools::run {
namespace {

int status_of(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status_of(status);
}

/// A process group of its own, so that Ctrl-C in gdb does not end the program, and no terminal as
/// stdin, which belongs to gdb.
pid_t start_in_background(const std::vector<std::string>& command) {
  const pid_t child = fork();
  if (child != 0)
    return child;
  setpgid(0, 0);
  if (isatty(STDIN_FILENO)) {
    const int null = open("/dev/null", O_RDONLY);
    if (null >= 0)
      dup2(null, STDIN_FILENO);
  }
  _exit(become(command));
}

/// The process id that the worker writes; nothing if the program ends first.
std::optional<pid_t> wait_for_worker(int pipe, pid_t program) {
  const int watch = static_cast<int>(syscall(SYS_pidfd_open, program, 0));
  std::string line;
  for (;;) {
    pollfd events[2] = {{pipe, POLLIN, 0}, {watch, POLLIN, 0}};
    if (poll(events, 2, -1) < 0) {
      if (errno == EINTR)
        continue;
      return std::nullopt;
    }
    if ((events[0].revents & POLLIN) != 0) {
      char buffer[64];
      const ssize_t got = read(pipe, buffer, sizeof buffer);
      if (got > 0)
        line.append(buffer, static_cast<std::size_t>(got));
      if (line.find('\n') != std::string::npos)
        break;
      continue;
    }
    if ((events[1].revents & POLLIN) != 0) {
      close(watch);
      return std::nullopt;
    }
  }
  close(watch);
  const long worker = std::strtol(line.c_str(), nullptr, 10);
  if (worker <= 0)
    return std::nullopt;
  return static_cast<pid_t>(worker);
}

/// True once the worker has stopped itself: it tells its id just before.
bool wait_until_stopped(pid_t worker) {
  const std::string path = "/proc/" + std::to_string(worker) + "/stat";
  for (;;) {
    std::FILE* file = std::fopen(path.c_str(), "re");
    if (file == nullptr)
      return false;
    char text[512] = {};
    const std::size_t length = std::fread(text, 1, sizeof text - 1, file);
    std::fclose(file);
    const char* name_end = length > 0 ? std::strrchr(text, ')') : nullptr;
    if (name_end == nullptr || name_end[2] == 'Z' || name_end[2] == 'X')
      return false;
    if (name_end[2] == 'T' || name_end[2] == 't')
      return true;
    poll(nullptr, 0, 1);
  }
}

int run_gdb(pid_t worker) {
  const std::string id = std::to_string(worker);
  const char* arguments[] = {"gdb", "-q", "-p", id.c_str(), nullptr};
  pid_t child = 0;
  const int failure =
      posix_spawnp(&child, "gdb", nullptr, nullptr, const_cast<char* const*>(arguments), environ);
  if (failure != 0)
    return fail(failure == ENOENT ? not_found : not_executable,
                std::string("cannot run gdb: ") + std::strerror(failure) +
                    " (on Debian it is in the package gdb)");
  // Ctrl-C in the terminal is for gdb.
  std::signal(SIGINT, SIG_IGN);
  const int status = wait_for(child);
  std::signal(SIGINT, SIG_DFL);
  return status;
}

} // namespace

int debug_worker(int id, const std::vector<std::string>& command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return fail(1, std::string("cannot make a pipe: ") + std::strerror(errno));
  // A path instead of an inherited descriptor: the program may close what it does not know.
  const std::string path = "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(ends[1]);
  setenv("PTOOLS_GDB", std::to_string(id).c_str(), 1);
  setenv("PTOOLS_GDB_PIPE", path.c_str(), 1);

  const pid_t program = start_in_background(command);
  if (program < 0)
    return fail(1, std::string("cannot fork: ") + std::strerror(errno));
  const std::optional<pid_t> worker = wait_for_worker(ends[0], program);
  unsetenv("PTOOLS_GDB");
  unsetenv("PTOOLS_GDB_PIPE");
  if (!worker) {
    const int status = wait_for(program);
    if (status == not_found || status == not_executable)
      return status;
    std::fprintf(
        stderr,
        "ptools-run: the program ended without starting worker %d; ids of workers begin at "
        "2, and -p N chooses how many there are\n",
        id);
    return status;
  }
  if (!wait_until_stopped(*worker))
    return fail(1, "worker " + std::to_string(id) + " ended before gdb could be attached");
  const int debugger = run_gdb(*worker);
  // Left stopped by a gdb that could not start, the worker would never go on.
  kill(*worker, SIGCONT);
  const int status = wait_for(program);
  return debugger == not_found || debugger == not_executable ? debugger : status;
}

} // namespace ptools::run
