#include "work_directory.hpp"

#include "files.hpp"
#include "report.hpp"

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ptools::driver {

std::optional<work_directory> work_directory::beside(const std::string& object) {
  // A name that begins with a dash would be read as an option.
  const std::string path = path_word(object) + ".pt";
  if (mkdir(path.c_str(), 0777) == 0 || errno == EEXIST)
    return work_directory(path);
  report_error("cannot make the directory '" + path +
               "' for the rewritten text: " + system_error_text());
  return std::nullopt;
}

std::optional<work_directory> work_directory::temporary() {
  const char* variable = std::getenv("TMPDIR");
  std::string path = variable != nullptr && *variable != 0 ? variable : "/tmp";
  path += "/ptools-cc.XXXXXX";
  if (mkdtemp(path.data()) != nullptr)
    return work_directory(path);
  report_error("cannot make a temporary directory '" + path +
               "' (TMPDIR names another place): " + system_error_text());
  return std::nullopt;
}

work_directory::work_directory(work_directory&& other) noexcept
    : path_(std::exchange(other.path_, {})), files_(std::move(other.files_)),
      directories_(std::move(other.directories_)) {}

work_directory::~work_directory() {
  if (path_.empty())
    return;
  for (const std::string& file : files_)
    unlink(file.c_str());
  for (auto directory = directories_.rbegin(); directory != directories_.rend(); ++directory)
    rmdir(directory->c_str());
  rmdir(path_.c_str());
}

std::string work_directory::file(const std::string& name) {
  files_.push_back(path_ + "/" + name);
  return files_.back();
}

std::string work_directory::lonely_file(const std::string& name) {
  constexpr int levels = 6;
  std::string directory = path_;
  for (int level = 0; level < levels; ++level) {
    directory += "/up";
    if (mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) {
      report_error("cannot make the directory '" + directory + "': " + system_error_text());
      return {};
    }
    directories_.push_back(directory);
  }
  files_.push_back(directory + "/" + name);
  return files_.back();
}

} // namespace ptools::driver
