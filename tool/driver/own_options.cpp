#include "own_options.hpp"

#include "report.hpp"

#include <algorithm>
#include <array>

namespace ptools::driver {
namespace {

enum class value { none, optional, required };

struct own_option {
  std::string_view name;
  value takes;
  void (*apply)(own_options&, std::string_view value);
};

constexpr std::array table{
    own_option{"--ptools-check", value::none,
               [](own_options& o, std::string_view) { o.check = true; }},
    own_option{"--ptools-cxx", value::required,
               [](own_options& o, std::string_view v) { o.cxx = std::string(v); }},
    own_option{"--ptools-explain", value::required,
               [](own_options& o, std::string_view v) { o.explain = std::string(v); }},
    own_option{"--ptools-help", value::none,
               [](own_options& o, std::string_view) { o.help = true; }},
    own_option{"--ptools-off", value::none, [](own_options& o, std::string_view) { o.off = true; }},
    own_option{"--ptools-print-rewritten", value::none,
               [](own_options& o, std::string_view) { o.print_rewritten = true; }},
    own_option{"--ptools-save-temps", value::optional,
               [](own_options& o, std::string_view v) {
                 o.save_temps = true;
                 o.save_directory = std::string(v);
               }},
    own_option{"--ptools-verbose", value::none,
               [](own_options& o, std::string_view) { o.verbose = true; }},
};

struct show_word {
  std::string_view word;
  show what;
};

constexpr std::array show_words{
    show_word{"-show", show::everything},         show_word{"--showme", show::everything},
    show_word{"--showme:command", show::command}, show_word{"--showme:compile", show::compile},
    show_word{"--showme:help", show::help},       show_word{"--showme:incdirs", show::incdirs},
    show_word{"--showme:libdirs", show::libdirs}, show_word{"--showme:libs", show::libs},
    show_word{"--showme:link", show::link},       show_word{"--showme:version", show::version},
};

taken take_show_word(std::string_view word, own_options& options) {
  const auto found = std::find_if(show_words.begin(), show_words.end(),
                                  [&](const show_word& entry) { return entry.word == word; });
  if (found != show_words.end()) {
    options.what_to_show = found->what;
    return taken::yes;
  }
  if (!word.starts_with("--showme"))
    return taken::no;
  std::vector<std::string_view> known;
  for (const show_word& entry : show_words)
    known.push_back(entry.word);
  report_error("unknown option '" + std::string(word) + "'" + did_you_mean(word, known) +
               " --showme:help lists the forms");
  return taken::misuse;
}

/// -Rptools, -Wptools-..., -Wno-ptools-..., -Werror=ptools-...
taken take_diagnostic_option(std::string_view word, own_options& options) {
  if (word == "-Rptools") {
    options.remarks = true;
    return taken::yes;
  }
  if (word.starts_with("-Wno-ptools-")) {
    options.disabled_warnings.emplace_back(word.substr(12));
    return taken::yes;
  }
  if (word.starts_with("-Wptools-")) {
    std::erase(options.disabled_warnings, std::string(word.substr(9)));
    return taken::yes;
  }
  if (word.starts_with("-Werror=ptools-")) {
    options.warnings_as_errors = true;
    return taken::yes;
  }
  return taken::no;
}

taken take_long_option(std::string_view word, own_options& options) {
  const std::size_t equals = word.find('=');
  const std::string_view name = word.substr(0, equals);
  const bool has_value = equals != std::string_view::npos;
  const std::string_view text = has_value ? word.substr(equals + 1) : std::string_view();

  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const own_option& entry) { return entry.name == name; });
  if (found == table.end()) {
    std::vector<std::string_view> known;
    for (const own_option& entry : table)
      known.push_back(entry.name);
    report_error("unknown option '" + std::string(name) + "'" + did_you_mean(name, known) +
                 " --ptools-help lists all options");
    return taken::misuse;
  }
  if (found->takes == value::none && has_value) {
    report_error("option '" + std::string(name) + "' takes no value");
    return taken::misuse;
  }
  if (found->takes == value::required && text.empty()) {
    report_error("option '" + std::string(name) + "' needs a value: " + std::string(name) + "=...");
    return taken::misuse;
  }
  if (has_value && text.empty()) {
    report_error("option '" + std::string(name) + "' has an empty value after '='");
    return taken::misuse;
  }
  found->apply(options, text);
  return taken::yes;
}

} // namespace

taken take_own_option(std::string_view word, own_options& options) {
  if (word.size() < 2 || word[0] != '-')
    return taken::no;
  if (word.starts_with("--ptools-"))
    return take_long_option(word, options);
  if (word[1] == 'R' || word[1] == 'W')
    return take_diagnostic_option(word, options);
  return take_show_word(word, options);
}

std::string_view help_text() {
  return R"(usage: ptools-cc [options] FILE...              compiles and links like the C++ compiler behind it
       ptools-cc COMPILER [options] FILE...     the same, for a compiler named by the build system
       ptools-cc ccache COMPILER [options] ...  the same, with a compiler cache inside

Loops annotated with [[ptools::...]] are rewritten to run on worker processes; files without
annotations go to the compiler as they are. All options of the compiler are passed through.

  --ptools-cxx=COMPILER       the compiler to use (else $PTOOLS_CXX, else the one ptools was built with)
  --ptools-check              the program looks at each access of each iteration, and says where two
                              iterations meet: for tests with small inputs
  --ptools-off                the serial program: nothing is rewritten
  --ptools-print-rewritten    print the rewritten text, compile nothing
  --ptools-save-temps[=DIR]   keep the rewritten text as NAME.pt.cpp beside the object, or in DIR
  --ptools-explain=PT0001     the explanation of a diagnostic
  --ptools-verbose            print each command before it runs, and why
  --ptools-help               this text
  -Rptools                    say what each annotated loop ships and where it runs
  -Wno-ptools-GROUP           silence a group of ptools warnings; -Wptools-GROUP turns it on again
  --showme, -show             print the command that a file without annotations gets
  --showme:compile|link|command|version|incdirs|libdirs|libs|help
)";
}

} // namespace ptools::driver
