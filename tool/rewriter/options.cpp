#include "options.hpp"

#include <algorithm>
#include <stdexcept>

#include "../frontend/llvm_compat.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Path.h"

namespace ptools::tool {

namespace {

std::string value_of(const std::string& option, int& at, int count, char** words) {
  if (at + 1 >= count) {
    throw std::invalid_argument("option '" + option + "' needs a value");
  }
  return words[++at];
}

bool has_prefix(const std::string& text, const char* prefix) {
  return text.rfind(prefix, 0) == 0;
}

/// Options that mean nothing for reading the code, or harm it.
bool is_dropped(const std::string& word) {
  const bool warning = has_prefix(word, "-W") && !has_prefix(word, "-Wp,");
  static const char* const prefixes[] = {
      "-fplugin", "-fmodules",  "-fdiagnostics", "-fprofile", "-fcoverage", "-save-temps", "-specs",
      "-flto",    "-fsanitize", "-ftime-trace",  "-gsplit",   "-fpch",      "-pedantic"};
  static const char* const exact[] = {
      "-c", "-S", "-E", "-pipe", "--coverage", "-fsyntax-only", "-w", "-Winvalid-pch"};
  return warning ||
         std::any_of(std::begin(prefixes), std::end(prefixes),
                     [&](const char* p) { return has_prefix(word, p); }) ||
         std::find(std::begin(exact), std::end(exact), word) != std::end(exact);
}

/// Positions of words that Clang's driver does not know.
std::set<std::size_t> unknown_words(const std::vector<std::string>& words) {
  std::vector<const char*> pointers;
  for (const std::string& word : words) {
    pointers.push_back(word.c_str());
  }
  unsigned missing_index = 0;
  unsigned missing_count = 0;
  const llvm::opt::InputArgList parsed = compat::driver_option_table().ParseArgs(
      pointers, missing_index, missing_count,
      llvm::opt::Visibility(compat::driver_options::ClangOption));
  std::set<std::size_t> unknown;
  for (const llvm::opt::Arg* arg : parsed.filtered(compat::driver_options::OPT_UNKNOWN)) {
    unknown.insert(arg->getIndex());
  }
  return unknown;
}

} // namespace

tool_options parse_options(int count, char** words) {
  tool_options options;
  int at = 1;
  for (; at < count; ++at) {
    const std::string word = words[at];
    if (word == "--") {
      break;
    }
    if (word == "-o") {
      options.output = value_of(word, at, count, words);
    } else if (word == "--inlined") {
      options.inlined_list = value_of(word, at, count, words);
    } else if (word == "--remarks") {
      options.remarks = true;
    } else if (word == "--warnings-as-errors") {
      options.warnings_as_errors = true;
    } else if (has_prefix(word, "--no-warning=")) {
      options.silenced_groups.insert(word.substr(13));
    } else if (word == "--color") {
      options.color = 1;
    } else if (word == "--no-color") {
      options.color = 0;
    } else {
      throw std::invalid_argument("unknown option '" + word + "'");
    }
  }
  if (options.output.empty()) {
    throw std::invalid_argument("option '-o FILE' is missing");
  }
  for (++at; at < count; ++at) {
    options.command.emplace_back(words[at]);
  }
  if (options.command.size() < 2) {
    throw std::invalid_argument("a compile command must follow '--'");
  }
  return options;
}

std::vector<std::string> clang_arguments(const std::vector<std::string>& command) {
  std::vector<std::string> kept;
  for (std::size_t i = 1; i < command.size(); ++i) {
    if (command[i] == "-include-pch") {
      ++i;
    } else if (!is_dropped(command[i])) {
      kept.push_back(command[i]);
    }
  }
  const std::set<std::size_t> unknown = unknown_words(kept);
  std::vector<std::string> arguments{PTOOLS_CLANG_DRIVER, "-resource-dir",
                                     PTOOLS_CLANG_RESOURCE_DIR};
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (unknown.count(i) == 0) {
      arguments.push_back(kept[i]);
    }
  }
  arguments.emplace_back("-w");
  arguments.emplace_back("-ferror-limit=0");
  return arguments;
}

bool is_clang(const std::string& compiler) {
  return llvm::sys::path::filename(compiler).contains("clang");
}

} // namespace ptools::tool
