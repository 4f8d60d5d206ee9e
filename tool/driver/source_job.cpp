#include "source_job.hpp"

#include "dependencies.hpp"
#include "depfile.hpp"
#include "files.hpp"
#include "link_additions.hpp"
#include "report.hpp"
#include "rewrite_step.hpp"
#include "spawn.hpp"
#include "work_directory.hpp"

#include <algorithm>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::driver {
namespace {

/// True if an option of the user names a directory of headers that begins with `start`.
bool names_directory(const command_line& command, const std::string& start) {
  return std::any_of(command.items.begin(), command.items.end(), [&](const item& option) {
    return (option.meaning == role::include_dir || option.meaning == role::quote_dir ||
            option.meaning == role::system_dir || option.meaning == role::forced_include) &&
           option.value.starts_with(start);
  });
}

/// "DIRECTORY/" if headers appear under absolute names only since they are included by text that
/// was inlined from another file: a plain build would have found them by names relative to
/// DIRECTORY.
std::string prefix_of_rewritten_includes(const command_line& command, const std::string& source,
                                         const std::vector<std::string>& inlined) {
  if (source.starts_with('/') || inlined.empty())
    return {};
  const std::string directory = working_directory();
  if (directory.find('=') != std::string::npos || names_directory(command, directory))
    return {};
  return directory + "/";
}

const char* flag_of(stage reached) {
  switch (reached) {
  case stage::preprocess:
    return "-E";
  case stage::check:
    return "-fsyntax-only";
  case stage::assemble:
    return "-S";
  default:
    return "-c";
  }
}

/// Compiles one source under its own name or, rewritten, under another.
class compilation {
public:
  compilation(const invocation& run, const source_job& job) : run_(run), job_(job) {}

  int run() {
    if (!job_.annotated)
      return compile_as_it_is();
    std::optional<work_directory> place = make_place();
    if (!place)
      return 1;
    // Under the user's name: it is what object files say they were made from.
    const std::string generated = place->lonely_file(file_name_of(job_.source->value));
    if (generated.empty())
      return 1;
    const std::string inlined = place->file("inlined");
    switch (rewrite(run_, *job_.source, generated, inlined)) {
    case rewritten::failed:
      return 1;
    case rewritten::nothing_to_do:
      return compile_as_it_is();
    case rewritten::yes:
      break;
    }
    const int status = compile_rewritten(*place, generated, inlined);
    return save_temporaries(generated) ? status : 1;
  }

private:
  /// The place of the generated text has a fixed name where there is an object to name it after.
  std::optional<work_directory> make_place() const {
    const bool has_file = job_.goes_to == stage::object || job_.goes_to == stage::assemble;
    struct stat status;
    const bool is_device = stat(job_.output.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
    if (!has_file || job_.output_is_temporary || job_.output == "-" || is_device)
      return work_directory::temporary();
    return work_directory::beside(job_.output);
  }

  int compile_as_it_is() {
    words command = begin_command();
    append_options(command);
    const dependency_output dependencies =
        dependency_output_of(run_.command, job_.source->value, run_.compiler_is_clang);
    append(command, dependencies.options);
    append_source_and_output(command, job_.source->value, job_.output);
    report_command(run_, command);
    return driver::run(command);
  }

  int compile_rewritten(work_directory& place, const std::string& generated,
                        const std::string& inlined) {
    const std::string& source = job_.source->value;
    const std::string directory = directory_of(source);
    const bool strip = directory == "." && source[0] != '.' && !names_directory(run_.command, ".");
    const std::vector<std::string> headers = lines_of(inlined);
    const std::string prefix = prefix_of_rewritten_includes(run_.command, source, headers);

    words command = begin_command();
    // Before all directories of the user: the place where quoted includes are searched first.
    append(command, {"-iquote", directory});
    // As if the text stood in the user's file: in __FILE__ of headers, and in debug information.
    // The last map that fits wins.
    if (!prefix.empty())
      command.push_back("-ffile-prefix-map=" + prefix + "=");
    if (strip)
      command.push_back("-ffile-prefix-map=./=");
    if (generated.find('=') == std::string::npos)
      command.push_back("-fdebug-prefix-map=" + generated + "=" + source);
    append_options(command);
    // Line markers are an extension, and g++ has no finer switch for it.
    command.push_back(run_.compiler_is_clang ? "-Wno-gnu-line-marker" : "-Wno-pedantic");

    dependency_output dependencies =
        dependency_output_of(run_.command, source, run_.compiler_is_clang);
    const bool prints_dependencies = dependencies.file == "-";
    if (prints_dependencies) {
      dependencies.file = place.file("dependencies");
      dependencies.options[2] = dependencies.file;
    }
    append(command, dependencies.options);

    const bool captures = job_.goes_to == stage::preprocess;
    const std::string output = captures ? place.file("preprocessed") : job_.output;
    append_source_and_output(command, generated, output);
    report_command(run_, command);
    const int status = driver::run(command);
    if (captures && !hand_over_preprocessed(output, generated))
      return 1;
    if (status != 0 || dependencies.file.empty())
      return status;
    const depfile_repair repair{generated, source, headers, prefix,
                                run_.command.dependencies.phony};
    return repair_dependencies(dependencies.file, repair, prints_dependencies) ? 0 : 1;
  }

  words begin_command() const {
    words command = run_.program();
    if (is_cxx())
      append(command, additions_for_compile(kind_of(run_.own), run_.compiler_is_clang).in_front);
    return command;
  }

  bool is_cxx() const {
    return job_.source->kind != input_kind::other_source &&
           job_.source->kind != input_kind::c_like;
  }

  void append_options(words& command) const {
    const bool links = run_.command.goes_to == stage::link;
    for (const item& option : run_.command.items) {
      switch (option.meaning) {
      case role::input:
      case role::output:
      case role::stage:
      case role::dependency:
      case role::language:
        break;
      case role::linker:
        // Asked to compile only, the user sees the compiler's own opinion of such options.
        if (!links)
          append(command, option.text);
        break;
      default:
        if (option.name != "--")
          append(command, option.text);
      }
    }
    if (is_cxx())
      append(command, additions_for_compile(kind_of(run_.own), run_.compiler_is_clang).at_end);
  }

  void append_source_and_output(words& command, const std::string& source,
                                const std::string& output) const {
    command.push_back(flag_of(job_.goes_to));
    if (!output.empty())
      append(command, {"-o", output});
    if (!job_.source->language.empty())
      append(command, {"-x", job_.source->language});
    command.push_back(path_word(source));
  }

  /// Preprocessed text names the user's file wherever the compiler named the generated one.
  bool hand_over_preprocessed(const std::string& file, const std::string& generated) const {
    const std::optional<std::string> text = read_file(file);
    if (!text)
      return true; // the compiler has said why
    const std::string marked = "\"" + generated + "\"";
    const std::string wanted = "\"" + job_.source->value + "\"";
    std::string result;
    std::size_t from = 0;
    for (;;) {
      const std::size_t found = text->find(marked, from);
      result.append(*text, from, found == std::string::npos ? found : found - from);
      if (found == std::string::npos)
        break;
      result += wanted;
      from = found + marked.size();
    }
    const bool to_stdout = job_.output.empty() || job_.output == "-";
    const bool good =
        to_stdout ? write_descriptor(STDOUT_FILENO, result) : write_file(job_.output, result);
    if (!good)
      report_error("cannot write '" + (to_stdout ? "standard output" : job_.output) +
                   "': " + system_error_text());
    return good;
  }

  static std::vector<std::string> lines_of(const std::string& file) {
    std::vector<std::string> lines;
    const std::optional<std::string> text = read_file(file);
    if (!text)
      return lines;
    std::size_t from = 0;
    while (from < text->size()) {
      const std::size_t end = std::min(text->find('\n', from), text->size());
      if (end > from)
        lines.push_back(text->substr(from, end - from));
      from = end + 1;
    }
    return lines;
  }

  static bool repair_dependencies(const std::string& file, const depfile_repair& repair,
                                  bool prints) {
    const std::optional<std::string> text = read_file(file);
    if (!text) {
      report_error("cannot read the dependency file '" + file + "': " + system_error_text());
      return false;
    }
    const std::string repaired = repaired_depfile(*text, repair);
    const bool good =
        prints ? write_descriptor(STDOUT_FILENO, repaired) : write_file(file, repaired);
    if (!good)
      report_error("cannot write the dependency file '" + file + "': " + system_error_text());
    return good;
  }

  /// --ptools-save-temps: NAME.pt.cpp, beside the output or where the user said.
  bool save_temporaries(const std::string& generated) const {
    if (!run_.own.save_temps)
      return true;
    const bool has_file = !job_.output.empty() && job_.output != "-" && !job_.output_is_temporary;
    std::string directory = run_.own.save_directory;
    if (directory.empty())
      directory = has_file ? directory_of(job_.output) : ".";
    mkdir(directory.c_str(), 0777);
    const std::string saved = directory + "/" + stem_of(generated) + ".pt.cpp";
    const std::optional<std::string> text = read_file(generated);
    if (text && write_file(saved, *text))
      return true;
    report_error("cannot save the rewritten text as '" + saved + "': " + system_error_text());
    return false;
  }

  const invocation& run_;
  const source_job& job_;
};

} // namespace

int run_source_job(const invocation& run, const source_job& job) {
  return compilation(run, job).run();
}

} // namespace ptools::driver
