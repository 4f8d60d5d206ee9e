#include "census_processes.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <dirent.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace ptools::census {
namespace {

/// What the entry holds; as much of it as there was if the process ends meanwhile. Reading fails
/// then, which an istreambuf_iterator would let out as an exception and operator<< keeps in.
std::string read_proc(pid_t pid, const char* entry) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/" + entry, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<pid_t> all_pids() {
  std::vector<pid_t> result;
  DIR* proc = opendir("/proc");
  if (!proc)
    return result;
  while (const dirent* entry = readdir(proc)) {
    pid_t pid = 0;
    const char* end = entry->d_name + std::strlen(entry->d_name);
    if (std::from_chars(entry->d_name, end, pid).ptr == end)
      result.push_back(pid);
  }
  closedir(proc);
  return result;
}

bool has_marker(pid_t pid, const std::string& marker) {
  const std::string wanted = std::string(marker_variable) + "=" + marker;
  const std::string environment = read_proc(pid, "environ");
  for (std::size_t at = environment.find(wanted); at != std::string::npos;
       at = environment.find(wanted, at + 1))
    if (environment.c_str()[at + wanted.size()] == '\0')
      return true;
  return false;
}

/// Parses "PID (NAME) STATE PARENT ..."; the name may hold blanks and parentheses.
bool parse_stat(const std::string& stat, process& result) {
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos || name_end + 4 >= stat.size())
    return false;
  result.state = stat.substr(name_end + 2, 1);
  result.parent = static_cast<pid_t>(std::atol(stat.c_str() + name_end + 4));
  result.command = stat.substr(stat.find('('), name_end + 1 - stat.find('('));
  return true;
}

std::string command_line(pid_t pid, const std::string& name) {
  std::string line = read_proc(pid, "cmdline");
  std::replace(line.begin(), line.end(), '\0', ' ');
  return line.empty() ? name : line;
}

std::map<pid_t, process> all_processes() {
  std::map<pid_t, process> result;
  for (pid_t pid : all_pids()) {
    process p{pid, 0, "", ""};
    if (parse_stat(read_proc(pid, "stat"), p))
      result.emplace(pid, p);
  }
  return result;
}

bool descends_from(const std::map<pid_t, process>& table, pid_t pid, pid_t root) {
  std::set<pid_t> seen;
  for (auto at = table.find(pid); at != table.end() && seen.insert(at->first).second;
       at = table.find(at->second.parent))
    if (at->second.parent == root)
      return true;
  return false;
}

bool gdb_is_there() {
  return std::system("command -v gdb >/dev/null 2>&1") == 0;
}

void print_stacks(pid_t pid) {
  // Not the marker's environment: the debugger must not look like a member of the family.
  const std::string line = "env -u " + std::string(marker_variable) +
                           " timeout 20 gdb -batch -nx -p " + std::to_string(pid) +
                           " -ex 'thread apply all backtrace 30' 2>&1 | grep -v '^\\[New LWP' >&2";
  if (std::system(line.c_str()) != 0)
    std::fputs("  (no stacks)\n", stderr);
}

} // namespace

std::string make_marker() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return std::to_string(getpid()) + "." + std::to_string(now.tv_sec) + "." +
         std::to_string(now.tv_nsec);
}

std::vector<process> scan(const family& members) {
  std::vector<process> result;
  const std::map<pid_t, process> table = all_processes();
  for (const auto& [pid, p] : table) {
    if (pid == members.root)
      continue;
    if (!descends_from(table, pid, members.root) && !has_marker(pid, members.marker))
      continue;
    result.push_back(p);
    result.back().command = command_line(pid, p.command);
  }
  return result;
}

void wait_for_any_end(const std::vector<process>& processes, std::chrono::nanoseconds limit) {
  std::vector<pollfd> ends;
  for (const process& p : processes)
    if (const int fd = static_cast<int>(syscall(SYS_pidfd_open, p.pid, 0)); fd >= 0)
      ends.push_back({fd, POLLIN, 0});
  // A zombie's pidfd is readable at once though nobody has reaped it; do not spin on those. The
  // short limit also catches new members.
  const auto step = std::min<std::chrono::nanoseconds>(limit, std::chrono::milliseconds(20));
  const bool only_zombies = std::all_of(processes.begin(), processes.end(),
                                        [](const process& p) { return p.state == "Z"; });
  timespec pause{};
  pause.tv_nsec = std::max<std::chrono::nanoseconds::rep>(step.count(), 0);
  ppoll(ends.data(), only_zombies ? 0 : ends.size(), &pause, nullptr);
  for (const pollfd& end : ends)
    close(end.fd);
}

void kill_all(const family& members) {
  for (;;) {
    const std::vector<process> alive = scan(members);
    bool any = false;
    for (const process& p : alive)
      any |= p.state != "Z" && kill(p.pid, SIGKILL) == 0;
    while (waitpid(-1, nullptr, WNOHANG | __WALL) > 0) {
    }
    if (!any)
      return;
    wait_for_any_end(alive, std::chrono::milliseconds(20));
  }
}

void describe(const std::vector<process>& processes) {
  static const bool stacks = gdb_is_there();
  for (const process& p : processes) {
    std::fprintf(stderr, "--- process %d, parent %d, state %s: %s\n", p.pid, p.parent,
                 p.state.c_str(), p.command.c_str());
    std::fprintf(stderr, "  waits in: %s, system call: %s\n", read_proc(p.pid, "wchan").c_str(),
                 read_proc(p.pid, "syscall").c_str());
    std::fputs(read_proc(p.pid, "stack").c_str(), stderr);
    if (stacks && p.state != "Z")
      print_stacks(p.pid);
  }
}

} // namespace ptools::census
