#include "support/source_places_linux.hpp"

#include "support/program_output_linux.hpp"

#include <cstdio>
#include <map>
#include <mutex>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace ptools::support {

namespace {

/// What lies below the current directory is named from there.
std::string shortened(const std::string& where) {
  char directory[4096];
  if (getcwd(directory, sizeof directory) == nullptr) {
    return where;
  }
  const std::string start = std::string(directory) + "/";
  return where.starts_with(start) ? where.substr(start.size()) : where;
}

std::string hexadecimal(std::uint64_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%zx", static_cast<std::size_t>(value));
  return text;
}

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

bool is_users_module(const std::string& file) {
  if (!file.starts_with("/") || file.starts_with("/lib") || file.starts_with("/usr/lib")) {
    return false;
  }
  const std::string name = file.substr(file.rfind('/') + 1);
  return !name.starts_with("libptools.so") && !name.starts_with("libptools_check.so") &&
         !name.starts_with("libstdc++.so") && !name.starts_with("libgcc_s.so");
}

bool is_users_source(const std::string& file) {
  return !file.starts_with("/usr/") && !has(file, "/include/ptools/") &&
         !has(file, "/include/c++/");
}

/// Of a function whose source is not known, in a user's module.
bool is_users_function(const std::string& function) {
  return function.empty() || (function[0] != '_' && !has(function, "ptools::detail::") &&
                              !has(function.substr(0, function.find_first_of("(<")), "std::"));
}

bool is_of_loop(const std::string& function) {
  return has(function, "ptools::generated::");
}

/// The body of a loop was made a lambda, which the user has not written; other lambdas have no name
/// either.
std::string name_of(const std::string& function) {
  if (function == "??" || function.starts_with("operator()") || is_of_loop(function) ||
      has(function, "ptools::detail::")) {
    return {};
  }
  // Compilers put what is rarely run, a throw for example, aside.
  for (const char* part : {" [clone ", " (."}) {
    if (const auto aside = function.find(part); aside != std::string::npos) {
      return function.substr(0, aside);
    }
  }
  return function;
}

/// What turns a lambda into a function pointer, as g++ and clang call it.
bool leads_to_lambda(const std::string& function) {
  return function == "_FUN" || function == "__invoke" || has(function, "::_FUN(") ||
         has(function, "::__invoke(");
}

/// Of one address: itself, and before it what was inlined there.
using answer = std::vector<source_place>;

/// What addr2line says of one address: a function and FILE:LINE for each that was inlined there.
struct told {
  bool any_line = false;
  answer with_lines;
  std::string function; ///< the last one
};

/// binutils gives what was inlined the name of the function around it.
told read_answer(std::istream& lines, bool names_are_right, bool users_module) {
  told all;
  std::string where;
  bool last_leads = false;
  while (lines.peek() != EOF && lines.peek() != '0' && std::getline(lines, all.function) &&
         std::getline(lines, where)) {
    where = where.substr(0, where.find(" (discriminator"));
    if (where.starts_with("??") || where.ends_with(":?") || where.ends_with(":0")) {
      continue;
    }
    all.with_lines.push_back({shortened(where), name_of(all.function), true,
                              users_module && is_users_source(where), is_of_loop(all.function)});
    last_leads = leads_to_lambda(all.function);
    all.any_line = true;
  }
  if (last_leads && (all.with_lines.size() > 1 || names_are_right)) {
    // Only the name of what leads there tells whose an inlined lambda is.
    const bool of_loop = all.with_lines.back().of_loop;
    all.with_lines.pop_back();
    if (!all.with_lines.empty() && all.with_lines.back().function.empty()) {
      all.with_lines.back().of_loop |= of_loop;
    }
  }
  return all;
}

answer without_lines(const module_place& at, std::string function) {
  if (function.empty() || function == "??") {
    function = exported_function(at);
  }
  const std::string where =
      at.file.empty() ? hexadecimal(at.offset) : at.file + "+" + hexadecimal(at.offset);
  return {{where, name_of(function), false,
           is_users_module(at.file) && (is_of_loop(function) || is_users_function(function)),
           is_of_loop(function)}};
}

/// What a program called addr2line prints of these places of a module.
struct printed {
  std::string text;
  bool names_are_right = false;
};

printed ask(const std::string& module, const std::vector<std::uint64_t>& offsets) {
  std::vector<std::string> words{"", "-e", module, "-a", "-C", "-f", "-i"};
  for (const std::uint64_t offset : offsets) {
    words.push_back(hexadecimal(offset));
  }
  // LLVM's knows all that clang tells of inlined functions.
  for (const char* name :
       {"llvm-addr2line-19", "llvm-addr2line-22", "llvm-addr2line", "addr2line"}) {
    words[0] = program_called(name);
    printed what{words[0].empty() ? "" : output_of(words), name[0] == 'l'};
    if (!what.text.empty()) {
      return what;
    }
  }
  return {};
}

/// Asks for all that are not known yet, with one program for each module of the user's. Others are
/// large, and seldom have lines.
void look_up(const std::vector<module_place>& places, std::map<module_place, answer>& known) {
  std::map<std::string, std::vector<std::uint64_t>> by_module;
  for (const module_place& place : places) {
    if (known.count(place) == 0) {
      by_module[place.file].push_back(place.offset);
    }
  }
  for (const auto& [file, offsets] : by_module) {
    const printed what = is_users_module(file) ? ask(file, offsets) : printed{};
    std::istringstream lines(what.text);
    for (const std::uint64_t offset : offsets) {
      std::string address;
      std::getline(lines, address);
      told found = read_answer(lines, what.names_are_right, is_users_module(file));
      const module_place place{file, offset};
      known[place] = found.any_line ? std::move(found.with_lines)
                                    : without_lines(place, std::move(found.function));
    }
  }
}

} // namespace

std::vector<source_place> source_places(const std::vector<module_place>& places) {
  static auto& known = *new std::map<module_place, answer>;
  static std::mutex guard;
  const std::lock_guard lock(guard);
  look_up(places, known);
  std::vector<source_place> all;
  for (const module_place& place : places) {
    for (const source_place& found : known[place]) {
      // A function that stands in its caller's line is not told twice.
      if (all.empty() || all.back().where != found.where) {
        all.push_back(found);
      } else {
        all.back().of_loop |= found.of_loop;
      }
    }
  }
  return all;
}

} // namespace ptools::support
