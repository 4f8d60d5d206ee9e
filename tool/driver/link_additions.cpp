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

/// Nothing of the program names what looks at its iterations, but for the instrumentation.
void append_watcher(words& to, program_kind kind) {
  if (kind == program_kind::checked)
    append(to, {"-Wl,--push-state,--no-as-needed", "-lptools_check", "-Wl,--pop-state"});
}

} // namespace

additions additions_for_link(const command_line& command, program_kind kind) {
  const bool serial = kind == program_kind::serial;
  additions result;
  // A relocatable object is no program yet; -nostdlib and -nostartfiles mean that the user starts
  // main in a way of their own; for -static there is no archive of the runtime.
  if (command.relocatable || command.without_startup || command.fully_static)
    return result;
  if (command.shared) {
    // That a library needs the runtime, though it may not use it, tells the runtime that its
    // variables are the program's own.
    result.at_end = runtime_words(serial ? need::if_used : need::always);
    append_watcher(result.at_end, kind);
    return result;
  }
  result.at_end = runtime_words(serial ? need::if_used : need::usual);
  append_watcher(result.at_end, kind);
  if (serial)
    return result;
  result.in_front = {startup_archive(), "-Wl,--wrap=main"};
  // Workers leave without the exit handlers of the program: the hook that writes their counts must
  // be in the program, and nothing else pulls it from its archive.
  if (command.coverage)
    append(result.at_end, {"-Wl,-u,__gcov_dump"});
  return result;
}

namespace {

/// What a compiler would not tell of accesses without more ado.
words words_of_instrumentation(bool clang) {
  // To clang, who looks for races of threads, `x += 1` is a write alone, and what is wider than 16
  // bytes is nothing.
  if (clang)
    return {"-mllvm", "-tsan-instrument-read-before-write", "-fno-vectorize", "-fno-slp-vectorize"};
  // g++ has instructions of its own for what is copied and set as a whole, and says nothing of
  // them.
  return {"-fno-builtin-memcpy",
          "-fno-builtin-memmove",
          "-fno-builtin-memset",
          "-fno-builtin-memcmp",
          "-fno-tree-loop-distribute-patterns",
          "-include",
          "ptools/generated/checked.hpp"};
}

} // namespace

additions additions_for_compile(program_kind kind, bool compiler_is_clang) {
  additions result;
  const std::string directory = include_directory();
  if (!is_system_include_directory(directory))
    result.at_end = {"-isystem", directory};
  if (kind == program_kind::serial)
    result.at_end.push_back("-Wno-attributes");
  if (kind == program_kind::checked) {
    // A -g of the user stands behind this one, and counts. The compiler's own library for the
    // instrumentation comes in where it links; so that it does not, ptools-cc links apart.
    result.in_front = {"-g1"};
    // With -flto nothing would be instrumented: that happens where it is linked.
    append(result.at_end, {"-fsanitize=thread", "-fno-lto"});
    append(result.at_end, words_of_instrumentation(compiler_is_clang));
  }
  return result;
}

} // namespace ptools::driver
