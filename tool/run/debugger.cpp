#include "debugger.hpp"

#include "start_program.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
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

/// True if process `id` belongs to `group` and has stopped itself.
bool is_stopped_member(const std::string& id, pid_t group) {
  std::FILE* file = std::fopen(("/proc/" + id + "/stat").c_str(), "re");
  if (file == nullptr)
    return false;
  char text[512] = {};
  const std::size_t length = std::fread(text, 1, sizeof text - 1, file);
  std::fclose(file);
  // "4711 (name) T parent group ...", where the name may hold anything.
  const char* name_end = length > 0 ? std::strrchr(text, ')') : nullptr;
  char state = 0;
  int parent = 0;
  int members_group = 0;
  return name_end != nullptr &&
         std::sscanf(name_end + 1, " %c %d %d", &state, &parent, &members_group) == 3 &&
         state == 'T' && members_group == group;
}

std::optional<pid_t> find_stopped_member(pid_t group) {
  DIR* processes = opendir("/proc");
  if (processes == nullptr)
    return std::nullopt;
  std::optional<pid_t> found;
  while (const dirent* entry = readdir(processes)) {
    const std::string id = entry->d_name;
    if (id.find_first_not_of("0123456789") != std::string::npos || !is_stopped_member(id, group))
      continue;
    found = static_cast<pid_t>(std::strtol(id.c_str(), nullptr, 10));
    break;
  }
  closedir(processes);
  return found;
}

/// The worker, once it has stopped itself; nothing if the program ends first. The kernel tells of
/// stops only to a parent, which ptools-run is not, so it looks from time to time.
std::optional<pid_t> wait_for_stopped_worker(pid_t program) {
  constexpr int milliseconds_between_looks = 10;
  const int watch = static_cast<int>(syscall(SYS_pidfd_open, program, 0));
  std::optional<pid_t> worker;
  bool ended = false;
  while (!worker && !ended) {
    worker = find_stopped_member(program);
    pollfd event{watch, POLLIN, 0};
    ended = !worker && poll(&event, 1, milliseconds_between_looks) > 0;
  }
  close(watch);
  return worker;
}

int run_gdb(pid_t worker) {
  const std::string id = std::to_string(worker);
  // The stop that let gdb attach is over with the first `continue`, and no concern of the program.
  const char* arguments[] = {
      "gdb", "-q", "-p", id.c_str(), "-ex", "handle SIGSTOP nostop noprint nopass", nullptr};
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
  setenv("PTOOLS_GDB", std::to_string(id).c_str(), 1);
  const pid_t program = start_in_background(command);
  unsetenv("PTOOLS_GDB");
  if (program < 0)
    return fail(1, std::string("cannot fork: ") + std::strerror(errno));
  // Here too, so that the group is there before it is looked for.
  setpgid(program, program);
  const std::optional<pid_t> worker = wait_for_stopped_worker(program);
  if (!worker) {
    const int status = wait_for(program);
    if (status == not_found || status == not_executable)
      return status;
    std::fprintf(stderr,
                 "ptools-run: the program ended without starting worker %d; ids of workers begin "
                 "at 2, and -p N chooses how many there are\n",
                 id);
    return status;
  }
  const int debugger = run_gdb(*worker);
  // Left stopped by a gdb that could not start, the worker would never go on.
  kill(*worker, SIGCONT);
  const int status = wait_for(program);
  return debugger == not_found || debugger == not_executable ? debugger : status;
}

} // namespace ptools::run
