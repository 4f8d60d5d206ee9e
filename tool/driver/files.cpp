#include "files.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::driver {

std::optional<std::string> read_descriptor(int descriptor) {
  std::string text;
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
    text.reserve(static_cast<std::size_t>(status.st_size) + 1);
  char buffer[65536];
  for (;;) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got == 0)
      return text;
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return std::nullopt;
    text.append(buffer, static_cast<std::size_t>(got));
  }
}

std::optional<std::string> read_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::nullopt;
  std::optional<std::string> text = read_descriptor(descriptor);
  close(descriptor);
  return text;
}

bool write_descriptor(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

namespace {

/// A device or pipe (-MF /dev/null) is written to; replacing it would break the machine.
bool write_in_place(const std::string& path, std::string_view text) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0)
    return false;
  const bool good = write_descriptor(descriptor, text);
  return close(descriptor) == 0 && good;
}

} // namespace

bool write_file(const std::string& path, std::string_view text) {
  struct stat status;
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    return write_in_place(path, text);
  std::string temporary = path + ".XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0)
    return false;
  const mode_t mask = umask(0);
  umask(mask);
  bool good = write_descriptor(descriptor, text) && fchmod(descriptor, 0666 & ~mask) == 0;
  if (close(descriptor) != 0)
    good = false;
  if (good && rename(temporary.c_str(), path.c_str()) == 0)
    return true;
  const int reason = errno;
  unlink(temporary.c_str());
  errno = reason;
  return false;
}

bool is_program(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos)
    return is_program(name) ? name : std::string();
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  for (;;) {
    const std::size_t colon = rest.find(':');
    const std::string_view directory = rest.substr(0, colon);
    const std::string candidate =
        (directory.empty() ? std::string(".") : std::string(directory)) + "/" + name;
    if (is_program(candidate))
      return candidate;
    if (colon == std::string_view::npos)
      return {};
    rest.remove_prefix(colon + 1);
  }
}

std::string directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos)
    return ".";
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string working_directory() {
  const char* logical = std::getenv("PWD");
  struct stat theirs;
  struct stat own;
  if (logical != nullptr && *logical == '/' && stat(logical, &theirs) == 0 &&
      stat(".", &own) == 0 && theirs.st_dev == own.st_dev && theirs.st_ino == own.st_ino)
    return logical;
  char* physical = getcwd(nullptr, 0);
  std::string result = physical != nullptr ? physical : "";
  std::free(physical);
  return result;
}

std::string path_word(std::string_view path) {
  std::string word = path.starts_with('-') ? "./" : "";
  return word.append(path);
}

std::string file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string extension_of(std::string_view path) {
  const std::string name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? std::string() : name.substr(dot);
}

std::string stem_of(std::string_view path) {
  const std::string name = file_name_of(path);
  return name.substr(0, name.size() - extension_of(path).size());
}

} // namespace ptools::driver
