#include "plan.hpp"

#include "files.hpp"
#include "link_additions.hpp"
#include "prescan.hpp"
#include "report.hpp"
#include "rewrite_step.hpp"
#include "scan_text.hpp"
#include "source_job.hpp"
#include "spawn.hpp"
#include "work_directory.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unistd.h>

namespace ptools::driver {
namespace {

/// What cannot be rewritten yet although it is annotated; reported, with the remedy.
bool refuse_what_is_not_available(const invocation& run, const item& source,
                                  const std::string& where) {
  const std::string begin =
      "'" + source.value + "': the annotation in '" + where + "' cannot be used here: ";
  const std::string serial = "; --ptools-off compiles the serial program";
  if (source.value == "-") {
    report_error(begin +
                 "annotated text from standard input is not available yet; put it in a file" +
                 serial);
    return true;
  }
  if (source.kind == input_kind::cxx_module || run.command.modules) {
    report_error(begin + "annotations together with C++ modules are not available yet" + serial);
    return true;
  }
  if (source.kind == input_kind::cxx_header) {
    report_error(begin +
                 "precompiling an annotated header is not available yet; leave it out of "
                 "the precompiled header" +
                 serial);
    return true;
  }
  if (source.kind == input_kind::preprocessed) {
    report_error(begin + "preprocessed text cannot be rewritten; compile the source itself" +
                 serial);
    return true;
  }
  return false;
}

/// Not its headers: those that C++ shares may be annotated for that.
bool refuse_other_language(const item& source) {
  const std::optional<std::string> text =
      source.value == "-" ? std::nullopt : read_file(source.value);
  if (!text || text->find("ptools") == std::string::npos || !scan_text(*text).may_be_annotated)
    return false;
  report_error("'" + source.value +
               "': an annotation seems to stand in it, and annotations in files that are not C++ "
               "are not available yet; compile it as C++ (-x c++), or with --ptools-off");
  return true;
}

/// Sources of the command in which the prescan found an annotation, by the index of their item.
class annotated_sources {
public:
  /// False: something is refused.
  bool look(const invocation& run) {
    for (const std::size_t index : run.command.inputs) {
      const item& source = run.command.items[index];
      if (source.kind == input_kind::c_like) {
        if (refuse_other_language(source))
          return false;
        continue;
      }
      if (source.kind == input_kind::other_source || source.kind == input_kind::other_header ||
          source.kind == input_kind::linker)
        continue;
      const std::optional<std::string> where = look_at(run, source);
      if (!where)
        continue;
      if (run.own.verbose)
        report_progress("'" + source.value + "' is rewritten if an annotation stands in '" +
                        *where + "'");
      if (refuse_what_is_not_available(run, source, *where))
        return false;
      indexes_.insert(index);
    }
    return true;
  }

  bool none() const { return indexes_.empty(); }
  bool contains(std::size_t index) const { return indexes_.count(index) != 0; }

private:
  /// Standard input can be read once: the compiler is given a copy.
  static std::optional<std::string> look_at(const invocation& run, const item& source) {
    if (source.value != "-")
      return find_annotations(run.command, source.value);
    const std::optional<std::string> text = read_descriptor(STDIN_FILENO);
    if (!text || !feed_standard_input(*text))
      return std::nullopt;
    return find_annotations(run.command, source.value, text);
  }

  std::set<std::size_t> indexes_;
};

/// Nothing here is for the rewriter, whatever the files say.
bool is_for_compiler_alone(const invocation& run) {
  const command_line& command = run.command;
  return run.own.off || command.dry_run || command.dumps_macros ||
         command.goes_to == stage::dependencies || command.goes_to == stage::none;
}

/// With -o and several sources the compiler has an error to report.
bool is_contradictory(const command_line& command) {
  return command.goes_to != stage::link && command.output && command.count_sources() > 1;
}

const char* default_extension(stage reached) {
  return reached == stage::assemble ? ".s" : ".o";
}

/// -c, -S, -E, -fsyntax-only: one output a source.
int compile_each(const invocation& run, const annotated_sources& annotated) {
  int worst = 0;
  for (const std::size_t index : run.command.inputs) {
    const item& source = run.command.items[index];
    if (source.kind == input_kind::linker)
      continue;
    source_job job;
    job.source = &source;
    job.goes_to = run.command.goes_to;
    job.annotated = annotated.contains(index);
    if (run.command.output)
      job.output = *run.command.output;
    else if (job.goes_to == stage::object || job.goes_to == stage::assemble)
      job.output = stem_of(source.value) + default_extension(job.goes_to);
    const int status = run_source_job(run, job);
    if (status != 0 && worst == 0)
      worst = status;
    if (interrupted())
      break;
  }
  return worst;
}

/// Objects between compiling and linking.
class object_names {
public:
  object_names(const invocation& run, work_directory& place) : run_(run), place_(place) {}

  ~object_names() {
    for (const std::string& name : beside_program_)
      unlink(name.c_str());
  }

  /// Side files (.gcno, .dwo) are named after the object and must outlive it: then it has the name
  /// that the compiler itself would give it, PROGRAM-SOURCE.o beside the program.
  std::string name_for(const std::string& source) {
    const std::string stem = stem_of(source);
    const int seen = seen_[stem]++;
    const std::string name = (seen == 0 ? stem : stem + "." + std::to_string(seen)) + ".o";
    if (!run_.command.names_files_by_object)
      return place_.file(name);
    const std::string program = run_.command.output.value_or("a");
    const std::string directory = directory_of(program);
    beside_program_.push_back((directory == "." ? std::string() : directory + "/") +
                              file_name_of(program) + "-" + name);
    return beside_program_.back();
  }

private:
  const invocation& run_;
  work_directory& place_;
  std::map<std::string, int> seen_;
  words beside_program_;
};

words link_command(const invocation& run, const std::map<std::size_t, std::string>& objects) {
  const additions added = additions_for_link(run.command, kind_of(run.own));
  words command = run.program();
  append(command, added.in_front);
  for (std::size_t i = 0; i < run.command.items.size(); ++i) {
    const item& option = run.command.items[i];
    switch (option.meaning) {
    case role::stage:
    case role::dependency:
    case role::language:
    case role::forced_include:
    case role::pch:
      break;
    case role::input: {
      const auto object = objects.find(i);
      command.push_back(object != objects.end() ? object->second : path_word(option.value));
      break;
    }
    default:
      if (option.name != "--")
        append(command, option.text);
    }
  }
  append(command, added.at_end);
  return command;
}

void explain_static_link(const invocation& run) {
  if (run.command.fully_static)
    report_note("the runtime of ptools is one shared library: -static is not available yet for a "
                "program that uses it; -static-libstdc++ -static-libgcc are");
}

int compile_and_link(const invocation& run, const annotated_sources& annotated) {
  std::optional<work_directory> place = work_directory::temporary();
  if (!place)
    return 1;
  object_names names(run, *place);
  std::map<std::size_t, std::string> objects;
  for (const std::size_t index : run.command.inputs) {
    const item& source = run.command.items[index];
    if (source.kind == input_kind::linker)
      continue;
    source_job job;
    job.source = &source;
    job.output = names.name_for(source.value);
    job.output_is_temporary = true;
    job.annotated = annotated.contains(index);
    objects[index] = job.output;
    const int status = run_source_job(run, job);
    if (status != 0)
      return status;
  }
  const words command = link_command(run, objects);
  report_command(run, command);
  const int status = driver::run(command);
  if (status != 0)
    explain_static_link(run);
  return status;
}

/// Sanitizers of which a compiler takes one at a time.
bool is_other_instrumentation(const std::string& word) {
  if (!word.starts_with("-fsanitize="))
    return false;
  for (const char* name : {"address", "thread", "memory", "hwaddress", "leak"})
    if (word.find(name, word.find('=')) != std::string::npos)
      return true;
  return false;
}

/// The instrumentation of a checked program is a sanitizer's, and there is one at most.
bool can_be_checked(const invocation& run) {
  if (run.own.off) {
    report_error("--ptools-check and --ptools-off are both given; leave one out");
    return false;
  }
  for (const std::string& word : run.arguments)
    if (is_other_instrumentation(word)) {
      report_error("'" + word + "' cannot be used together with --ptools-check; leave one out");
      return false;
    }
  return true;
}

} // namespace

int carry_out(invocation& run) {
  if (run.own.check && !can_be_checked(run))
    return misuse_status;
  annotated_sources annotated;
  const bool alone = is_for_compiler_alone(run) || is_contradictory(run.command);
  if (!alone && !annotated.look(run))
    return 1;
  // A checked program is linked apart from what is instrumented, whatever stands in its sources.
  const bool links_apart =
      run.own.check && run.command.goes_to == stage::link && run.command.count_sources() > 0;
  if (alone || (annotated.none() && !links_apart)) {
    const words command = direct_command(run);
    report_command(run, command);
    if (!run.command.fully_static || run.command.goes_to != stage::link)
      return become(command);
    const int status = driver::run(command);
    if (status != 0)
      explain_static_link(run);
    return status;
  }
  if (run.command.goes_to == stage::link)
    return compile_and_link(run, annotated);
  return compile_each(run, annotated);
}

int print_rewritten(const invocation& run) {
  annotated_sources annotated;
  if (!annotated.look(run))
    return 1;
  int worst = 0;
  for (const std::size_t index : run.command.inputs) {
    const item& source = run.command.items[index];
    if (source.kind != input_kind::cxx_source)
      continue;
    const rewritten result =
        annotated.contains(index) ? rewrite(run, source, "-", {}) : rewritten::nothing_to_do;
    if (result == rewritten::failed)
      worst = 1;
    if (result != rewritten::nothing_to_do)
      continue;
    report_note("'" + source.value + "' has no annotation; its text stays as it is");
    const std::optional<std::string> text = read_file(source.value);
    if (!text || !write_descriptor(STDOUT_FILENO, *text)) {
      report_error("cannot print '" + source.value + "': " + system_error_text());
      worst = 1;
    }
  }
  return worst;
}

} // namespace ptools::driver
