#include "places.hpp"

#include "baked.hpp"
#include "files.hpp"

#include <array>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace ptools::driver {
namespace {

bool exists(const std::string& path) {
  return access(path.c_str(), F_OK) == 0;
}

/// Without "..", so that dependency files and debug information show plain paths.
std::string plain(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  if (resolved == nullptr)
    return path;
  std::string result = resolved;
  std::free(resolved);
  return result;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& known, const std::string& directory) {
  const std::string resolved = plain(directory);
  for (const std::string_view entry : known)
    if (resolved == entry)
      return true;
  return false;
}

} // namespace

std::string own_directory() {
  static const std::string directory = directory_of(plain("/proc/self/exe"));
  return directory;
}

std::string include_directory() {
  const std::string installed = own_directory() + "/" + baked::bin_to_include;
  if (exists(installed + "/ptools/ptools.hpp"))
    return plain(installed);
  return baked::source_include;
}

std::string library_directory() {
  const std::string installed = own_directory() + "/" + baked::bin_to_lib;
  if (exists(installed + "/libptools.so"))
    return plain(installed);
  return plain(own_directory() + "/../lib");
}

std::string startup_archive() {
  return library_directory() + "/libptools_start.a";
}

std::string diagnostics_directory() {
  const std::string installed = own_directory() + "/" + baked::bin_to_share + "/ptools/diagnostics";
  if (exists(installed))
    return plain(installed);
  return baked::source_diagnostics;
}

std::string rewriter() {
  const char* variable = std::getenv("PTOOLS_REWRITE");
  if (variable != nullptr && *variable != 0)
    return variable;
  return own_directory() + "/ptools-rewrite";
}

bool is_system_include_directory(const std::string& directory) {
  constexpr std::array<std::string_view, 3> known{"/usr/include", "/usr/local/include",
                                                  "/usr/include/x86_64-linux-gnu"};
  return is_one_of(known, directory);
}

bool is_system_library_directory(const std::string& directory) {
  // Not /usr/local/lib: the loader searches it only through a cache that may be out of date.
  constexpr std::array<std::string_view, 4> known{"/lib", "/lib/x86_64-linux-gnu", "/usr/lib",
                                                  "/usr/lib/x86_64-linux-gnu"};
  return is_one_of(known, directory);
}

} // namespace ptools::driver
