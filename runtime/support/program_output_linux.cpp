#include "support/program_output_linux.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace ptools::support {

namespace {

void await(pid_t child) {
  while (waitpid(child, nullptr, __WALL) < 0 && errno == EINTR) {
  }
}

/// A variable that makes LLVM's tools ask servers in the network.
bool leads_outside(const char* variable) {
  return std::string_view(variable).starts_with("DEBUGINFOD_URLS=");
}

/// In a process of its own with one thread, where nothing may be allocated.
[[noreturn]] void run(char* const* words, char* const* variables, int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int kept = fcntl(output, F_DUPFD, 3); // the standard streams may be closed
  const int nothing = open("/dev/null", O_RDWR);
  const int silence = fcntl(nothing, F_DUPFD, 3);
  if (dup2(kept, STDOUT_FILENO) < 0) {
    _exit(127);
  }
  dup2(silence, STDIN_FILENO);
  dup2(silence, STDERR_FILENO);
  close_range(3, ~0U, 0);
  const pid_t child = vfork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execve(words[0], words, variables);
    _exit(127);
  }
  if (child > 0) {
    await(child);
  }
  _exit(0);
}

std::string all_of(int file) {
  std::string text;
  char part[4096];
  ssize_t n = 0;
  while ((n = pread(file, part, sizeof part, static_cast<off_t>(text.size()))) > 0) {
    text.append(part, static_cast<std::size_t>(n));
  }
  return text;
}

} // namespace

std::string program_called(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view left = path == nullptr ? "/bin:/usr/bin" : path;
  while (!left.empty()) {
    const std::string_view directory = left.substr(0, left.find(':'));
    left.remove_prefix(std::min(directory.size() + 1, left.size()));
    const std::string file = std::string(directory) + "/" + name;
    if (!directory.empty() && access(file.c_str(), X_OK) == 0) {
      return file;
    }
  }
  return {};
}

std::string output_of(std::vector<std::string> words) {
  if (getauxval(AT_SECURE) != 0) {
    return {}; // whoever set PATH has fewer rights than this program
  }
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  std::vector<char*> variables;
  for (char** v = environ; v != nullptr && *v != nullptr; ++v) {
    if (!leads_outside(*v)) {
      variables.push_back(*v);
    }
  }
  variables.push_back(nullptr);
  // No pipe, whose end another thread's child may hold open for long.
  const int file = memfd_create("ptools-output", MFD_CLOEXEC);
  if (file < 0) {
    return {};
  }
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // A program that is executed becomes a child that can be seen, so a process lies between that
  // cannot: one without an exit signal.
  const auto child = static_cast<pid_t>(syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr));
  if (child == 0) {
    run(arguments.data(), variables.data(), file);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (child > 0) {
    await(child);
  }
  std::string text = all_of(file);
  close(file);
  return text;
}

} // namespace ptools::support
