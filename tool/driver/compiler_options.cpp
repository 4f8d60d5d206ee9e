#include "compiler_options.hpp"

#include <algorithm>
#include <array>

namespace ptools::driver {
namespace {

// Sorted by name (byte order). An option that is missing here and takes its value as the next word
// would make that value look like an input file.
constexpr std::array with_value{
    option_with_value{"--analyzer-output", role::other, false},
    option_with_value{"--assert", role::other, false},
    option_with_value{"--dump", role::other, false},
    option_with_value{"--dyld-prefix", role::other, false},
    option_with_value{"--entry", role::linker, false},
    option_with_value{"--for-assembler", role::other, false},
    option_with_value{"--for-linker", role::linker, false},
    option_with_value{"--force-link", role::linker, false},
    option_with_value{"--param", role::other, false},
    option_with_value{"--prefix", role::other, false},
    option_with_value{"--print-file-name", role::other, false},
    option_with_value{"--print-prog-name", role::other, false},
    option_with_value{"--resource", role::other, false},
    option_with_value{"--rtlib", role::other, false},
    option_with_value{"--serialize-diagnostics", role::other, false},
    option_with_value{"--specs", role::other, false},
    option_with_value{"--std", role::other, false},
    option_with_value{"--stdlib", role::other, false},
    option_with_value{"--sysroot", role::other, false},
    option_with_value{"-A", role::other, false},
    option_with_value{"-B", role::other, true},
    option_with_value{"-D", role::define, true},
    option_with_value{"-F", role::other, true},
    option_with_value{"-G", role::other, false},
    option_with_value{"-I", role::include_dir, true},
    option_with_value{"-L", role::linker, true},
    option_with_value{"-MF", role::dependency, true},
    option_with_value{"-MJ", role::other, true},
    option_with_value{"-MQ", role::dependency, true},
    option_with_value{"-MT", role::dependency, true},
    option_with_value{"-R", role::linker, false},
    option_with_value{"-T", role::linker, true},
    option_with_value{"-Tbss", role::linker, true},
    option_with_value{"-Tdata", role::linker, true},
    option_with_value{"-Ttext", role::linker, true},
    option_with_value{"-U", role::other, true},
    option_with_value{"-Xanalyzer", role::other, false},
    option_with_value{"-Xarch_device", role::other, false},
    option_with_value{"-Xarch_host", role::other, false},
    option_with_value{"-Xassembler", role::other, false},
    option_with_value{"-Xclang", role::other, false},
    option_with_value{"-Xclangas", role::other, false},
    option_with_value{"-Xcuda-fatbinary", role::other, false},
    option_with_value{"-Xcuda-ptxas", role::other, false},
    option_with_value{"-Xlinker", role::linker, false},
    option_with_value{"-Xopenmp-target", role::other, false},
    option_with_value{"-Xpreprocessor", role::other, false},
    option_with_value{"-arch", role::other, false},
    option_with_value{"-aux-info", role::other, false},
    option_with_value{"-ccc-gcc-name", role::other, false},
    option_with_value{"-ccc-install-dir", role::other, false},
    option_with_value{"-cxx-isystem", role::system_dir, true},
    option_with_value{"-dependency-dot", role::other, false},
    option_with_value{"-dependency-file", role::other, false},
    option_with_value{"-dumpbase", role::other, false},
    option_with_value{"-dumpbase-ext", role::other, false},
    option_with_value{"-dumpdir", role::other, false},
    option_with_value{"-e", role::linker, false},
    option_with_value{"-fmodules-user-build-path", role::other, false},
    option_with_value{"-gen-cdb-fragment-path", role::other, false},
    option_with_value{"-iapinotes-modules", role::other, false},
    option_with_value{"-idirafter", role::system_dir, true},
    option_with_value{"-iframework", role::other, true},
    option_with_value{"-iframeworkwithsysroot", role::other, false},
    option_with_value{"-imacros", role::forced_include, true},
    option_with_value{"-imultilib", role::other, false},
    option_with_value{"-include", role::forced_include, true},
    option_with_value{"-include-pch", role::pch, false},
    option_with_value{"-iplugindir", role::other, false},
    option_with_value{"-iprefix", role::other, true},
    option_with_value{"-iquote", role::quote_dir, true},
    option_with_value{"-isysroot", role::other, true},
    option_with_value{"-isystem", role::system_dir, true},
    option_with_value{"-isystem-after", role::system_dir, true},
    option_with_value{"-ivfsoverlay", role::other, true},
    option_with_value{"-iwithprefix", role::other, true},
    option_with_value{"-iwithprefixbefore", role::other, true},
    option_with_value{"-iwithsysroot", role::system_dir, true},
    option_with_value{"-l", role::linker, true},
    option_with_value{"-mllvm", role::other, false},
    option_with_value{"-mmlir", role::other, false},
    option_with_value{"-module-dependency-dir", role::other, false},
    option_with_value{"-mthread-model", role::other, false},
    option_with_value{"-o", role::output, true},
    option_with_value{"-resource-dir", role::other, false},
    option_with_value{"-rpath", role::linker, false},
    option_with_value{"-serialize-diagnostics", role::other, false},
    option_with_value{"-specs", role::other, false},
    option_with_value{"-stdlib++-isystem", role::system_dir, true},
    option_with_value{"-target", role::other, false},
    option_with_value{"-u", role::linker, false},
    option_with_value{"-vfsoverlay", role::other, false},
    option_with_value{"-working-directory", role::other, false},
    option_with_value{"-wrapper", role::other, false},
    option_with_value{"-x", role::language, true},
    option_with_value{"-z", role::linker, true},
};

constexpr std::array long_options{
    long_option{"--assemble", "-S"},
    long_option{"--compile", "-c"},
    long_option{"--define-macro", "-D"},
    long_option{"--dependencies", "-M"},
    long_option{"--imacros", "-imacros"},
    long_option{"--include", "-include"},
    long_option{"--include-directory", "-I"},
    long_option{"--include-directory-after", "-idirafter"},
    long_option{"--include-prefix", "-iprefix"},
    long_option{"--include-with-prefix", "-iwithprefix"},
    long_option{"--include-with-prefix-after", "-iwithprefix"},
    long_option{"--include-with-prefix-before", "-iwithprefixbefore"},
    long_option{"--language", "-x"},
    long_option{"--library-directory", "-L"},
    long_option{"--output", "-o"},
    long_option{"--preprocess", "-E"},
    long_option{"--shared", "-shared"},
    long_option{"--static", "-static"},
    long_option{"--undefine-macro", "-U"},
    long_option{"--user-dependencies", "-MM"},
    long_option{"--write-dependencies", "-MD"},
    long_option{"--write-user-dependencies", "-MMD"},
};

struct flag {
  std::string_view name;
  role meaning;
};

// Options without a value that matter, sorted. Those of the linker are left out when a source file
// is compiled by itself: Clang warns about options that it does not use.
constexpr std::array flags{
    flag{"-E", role::stage},
    flag{"-M", role::stage},
    flag{"-MD", role::dependency},
    flag{"-MG", role::dependency},
    flag{"-MM", role::stage},
    flag{"-MMD", role::dependency},
    flag{"-MP", role::dependency},
    flag{"-S", role::stage},
    flag{"-c", role::stage},
    flag{"-fsyntax-only", role::stage},
    flag{"-no-pie", role::linker},
    flag{"-nodefaultlibs", role::linker},
    flag{"-nolibc", role::linker},
    flag{"-nostartfiles", role::linker},
    flag{"-nostdlib", role::linker},
    flag{"-pie", role::linker},
    flag{"-r", role::linker},
    flag{"-rdynamic", role::linker},
    flag{"-s", role::linker},
    flag{"-shared", role::linker},
    flag{"-shared-libgcc", role::linker},
    flag{"-static", role::linker},
    flag{"-static-libasan", role::linker},
    flag{"-static-libgcc", role::linker},
    flag{"-static-libstdc++", role::linker},
    flag{"-static-pie", role::linker},
};

constexpr auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
static_assert(std::is_sorted(with_value.begin(), with_value.end(), by_name));
static_assert(std::is_sorted(long_options.begin(), long_options.end(), by_name));
static_assert(std::is_sorted(flags.begin(), flags.end(), by_name));

template <class Table>
auto find_in(const Table& table, std::string_view name) -> decltype(table.data()) {
  const auto found =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const auto& entry, std::string_view n) { return entry.name < n; });
  return found != table.end() && found->name == name ? &*found : nullptr;
}

} // namespace

const option_with_value* find_option_with_value(std::string_view word) {
  return find_in(with_value, word);
}

const option_with_value* find_joined_option(std::string_view word) {
  // The longest name wins: -isystem-after before -isystem, -include-pch is not -include.
  const option_with_value* best = nullptr;
  for (const option_with_value& entry : with_value) {
    if (word.size() <= entry.name.size() || !word.starts_with(entry.name))
      continue;
    if (best == nullptr || best->name.size() < entry.name.size())
      best = &entry;
  }
  if (best == nullptr || !best->may_be_joined)
    return nullptr;
  return best;
}

const long_option* find_long_option(std::string_view name) {
  return find_in(long_options, name);
}

role role_of_flag(std::string_view word) {
  if (word.starts_with("-Wl,") || word.starts_with("-fuse-ld="))
    return role::linker;
  const flag* found = find_in(flags, word);
  return found != nullptr ? found->meaning : role::other;
}

} // namespace ptools::driver
