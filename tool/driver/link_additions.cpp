#include "link_additions.hpp"

#include "places.hpp"

namespace ptools::driver {
namespace {

/// Whether what is linked says that it needs the runtime: always, if it uses it, or as the linker
/// does it by itself.
enum class need { always, if_used, usual };

words runtime_words(need how) {
  const std::string directory = library_directory();
  words result;
  if (!is_system_library_directory(directory))
    result = {"-L" + directory, "-Xlinker", "-rpath", "-Xlinker", directory};
  if (how == need::usual) {
    result.push_back("-lptools");
    return result;
  }
  append(result,
         {how == need::always ? "-Wl,--push-state,--no-as-needed" : "-Wl,--push-state,--as-needed",
          "-lptools", "-Wl,--pop-state"});
  return result;
}

} // namespace

link_additions additions_for_link(const command_line& command, bool serial) {
  link_additions result;
  // A relocatable object is no program yet; -nostdlib and -nostartfiles mean that the user starts
  // main in a way of their own; for -static there is no archive of the runtime.
  if (command.relocatable || command.without_startup || command.fully_static)
    return result;
  if (command.shared) {
    // That a library needs the runtime, though it may not use it, tells the runtime that its
    // variables are the program's own.
    result.at_end = runtime_words(serial ? need::if_used : need::always);
    return result;
  }
  result.at_end = runtime_words(serial ? need::if_used : need::usual);
  if (serial)
    return result;
  result.in_front = {startup_archive(), "-Wl,--wrap=main"};
  // Workers leave without the exit handlers of the program: the hook that writes their counts must
  // be in the program, and nothing else pulls it from its archive.
  if (command.coverage)
    append(result.at_end, {"-Wl,-u,__gcov_dump"});
  return result;
}

words additions_for_compile(bool serial) {
  words result;
  const std::string directory = include_directory();
  if (!is_system_include_directory(directory))
    result = {"-isystem", directory};
  if (serial)
    result.push_back("-Wno-attributes");
  return result;
}

} // namespace ptools::driver
