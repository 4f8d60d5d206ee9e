#include "depfile.hpp"

#include <algorithm>

namespace ptools::driver {
namespace {

struct rule {
  std::string targets; ///< with its escapes
  std::vector<std::string> prerequisites;
};

/// Reads the rules that GCC and Clang write. Names keep no escapes.
class reader {
public:
  explicit reader(std::string_view text) : text_(text) {}

  std::vector<rule> run() {
    std::vector<rule> rules;
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        ++at_;
        continue;
      }
      rule read;
      read.targets = take_targets();
      while (skip_blanks())
        read.prerequisites.push_back(take_name());
      rules.push_back(std::move(read));
    }
    return rules;
  }

private:
  /// Up to the colon that ends the targets; a colon inside a name is followed by no blank.
  std::string take_targets() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_targets())
      at_ += text_[at_] == '\\' ? 2 : 1;
    const std::string targets(text_.substr(begin, at_ - begin));
    if (at_ < text_.size() && text_[at_] == ':')
      ++at_;
    return targets;
  }

  bool ends_targets() const {
    if (text_[at_] == '\n')
      return true;
    if (text_[at_] != ':')
      return false;
    return at_ + 1 == text_.size() || text_[at_ + 1] == ' ' || text_[at_ + 1] == '\n' ||
           text_[at_ + 1] == '\\';
  }

  /// False at the end of the rule.
  bool skip_blanks() {
    for (;;) {
      if (at_ >= text_.size() || text_[at_] == '\n')
        return false;
      if (text_[at_] == ' ' || text_[at_] == '\t')
        ++at_;
      else if (text_.substr(at_, 2) == "\\\n")
        at_ += 2;
      else
        return true;
    }
  }

  std::string take_name() {
    std::string name;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '\t' && text_[at_] != '\n') {
      const char c = text_[at_];
      const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      if (c == '\\') {
        if (next == '\n')
          break;
        take_backslashes(name);
        continue;
      }
      const bool escaped = c == '$' && next == '$';
      name += c;
      at_ += escaped ? 2 : 1;
    }
    return name;
  }

  /// Backslashes are themselves, but before a blank or # make halves them and the odd one escapes.
  void take_backslashes(std::string& name) {
    const std::size_t end = std::min(text_.find_first_not_of('\\', at_), text_.size());
    const std::size_t count = end - at_;
    const char next = end < text_.size() ? text_[end] : '\0';
    at_ = end;
    if ((next != ' ' && next != '\t' && next != '#') || count % 2 == 0) {
      name.append(count, '\\');
      return;
    }
    name.append(count / 2, '\\');
    name += next;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class writer {
public:
  void add(const rule& written) {
    text_ += written.targets;
    text_ += ':';
    std::size_t column = written.targets.size() + 1;
    for (const std::string& name : written.prerequisites) {
      const std::string escaped = escaped_for_make(name);
      if (column + escaped.size() > 76) {
        text_ += " \\\n";
        column = 0;
      }
      text_ += ' ';
      text_ += escaped;
      column += escaped.size() + 1;
    }
    text_ += '\n';
  }

  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

} // namespace

std::string escaped_for_make(std::string_view path) {
  std::string escaped;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == ' ' || c == '\t') {
      // Make halves the backslashes before an escaped blank.
      for (std::size_t j = i; j > 0 && path[j - 1] == '\\'; --j)
        escaped += '\\';
      escaped += '\\';
    }
    if (c == '#')
      escaped += '\\';
    if (c == '$')
      escaped += '$';
    escaped += c;
  }
  return escaped;
}

std::string repaired_depfile(std::string_view text, const depfile_repair& repair) {
  const auto plain = [&](std::string name) {
    const std::string& prefix = repair.absolute_prefix;
    if (!prefix.empty() && name.starts_with(prefix))
      name.erase(0, prefix.size());
    // As GCC and Clang spell what they name themselves.
    while (name.starts_with("./"))
      name.erase(0, std::min(name.find_first_not_of('/', 1), name.size()));
    return name;
  };
  const std::string source = plain(repair.source);
  std::vector<std::string> inlined;
  for (const std::string& header : repair.inlined)
    inlined.push_back(plain(header));
  std::vector<rule> rules = reader(text).run();
  std::vector<std::string> with_own_rule;
  for (rule& read : rules)
    if (read.prerequisites.empty())
      with_own_rule.push_back(read.targets);

  writer result;
  bool main_rule_done = false;
  for (rule& read : rules) {
    if (read.prerequisites.empty()) {
      read.targets = plain(read.targets);
      if (read.targets != escaped_for_make(repair.generated))
        result.add(read);
      continue;
    }
    rule mended{read.targets, {}};
    const auto add = [&](const std::string& name) {
      const auto& known = mended.prerequisites;
      if (std::find(known.begin(), known.end(), name) == known.end())
        mended.prerequisites.push_back(name);
    };
    for (const std::string& name : read.prerequisites) {
      const bool is_main = name == repair.generated;
      add(is_main ? source : plain(name));
      if (!is_main)
        continue;
      for (const std::string& header : inlined)
        add(header);
    }
    result.add(mended);
    main_rule_done = true;
  }
  if (!main_rule_done || !repair.phony)
    return result.take();
  for (const std::string& header : inlined) {
    const std::string target = escaped_for_make(header);
    if (std::find(with_own_rule.begin(), with_own_rule.end(), target) == with_own_rule.end())
      result.add({target, {}});
  }
  return result.take();
}

} // namespace ptools::driver
