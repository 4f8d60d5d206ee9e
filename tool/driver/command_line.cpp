#include "command_line.hpp"

#include "files.hpp"
#include "input_kinds.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ptools::driver {
namespace {

/// Walks over the words and makes items of them.
class parser {
public:
  parser(const words& arguments, bool driver_is_cxx)
      : arguments_(arguments), driver_is_cxx_(driver_is_cxx) {
    result_.goes_to = stage::link;
  }

  command_line run() {
    while (next_ < arguments_.size())
      read_item();
    for (std::size_t i = 0; i < result_.items.size(); ++i)
      if (result_.items[i].meaning == role::input)
        result_.inputs.push_back(i);
    if (result_.inputs.empty())
      result_.goes_to = stage::none;
    return std::move(result_);
  }

private:
  void read_item() {
    const std::string& word = arguments_[next_];
    if (after_options_ || word.empty() || word[0] != '-' || word == "-")
      return add_input(word);
    if (word == "--") {
      after_options_ = true;
      result_.end_of_options = next_;
      return add({role::other, {word}, word, {}, {}, {}}, 1);
    }
    if (read_long_option(word) || read_pch_through_xclang())
      return;
    if (const option_with_value* option = find_option_with_value(word)) {
      if (next_ + 1 == arguments_.size())
        return add({role::other, {word}, word, {}, {}, {}}, 1);
      const std::string& value = arguments_[next_ + 1];
      return add({option->meaning, {word, value}, word, value, {}, {}}, 2);
    }
    if (const option_with_value* option = find_joined_option(word)) {
      const std::string name(option->name);
      return add({option->meaning, {word}, name, word.substr(name.size()), {}, {}}, 1);
    }
    if (word.starts_with("-Wp,-M"))
      return read_preprocessor_dependencies(word);
    add({role_of_flag(word), {word}, word, {}, {}, {}}, 1);
  }

  /// --output=x, --output x, --compile: from here on the short form stands for them.
  bool read_long_option(const std::string& word) {
    if (!word.starts_with("--"))
      return false;
    const std::size_t equals = word.find('=');
    const long_option* option = find_long_option(std::string_view(word).substr(0, equals));
    if (option == nullptr)
      return false;
    const std::string name(option->means);
    const option_with_value* valued = find_option_with_value(name);
    if (valued == nullptr) {
      if (equals != std::string::npos)
        return false;
      add({role_of_flag(name), {name}, name, {}, {}, {}}, 1);
      return true;
    }
    const bool joined = equals != std::string::npos;
    if (!joined && next_ + 1 == arguments_.size())
      return false;
    const std::string value = joined ? word.substr(equals + 1) : arguments_[next_ + 1];
    add({valued->meaning, {name, value}, name, value, {}, {}}, joined ? 1 : 2);
    return true;
  }

  /// -Xclang -include-pch -Xclang FILE (the form that CMake writes), and the same with -include.
  bool read_pch_through_xclang() {
    if (next_ + 3 >= arguments_.size())
      return false;
    const auto word = [&](std::size_t i) -> const std::string& { return arguments_[next_ + i]; };
    if (word(0) != "-Xclang" || word(2) != "-Xclang")
      return false;
    if (word(1) != "-include-pch" && word(1) != "-include")
      return false;
    const role meaning = word(1) == "-include" ? role::forced_include : role::pch;
    add({meaning, {word(0), word(1), word(2), word(3)}, word(1), word(3), {}, {}}, 4);
    return true;
  }

  /// -Wp,-MMD,FILE[,-MT,TARGET][,-MP]: what older build systems write.
  void read_preprocessor_dependencies(const std::string& word) {
    words parts;
    std::size_t from = 4;
    for (;;) {
      const std::size_t comma = word.find(',', from);
      parts.push_back(word.substr(from, comma - from));
      if (comma == std::string::npos)
        break;
      from = comma + 1;
    }
    dependency_request& request = result_.dependencies;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool has_value = i + 1 < parts.size();
      if (parts[i] == "-MP")
        request.phony = true;
      if ((parts[i] == "-MT" || parts[i] == "-MQ") && has_value) {
        append(request.targets, {parts[i], parts[i + 1]});
        ++i;
      } else if ((parts[i] == "-MD" || parts[i] == "-MMD") && has_value) {
        request.wanted = true;
        request.system_headers = parts[i] == "-MD";
        request.from_preprocessor = true;
        request.file = parts[++i];
      }
    }
    add({role::dependency, {word}, "-Wp", {}, {}, {}}, 1);
  }

  void add_input(const std::string& word) {
    item input{role::input, {word}, {}, word, {}, language_};
    input.kind = kind_of_input(word, language_, driver_is_cxx_);
    add(std::move(input), 1);
  }

  void add(item read, std::size_t word_count) {
    next_ += word_count;
    note_meaning(read);
    result_.items.push_back(std::move(read));
  }

  void note_meaning(const item& read) {
    switch (read.meaning) {
    case role::output:
      result_.output = read.value;
      break;
    case role::language:
      language_ = read.value == "none" ? std::string() : read.value;
      break;
    case role::stage:
      note_stage(read.name);
      break;
    case role::dependency:
      note_dependency(read);
      break;
    case role::linker:
      note_linker_flag(read.name);
      break;
    case role::other:
      note_flag(read.name);
      break;
    default:
      break;
    }
  }

  /// The option that stops earliest wins, whatever the order.
  void note_stage(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, stage>, 6> stages{{
        {"-M", stage::dependencies},
        {"-MM", stage::dependencies},
        {"-E", stage::preprocess},
        {"-fsyntax-only", stage::check},
        {"-S", stage::assemble},
        {"-c", stage::object},
    }};
    for (const auto& [spelling, reached] : stages)
      if (spelling == name)
        result_.goes_to = std::min(result_.goes_to, reached);
  }

  void note_dependency(const item& read) {
    dependency_request& request = result_.dependencies;
    if (read.name == "-MD" || read.name == "-MMD") {
      request.wanted = true;
      request.system_headers = read.name == "-MD";
    }
    if (read.name == "-MP")
      request.phony = true;
    if (read.name == "-MF")
      request.file = read.value;
    if (read.name == "-MT" || read.name == "-MQ")
      append(request.targets, {read.name, read.value});
  }

  void note_linker_flag(const std::string& name) {
    if (name == "-shared")
      result_.shared = true;
    if (name == "-r")
      result_.relocatable = true;
    if (name == "-static" || name == "-static-pie")
      result_.fully_static = true;
    if (name == "-nostdlib" || name == "-nostartfiles" || name == "-nodefaultlibs")
      result_.without_startup = true;
  }

  void note_flag(const std::string& word) {
    constexpr std::array<std::string_view, 6> counting{"--coverage",
                                                       "-coverage",
                                                       "-fprofile-arcs",
                                                       "-fprofile-generate",
                                                       "-fprofile-instr-generate",
                                                       "-ftest-coverage"};
    constexpr std::array<std::string_view, 10> side_files{
        "-fcallgraph-info",      "-fdump-",       "-fprofile-use",
        "-fauto-profile",        "-fstack-usage", "-ftime-trace",
        "-gsplit-dwarf",         "-save-temps",   "--save-temps",
        "-fbranch-probabilities"};
    const auto begins = [&](std::string_view start) { return word.starts_with(start); };
    if (std::any_of(counting.begin(), counting.end(), begins)) {
      result_.coverage = true;
      result_.names_files_by_object = true;
    }
    if (std::any_of(side_files.begin(), side_files.end(), begins))
      result_.names_files_by_object = true;
    if (word == "-###")
      result_.dry_run = true;
    if (word == "-dM")
      result_.dumps_macros = true;
    if (word == "-Werror")
      result_.warnings_as_errors = true;
    if (word == "-fmodules-ts" || word == "-fmodules")
      result_.modules = true;
    if (word == "-fdiagnostics-color" || word == "-fdiagnostics-color=always" ||
        word == "-fcolor-diagnostics")
      result_.color = true;
    if (word == "-fdiagnostics-color=never" || word == "-fno-diagnostics-color" ||
        word == "-fno-color-diagnostics")
      result_.color = false;
  }

  const words& arguments_;
  const bool driver_is_cxx_;
  std::size_t next_ = 0;
  bool after_options_ = false;
  std::string language_;
  command_line result_;
};

} // namespace

std::size_t command_line::count_sources() const {
  return static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), [&](std::size_t i) {
    return items[i].kind != input_kind::linker;
  }));
}

command_line parse_command_line(const words& arguments, bool driver_is_cxx) {
  return parser(arguments, driver_is_cxx).run();
}

} // namespace ptools::driver
