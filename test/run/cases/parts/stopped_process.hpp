#pragma once

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <unistd.h>

/// As /proc/PID/stat says; 'T' is stopped.
inline char state_of(pid_t process) {
  char state = '?';
  std::FILE* const stat = std::fopen(("/proc/" + std::to_string(process) + "/stat").c_str(), "r");
  if (stat == nullptr || std::fscanf(stat, "%*d %*s %c", &state) != 1) std::abort();
  std::fclose(stat);
  return state;
}

/// Returns when nothing runs in it any more.
inline void stop(pid_t process) {
  kill(process, SIGSTOP);
  while (state_of(process) != 'T') std::this_thread::yield();
}
