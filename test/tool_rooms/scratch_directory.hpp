#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ptools::driver {

/// A directory of the test's own, gone with the object.
class scratch_directory {
public:
  scratch_directory() {
    std::string name = (std::filesystem::temp_directory_path() / "ptools-test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("no directory for the test");
    path_ = name;
  }
  scratch_directory(const scratch_directory&) = delete;
  scratch_directory& operator=(const scratch_directory&) = delete;
  ~scratch_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string path(const std::string& name) const { return path_ + "/" + name; }

  /// The path of the file with this text.
  std::string write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

private:
  std::string path_;
};

} // namespace ptools::driver
