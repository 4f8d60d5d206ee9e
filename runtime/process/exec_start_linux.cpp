#include "process/exec_start_linux.hpp"

#include "process/address_ranges_linux.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "shm/region.hpp"
#include "support/log.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <link.h>
#include <sys/auxv.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace ptools::process {

namespace {

constexpr const char* restarted_name = "PTOOLS_INTERNAL_RESTARTED";
constexpr const char* own_program = "/proc/self/exe";

/// What the driver notes for workers, in the region.
struct plan {
  std::uint64_t image;
  address_margins margins;
};
plan& shared_plan() {
  return *reinterpret_cast<plan*>(shm::control().begin + shm::exec_plan_offset);
}

/// Of the driver, inherited by the zygote: all that exec needs, ready to use.
bool by_exec = false;
char handover[160];
char** arguments = nullptr;
std::vector<char*> environment;

class hash {
public:
  void add(const void* bytes, std::size_t n) { // FNV-1a
    for (std::size_t i = 0; i < n; ++i) {
      value_ = (value_ ^ static_cast<const unsigned char*>(bytes)[i]) * 0x100000001b3;
    }
  }
  std::uint64_t value() const { return value_; }

private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

/// One object of the program: where it lies, its segments, and its notes with the build id.
int add_object(dl_phdr_info* object, std::size_t, void* to) {
  hash& all = *static_cast<hash*>(to);
  all.add(&object->dlpi_addr, sizeof object->dlpi_addr);
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = object->dlpi_phdr[i];
    all.add(&segment, sizeof segment);
    if (segment.p_type == PT_NOTE) {
      all.add(reinterpret_cast<const void*>(object->dlpi_addr + segment.p_vaddr), segment.p_memsz);
    }
  }
  return 0;
}

/// Which objects the program consists of, and where they lie.
std::uint64_t image() {
  hash all;
  dl_iterate_phdr(add_object, &all);
  return all.value();
}

/// The program's own path, so that its process keeps its name; if another file lies there
/// meanwhile, the kernel's link to the one that runs.
std::string path_of_program() {
  char path[4096];
  const ssize_t n = readlink(own_program, path, sizeof path - 1);
  path[n > 0 ? n : 0] = '\0';
  struct stat here{};
  struct stat there{};
  const bool same = n > 0 && stat(own_program, &here) == 0 && stat(path, &there) == 0 &&
                    here.st_dev == there.st_dev && here.st_ino == there.st_ino;
  return same ? path : own_program;
}

/// For what this process starts by exec from now on. False if it is not allowed.
bool randomise(bool wanted) {
  const auto now = static_cast<unsigned long>(personality(0xffffffff));
  const unsigned long flag = ADDR_NO_RANDOMIZE;
  return personality(wanted ? now & ~flag : now | flag) >= 0;
}

[[noreturn]] void refuse(const std::string& why) {
  support::say("a worker started by exec cannot take part: " + why);
  _exit(1);
}

} // namespace

bool addresses_are_random() {
  return (personality(0xffffffff) & ADDR_NO_RANDOMIZE) == 0;
}

std::string restart_at_fixed_addresses(char** argv) {
  if (std::getenv(restarted_name) != nullptr) {
    return "the kernel gives the program random addresses all the same";
  }
  if (getauxval(AT_BASE) == 0) {
    return "the program was started through the dynamic loader by hand, or is linked statically";
  }
  if (!randomise(false)) {
    return std::string("address randomisation cannot be turned off here: personality: ") +
           std::strerror(errno);
  }
  setenv(restarted_name, "1", 1);
  execv(path_of_program().c_str(), argv);
  const std::string why =
      std::string("the program cannot be started again: ") + std::strerror(errno);
  unsetenv(restarted_name);
  randomise(true);
  return why;
}

void prepare_start_by_exec(char** argv) {
  if (std::getenv(restarted_name) != nullptr) {
    unsetenv(restarted_name);
    randomise(true); // what the program itself starts is none of our business
  }
  arguments = argv;
  for (char** e = environ; e != nullptr && *e != nullptr; ++e) {
    environment.push_back(*e);
  }
  environment.push_back(handover);
  environment.push_back(nullptr);
  shared_plan().image = image();
  shared_plan().margins = leave_margins();
  by_exec = true;
}

bool starts_by_exec() {
  return by_exec;
}

pid_t start_by_exec(unsigned slot, int stderr_write_end) {
  const pid_t zygote = getpid();
  // Inherited by this one child: no other process is started here meanwhile. High up, out of the
  // way of the numbers programs count on, if so many are allowed.
  int file = fcntl(shm::file(), F_DUPFD, 200);
  if (file < 0) {
    file = fcntl(shm::file(), F_DUPFD, 3);
  }
  if (file < 0) {
    return -1;
  }
  shm::write_handover(handover, sizeof handover, file, slot);
  const auto child =
      static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr));
  if (child != 0) {
    close(file);
    return child;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != zygote) {
    _exit(1); // it died before the line above
  }
  if (stderr_write_end >= 0) {
    dup2(stderr_write_end, STDERR_FILENO);
  }
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null > STDIN_FILENO) {
    dup2(null, STDIN_FILENO);
  }
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : {SIGINT, SIGQUIT, SIGHUP}) {
    sigaddset(&blocked, signal);
  }
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
  randomise(false);
  execve(own_program, arguments, environment.data());
  constexpr char text[] = "ptools: a worker cannot be started: exec of the program fails\n";
  static_cast<void>(!write(STDERR_FILENO, text, sizeof text - 1));
  _exit(127);
}

bool started_by_exec() {
  return shm::handed_over_stripe() != 0;
}

void join_as_worker() {
  shm::map_region();
  shm::forget_handover();
  if (image() != shared_plan().image) {
    refuse("its libraries are others, or lie elsewhere, than those of the program");
  }
  if (!within_margins(shared_plan().margins)) {
    refuse("its static initialisers took much more memory than those of the program");
  }
  const unsigned slot = shm::handed_over_stripe();
  become(role::worker, slot, slot_at(slot).id);
}

} // namespace ptools::process
