// A program that leaves behind what its argument says: the census is tested with it.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

void wait_for_ever() {
  for (;;)
    pause();
}

/// A daemon in the classic way: forks twice, own session, so that it is nobody's child.
void leave_daemon() {
  if (fork() != 0)
    return;
  setsid();
  if (fork() != 0)
    _exit(0);
  wait_for_ever();
}

/// The same without the environment, as programs do that clean it.
void leave_bare_daemon(const char* self) {
  if (fork() != 0)
    return;
  setsid();
  if (fork() != 0)
    _exit(0);
  char* const argv[] = {const_cast<char*>("bare"), const_cast<char*>("hang"), nullptr};
  char* const environment[] = {nullptr};
  execve(self, argv, environment);
  _exit(1);
}

/// A process that its parent's wait() cannot see, as workers are.
void leave_silent_clone() {
  alignas(16) static char stack[65536];
  const auto run = [](void*) -> int {
    wait_for_ever();
    return 0;
  };
  clone(run, stack + sizeof stack, 0, nullptr);
}

void leave_file(const std::string& name) {
  const int fd = open(name.c_str(), O_CREAT | O_WRONLY, 0600);
  if (fd < 0)
    std::perror(name.c_str());
  else
    close(fd);
}

void leave_shared_memory(const std::string& name) {
  const int fd = shm_open(name.c_str(), O_CREAT | O_RDWR, 0600);
  if (fd >= 0)
    close(fd);
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  const std::string name = argc > 2 ? argv[2] : "";
  if (what == "nothing")
    return 0;
  if (what == "status")
    return std::atoi(name.c_str());
  if (what == "signal")
    std::raise(std::atoi(name.c_str()));
  if (what == "hang")
    wait_for_ever();
  if (what == "daemon")
    leave_daemon();
  else if (what == "bare-daemon")
    leave_bare_daemon(argv[0]);
  else if (what == "silent-clone")
    leave_silent_clone();
  else if (what == "slow-child") {
    // Ends by itself soon after its parent: within the grace period nothing is wrong with that.
    if (fork() == 0)
      usleep(300'000);
  } else if (what == "file")
    leave_file(name);
  else if (what == "temporary")
    leave_file(std::string(std::getenv("TMPDIR")) + "/" + name);
  else if (what == "shm")
    leave_shared_memory(name);
  else
    return 2;
  return 0;
}
