#include "prescan.hpp"

#include "files.hpp"
#include "places.hpp"
#include "scan_text.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ptools::driver {
namespace {

using file_identity = std::pair<dev_t, ino_t>;

std::optional<file_identity> identity_of(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0)
    return std::nullopt;
  return file_identity{status.st_dev, status.st_ino};
}

/// Walks from a source through its headers, each file once.
class header_walk {
public:
  explicit header_walk(const command_line& command) {
    std::set<file_identity> never;
    const auto exclude = [&](const std::string& directory) {
      if (const auto identity = identity_of(directory))
        never.insert(*identity);
    };
    exclude(include_directory());
    for (const item& option : command.items)
      if (option.meaning == role::system_dir)
        exclude(option.value);

    const auto add = [&](std::vector<std::string>& to, const std::string& directory) {
      if (is_system_include_directory(directory))
        return;
      const auto identity = identity_of(directory);
      if (identity && never.count(*identity) == 0)
        to.push_back(directory);
    };
    for (const item& option : command.items) {
      if (option.meaning == role::quote_dir)
        add(quote_directories_, option.value);
      if (option.meaning == role::include_dir)
        add(include_directories_, option.value);
    }
    for (const std::string& directory : directories_of_variable("CPATH"))
      add(include_directories_, directory);
  }

  /// A macro of the command line whose text is a file name.
  void define(const std::string& name, const std::string& value) {
    for (auto& [macro, file] : scan_text("#define " + name + " " + value).named_files)
      named_files_.emplace(macro, std::move(file));
  }

  void add_text(const std::string& name, std::string_view text) { read(name, text); }

  void add_file(const std::string& path) { pending_.push_back(path); }

  /// -include: the working directory first, then as a quoted name.
  void add_forced(const std::string& name) {
    if (access(name.c_str(), F_OK) == 0)
      return add_file(name);
    add_all(name, quote_directories_);
    add_all(name, include_directories_);
  }

  std::optional<std::string> run() {
    while (!found_) {
      if (pending_.empty() && !resolve_computed())
        break;
      if (pending_.empty())
        continue;
      const std::string path = std::move(pending_.back());
      pending_.pop_back();
      visit(path);
    }
    return found_;
  }

private:
  static std::vector<std::string> directories_of_variable(const char* name) {
    std::vector<std::string> result;
    const char* value = std::getenv(name);
    if (value == nullptr || *value == 0)
      return result;
    std::string_view rest = value;
    for (;;) {
      const std::size_t colon = rest.find(':');
      const std::string_view directory = rest.substr(0, colon);
      result.emplace_back(directory.empty() ? "." : directory);
      if (colon == std::string_view::npos)
        return result;
      rest.remove_prefix(colon + 1);
    }
  }

  void visit(const std::string& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
      return;
    struct stat status;
    const bool fresh = fstat(descriptor, &status) == 0 && !S_ISDIR(status.st_mode) &&
                       visited_.emplace(status.st_dev, status.st_ino).second;
    const std::optional<std::string> text = fresh ? read_descriptor(descriptor) : std::nullopt;
    close(descriptor);
    if (text)
      read(path, *text);
  }

  void read(const std::string& path, std::string_view text) {
    text_scan scan = scan_text(text);
    if (scan.may_be_annotated) {
      found_ = path;
      return;
    }
    for (auto& [macro, file] : scan.named_files)
      named_files_.emplace(macro, std::move(file));
    for (const include_line& line : scan.includes)
      follow(line, path);
  }

  void follow(const include_line& line, const std::string& from) {
    if (line.written == include_line::form::computed) {
      computed_.emplace_back(line, from);
      return;
    }
    if (!line.name.empty() && line.name[0] == '/')
      return add_file(line.name);
    // Where #include_next continues depends on how this file was found: every match is looked at.
    if (line.next)
      return add_all(line.name, include_directories_);
    if (line.written == include_line::form::quoted) {
      const std::string directory = directory_of(from);
      if (add_first(line.name, {directory == "." ? std::string() : directory}))
        return;
      if (add_first(line.name, quote_directories_))
        return;
    }
    add_first(line.name, include_directories_);
  }

  static std::string joined(const std::string& directory, const std::string& name) {
    return directory.empty() ? name : directory + "/" + name;
  }

  bool add_first(const std::string& name, const std::vector<std::string>& directories) {
    for (const std::string& directory : directories) {
      const std::string path = joined(directory, name);
      if (access(path.c_str(), F_OK) != 0)
        continue;
      add_file(path);
      return true;
    }
    return false;
  }

  void add_all(const std::string& name, const std::vector<std::string>& directories) {
    for (const std::string& directory : directories) {
      const std::string path = joined(directory, name);
      if (access(path.c_str(), F_OK) == 0)
        add_file(path);
    }
  }

  /// #include NAME: once everything else is read, by all definitions of NAME that were seen. A name
  /// that cannot be followed may lead to an annotation.
  bool resolve_computed() {
    if (computed_.empty())
      return false;
    const auto [line, from] = std::move(computed_.back());
    computed_.pop_back();
    std::string name = line.name;
    auto [begin, end] = named_files_.equal_range(name);
    if (begin == end)
      found_ = from;
    for (int step = 0; begin != end && step < 8; ++step) {
      std::string next;
      for (auto at = begin; at != end; ++at) {
        if (at->second.written == include_line::form::computed)
          next = at->second.name;
        else
          follow(at->second, from);
      }
      if (next.empty())
        break;
      std::tie(begin, end) = named_files_.equal_range(next);
      if (begin == end)
        found_ = from;
    }
    return true;
  }

  std::vector<std::string> quote_directories_;
  std::vector<std::string> include_directories_;
  std::vector<std::string> pending_;
  std::vector<std::pair<include_line, std::string>> computed_;
  std::multimap<std::string, include_line> named_files_;
  std::set<file_identity> visited_;
  std::optional<std::string> found_;
};

} // namespace

std::optional<std::string> find_annotations(const command_line& command, const std::string& source,
                                            const std::optional<std::string>& text) {
  header_walk walk(command);
  for (const item& option : command.items) {
    if (option.meaning == role::forced_include)
      walk.add_forced(option.value);
    if (option.meaning != role::define)
      continue;
    const std::size_t equals = option.value.find('=');
    if (equals == std::string::npos)
      continue;
    const std::string replacement = option.value.substr(equals + 1);
    if (definition_may_annotate(replacement))
      return "-D" + option.value;
    walk.define(option.value.substr(0, equals), replacement);
  }
  if (text)
    walk.add_text(source, *text);
  else
    walk.add_file(source);
  return walk.run();
}

} // namespace ptools::driver
