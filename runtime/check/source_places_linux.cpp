#include "check/source_places_linux.hpp"

#include <algorithm>
#include <cstdio>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <map>
#include <optional>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace ptools::check {

namespace {

struct module_place {
  std::string file;
  std::uintptr_t offset;
};

/// The program itself has no name in the loader's list.
std::string program_file() {
  char name[4096];
  const ssize_t size = readlink("/proc/self/exe", name, sizeof name);
  return std::string(name, size > 0 ? static_cast<std::size_t>(size) : 0);
}

/// What lies below the current directory is named from there.
std::string shortened(const std::string& where) {
  char directory[4096];
  if (getcwd(directory, sizeof directory) == nullptr) {
    return where;
  }
  const std::string start = std::string(directory) + "/";
  return where.starts_with(start) ? where.substr(start.size()) : where;
}

module_place module_of(std::uintptr_t place) {
  Dl_info info{};
  link_map* map = nullptr;
  if (dladdr1(reinterpret_cast<const void*>(place), &info, reinterpret_cast<void**>(&map),
              RTLD_DL_LINKMAP) == 0) {
    return {"", 0};
  }
  return {*map->l_name != 0 ? map->l_name : program_file(), place - map->l_addr};
}

std::string hexadecimal(std::uintptr_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%zx", static_cast<std::size_t>(value));
  return text;
}

/// What the program prints; empty if it cannot be run.
std::string output_of(std::vector<std::string> words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return {};
  }
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string text;
  if (failed == 0) {
    char part[4096];
    ssize_t n = 0;
    while ((n = read(ends[0], part, sizeof part)) > 0 || (n < 0 && errno == EINTR)) {
      text.append(part, n > 0 ? static_cast<std::size_t>(n) : 0);
    }
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  close(ends[0]);
  return text;
}

bool is_users(const std::string& file) {
  return !file.starts_with("/usr/") && file.find("/include/ptools/") == std::string::npos &&
         file.find("/include/c++/") == std::string::npos;
}

/// Without parameters: they are long, and the line says which function it is.
std::string short_name(const std::string& function) {
  // The body of a loop was made a lambda, which the user has not written; other lambdas have no
  // name either.
  if (function.empty() || function == "??" || function.starts_with("operator()") ||
      function.find("ptools::generated::") != std::string::npos) {
    return {};
  }
  const std::size_t parameters = function.find('(');
  return function.substr(0, parameters);
}

/// What turns a lambda into a function pointer, as g++ and clang call it.
bool leads_to_lambda(const std::string& function) {
  const auto has = [&](const char* part) { return function.find(part) != std::string::npos; };
  return function == "_FUN" || function == "__invoke" || has("::_FUN(") || has("::__invoke(");
}

/// What addr2line says of one address: a function and FILE:LINE for each that was inlined there.
using answer = std::vector<source_place>;

/// binutils gives what was inlined the name of the function around it. Empty if nothing is known.
std::optional<answer> read_answer(std::istream& lines, bool names_are_right) {
  answer all;
  std::string function;
  std::string where;
  bool last_leads = false;
  while (lines.peek() != EOF && lines.peek() != '0' && std::getline(lines, function) &&
         std::getline(lines, where)) {
    where = where.substr(0, where.find(" (discriminator"));
    if (where.starts_with("??") || where.ends_with(":?") || where.ends_with(":0")) {
      continue;
    }
    all.push_back({shortened(where), short_name(function), is_users(where)});
    last_leads = leads_to_lambda(function);
  }
  if (all.empty()) {
    return std::nullopt;
  }
  if (last_leads && (all.size() > 1 || names_are_right)) {
    all.pop_back();
  }
  return all;
}

answer without_lines(std::uintptr_t place) {
  Dl_info info{};
  dladdr(reinterpret_cast<const void*>(place), &info);
  const module_place at = module_of(place);
  return {{at.file.empty() ? hexadecimal(place) : at.file + "+" + hexadecimal(at.offset),
           info.dli_sname != nullptr ? info.dli_sname : "", false}};
}

/// Asks for all that are not known yet, with one program for each module.
void ask(const std::vector<std::uintptr_t>& places, std::map<std::uintptr_t, answer>& known) {
  std::map<std::string, std::vector<std::uintptr_t>> by_module;
  for (const std::uintptr_t place : places) {
    if (known.count(place) == 0) {
      by_module[module_of(place - 1).file].push_back(place);
    }
  }
  for (const auto& [file, asked] : by_module) {
    std::vector<std::string> words{"", "-e", file, "-a", "-C", "-f", "-i"};
    for (const std::uintptr_t place : asked) {
      words.push_back(hexadecimal(module_of(place - 1).offset));
    }
    // LLVM's knows all that clang tells of inlined functions.
    std::string text;
    for (const char* program :
         {"llvm-addr2line-19", "llvm-addr2line-22", "llvm-addr2line", "addr2line"}) {
      if (text.empty() && !file.empty()) {
        words[0] = program;
        text = output_of(words);
      }
    }
    std::istringstream lines(text);
    for (const std::uintptr_t place : asked) {
      std::string address;
      std::getline(lines, address);
      const std::optional<answer> found = read_answer(lines, words[0] != "addr2line");
      known[place] = found ? *found : without_lines(place - 1);
    }
  }
}

} // namespace

std::vector<source_place> source_places(const std::vector<std::uintptr_t>& places) {
  static auto& known = *new std::map<std::uintptr_t, answer>;
  // Of a deep recursion the innermost calls.
  constexpr std::size_t most_places = 24;
  const std::vector<std::uintptr_t> asked(
      places.begin(),
      places.begin() + static_cast<std::ptrdiff_t>(std::min(places.size(), most_places)));
  ask(asked, known);
  std::vector<source_place> all;
  for (const std::uintptr_t place : asked) {
    for (const source_place& found : known[place]) {
      // A function that stands in its caller's line is not told twice.
      if (all.empty() || all.back().where != found.where) {
        all.push_back(found);
      }
    }
  }
  return all;
}

} // namespace ptools::check
