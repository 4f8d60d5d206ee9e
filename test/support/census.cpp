// ptools-census [OPTIONS] -- COMMAND ARGS...
//
// Runs a command and looks whether it leaves anything behind: processes, POSIX shared memory,
// temporary files. The exit status is the command's own, or says what went wrong (usage below).

#include "census_files.hpp"
#include "census_processes.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace ptools::census;
using clock_type = std::chrono::steady_clock;
using seconds = std::chrono::duration<double>;

constexpr int status_left_behind = 70;
constexpr int status_timed_out = 124;
constexpr int status_cannot_run = 127;

constexpr char usage[] =
    "usage: ptools-census [--timeout=SECONDS] [--grace=SECONDS] [--no-cwd] -- COMMAND ARGS...\n"
    "  --timeout  the command is killed after so long, with a report of what hangs (60)\n"
    "  --grace    what is still there so long after the end counts as left behind (2)\n"
    "  --no-cwd   do not look for new entries in the working directory\n"
    "exit status: the command's (128 + signal if killed); 70 something was left behind;\n"
    "  124 timed out; 127 cannot be run; 2 misuse\n";

struct request {
  seconds timeout{60};
  seconds grace{2};
  bool watch_cwd = true;
  char** command = nullptr;
};

[[noreturn]] void misuse(const std::string& what) {
  std::fprintf(stderr, "ptools-census: %s\n%s", what.c_str(), usage);
  std::exit(2);
}

seconds parse_seconds(const std::string& option, const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= 0))
    misuse(option + " needs a number of seconds, not '" + text + "'");
  return seconds(value);
}

request parse(int argc, char** argv) {
  request result;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::string name = argument.substr(0, argument.find('='));
    const std::string value = argument.size() > name.size() ? argument.substr(name.size() + 1) : "";
    if (argument == "--") {
      result.command = argv + i + 1;
      break;
    }
    if (name == "--timeout")
      result.timeout = parse_seconds(name, value);
    else if (name == "--grace")
      result.grace = parse_seconds(name, value);
    else if (argument == "--no-cwd")
      result.watch_cwd = false;
    else
      misuse("unknown option '" + argument + "'");
  }
  if (!result.command || !*result.command)
    misuse("no command given after --");
  return result;
}

/// Signals that end the census have to end the command's processes too.
int open_signals(sigset_t& original) {
  sigset_t mask;
  sigemptyset(&mask);
  for (int signal : {SIGCHLD, SIGTERM, SIGHUP, SIGINT})
    sigaddset(&mask, signal);
  sigprocmask(SIG_BLOCK, &mask, &original);
  return signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
}

pid_t start(char** command, const sigset_t& original) {
  const pid_t pid = fork();
  if (pid != 0)
    return pid;
  sigprocmask(SIG_SETMASK, &original, nullptr);
  execvp(command[0], command);
  std::fprintf(stderr, "ptools-census: cannot run %s: %s\n", command[0], std::strerror(errno));
  _exit(status_cannot_run);
}

/// Reaps what has ended; the command's wait status if it is among them.
std::optional<int> reap(pid_t command) {
  std::optional<int> found;
  int status = 0;
  // Workers are cloned without an exit signal, so __WALL is needed to see them here.
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0;)
    if (pid == command)
      found = status;
  return found;
}

/// Waits for the command; nothing if the time is over. A fatal signal to the census kills all.
std::optional<int> wait_for_command(pid_t command, int signals, clock_type::time_point until,
                                    const family& members) {
  for (;;) {
    if (const auto status = reap(command))
      return status;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - clock_type::now()).count();
    if (left <= 0)
      return std::nullopt;
    pollfd entry{signals, POLLIN, 0};
    poll(&entry, 1, static_cast<int>(std::min<long long>(left, 1'000'000)));
    for (signalfd_siginfo info; read(signals, &info, sizeof info) == sizeof info;) {
      if (info.ssi_signo == SIGCHLD)
        continue;
      // Ctrl-C reaches the command by the terminal; what it does with it is its own matter.
      if (info.ssi_signo == SIGINT)
        continue;
      kill_all(members);
      std::_Exit(128 + static_cast<int>(info.ssi_signo));
    }
  }
}

/// Whoever is still there when the grace period is over.
std::vector<process> wait_for_family(const family& members, clock_type::time_point until) {
  for (;;) {
    reap(0);
    std::vector<process> alive = scan(members);
    if (alive.empty() || clock_type::now() >= until)
      return alive;
    wait_for_any_end(alive, until - clock_type::now());
  }
}

int exit_status(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool report(const std::vector<process>& processes, const std::vector<std::string>& files) {
  for (const process& p : processes)
    std::fprintf(stderr, "ptools-census: left behind: process %d (%s): %s\n", p.pid,
                 p.state.c_str(), p.command.c_str());
  for (const std::string& file : files)
    std::fprintf(stderr, "ptools-census: left behind: %s\n", file.c_str());
  return !processes.empty() || !files.empty();
}

} // namespace

int main(int argc, char** argv) {
  const request asked = parse(argc, argv);

  // Orphans come to this process instead of init, so none can hide by losing its parent.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  family members{getpid(), make_marker()};
  setenv(marker_variable, members.marker.c_str(), 1);
  file_watch files(asked.watch_cwd);

  sigset_t original;
  const int signals = open_signals(original);
  const pid_t command = start(asked.command, original);
  if (command < 0) {
    std::perror("ptools-census: fork");
    return status_cannot_run;
  }

  const auto limit =
      clock_type::now() + std::chrono::duration_cast<clock_type::duration>(asked.timeout);
  const std::optional<int> status = wait_for_command(command, signals, limit, members);
  if (!status) {
    std::fprintf(stderr, "ptools-census: not finished after %g s\n", asked.timeout.count());
    describe(scan(members));
  }
  const auto until = clock_type::now() + std::chrono::duration_cast<clock_type::duration>(
                                             status ? asked.grace : seconds(0));
  const std::vector<process> left = wait_for_family(members, until);
  if (status && !left.empty())
    describe(left);
  kill_all(members);
  const std::vector<std::string> left_files = files.finish(status ? asked.grace.count() : 0.0);

  if (!status)
    return status_timed_out;
  if (report(left, left_files))
    return status_left_behind;
  return exit_status(*status);
}
