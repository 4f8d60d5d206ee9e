#include "spawn.hpp"

#include "files.hpp"
#include "report.hpp"
#include "response_file.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace ptools::driver {
namespace {

volatile std::sig_atomic_t caught_signal = 0;
volatile std::sig_atomic_t running_child = 0;

extern "C" void pass_signal_on(int number) {
  caught_signal = number;
  if (running_child > 0)
    kill(static_cast<pid_t>(running_child), number);
}

/// Ignored signals stay ignored (nohup).
void catch_ending_signals() {
  static bool done = false;
  if (done)
    return;
  done = true;
  for (const int number : {SIGHUP, SIGINT, SIGPIPE, SIGTERM}) {
    struct sigaction old;
    if (sigaction(number, nullptr, &old) != 0 || old.sa_handler == SIG_IGN)
      continue;
    struct sigaction action = {};
    action.sa_handler = pass_signal_on;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
}

std::vector<char*> pointers_to(const words& command) {
  std::vector<char*> result;
  for (const std::string& word : command)
    result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

/// What execve is sure to take: a quarter of the smallest stack limit in use, with room to spare.
constexpr std::size_t longest_command = 1'000'000;

/// A response file in memory for a command that is too long for the kernel: a link of very many
/// objects. (Compilers themselves cannot take so many options.)
class shortened {
public:
  explicit shortened(const words& command) : command_(command) {
    std::size_t size = 0;
    for (const std::string& word : command)
      size += word.size() + sizeof(char*) + 1;
    if (size < longest_command)
      return;
    descriptor_ = memfd_create("ptools-cc", 0);
    const words arguments(command.begin() + 1, command.end());
    if (descriptor_ < 0 || !write_descriptor(descriptor_, response_file_text(arguments)))
      return;
    // Not /proc/self: the name may be handed on to further programs.
    command_.resize(1);
    command_.push_back("@/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(descriptor_));
  }
  ~shortened() {
    if (descriptor_ >= 0)
      close(descriptor_);
  }
  shortened(const shortened&) = delete;
  shortened& operator=(const shortened&) = delete;

  const words& command() const { return command_; }

private:
  words command_;
  int descriptor_ = -1;
};

int report_start_failure(const std::string& program, int reason) {
  errno = reason;
  report_error("cannot run '" + program + "': " + system_error_text());
  return reason == ENOENT ? 127 : 126;
}

} // namespace

int become(const words& command) {
  const shortened shorter(command);
  std::vector<char*> arguments = pointers_to(shorter.command());
  execvp(arguments[0], arguments.data());
  return report_start_failure(command[0], errno);
}

int run(const words& command) {
  catch_ending_signals();
  if (interrupted())
    return 128 + caught_signal;
  const shortened shorter(command);
  std::vector<char*> arguments = pointers_to(shorter.command());
  pid_t child = 0;
  const int failure =
      posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
  if (failure != 0)
    return report_start_failure(command[0], failure);
  running_child = child;
  if (interrupted())
    kill(child, caught_signal);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  running_child = 0;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool feed_standard_input(const std::string& text) {
  const int descriptor = memfd_create("ptools-cc stdin", MFD_CLOEXEC);
  if (descriptor < 0)
    return false;
  const bool good = write_descriptor(descriptor, text) && lseek(descriptor, 0, SEEK_SET) == 0 &&
                    dup2(descriptor, STDIN_FILENO) == STDIN_FILENO;
  close(descriptor);
  return good;
}

bool interrupted() {
  return caught_signal != 0;
}

void finish(int status) {
  if (interrupted()) {
    std::signal(caught_signal, SIG_DFL);
    raise(caught_signal);
  }
  std::exit(status);
}

} // namespace ptools::driver
