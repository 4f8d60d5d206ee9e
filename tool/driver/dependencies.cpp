#include "dependencies.hpp"

#include "files.hpp"

namespace ptools::driver {
namespace {

bool names_a_file(const std::optional<std::string>& output) {
  return output && *output != "-";
}

/// "dir/x.o" -> "dir/x"
std::string without_extension(const std::string& path) {
  return path.substr(0, path.size() - extension_of(path).size());
}

std::string default_file(const command_line& command, const std::string& source,
                         bool compiler_is_clang) {
  if (names_a_file(command.output))
    return without_extension(*command.output) + ".d";
  const std::string stem = stem_of(source);
  // GCC names what belongs to a.out "a-" and the source.
  const bool for_program = command.goes_to == stage::link || command.goes_to == stage::check;
  if (for_program && !compiler_is_clang && stem != "a")
    return "a-" + stem + ".d";
  return stem + ".d";
}

std::string default_target(const command_line& command, const std::string& source,
                           bool compiler_is_clang) {
  const std::string object = stem_of(source) + ".o";
  if (!names_a_file(command.output))
    return object;
  if (compiler_is_clang)
    return *command.output;
  if (command.dependencies.from_preprocessor || command.goes_to == stage::preprocess)
    return object;
  return *command.output;
}

} // namespace

dependency_output dependency_output_of(const command_line& command, const std::string& source,
                                       bool compiler_is_clang) {
  const dependency_request& request = command.dependencies;
  dependency_output result;
  if (!request.wanted)
    return result;
  result.file = request.file ? *request.file : default_file(command, source, compiler_is_clang);
  result.options = {request.system_headers ? "-MD" : "-MMD", "-MF", result.file};
  if (request.phony)
    result.options.push_back("-MP");
  if (request.targets.empty())
    append(result.options, {"-MQ", default_target(command, source, compiler_is_clang)});
  else
    append(result.options, request.targets);
  return result;
}

} // namespace ptools::driver
