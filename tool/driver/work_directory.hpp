#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ptools::driver {

/// A directory for files that are gone when ptools-cc is. The generated text has a directory of its
/// own, since quoted includes are searched first beside the file that has them: there must be
/// nothing beside it that could be found by mistake.
class work_directory {
public:
  /// A fixed place: a compiler cache knows the text again only under the same name.
  static std::optional<work_directory> beside(const std::string& object);

  /// A fresh one in the directory for temporary files.
  static std::optional<work_directory> temporary();

  work_directory(work_directory&& other) noexcept;
  work_directory& operator=(work_directory&&) = delete;
  ~work_directory();

  const std::string& path() const { return path_; }

  /// The path of a file in it, which is removed with it.
  std::string file(const std::string& name);

private:
  explicit work_directory(std::string path) : path_(std::move(path)) {}

  std::string path_; ///< empty: moved from
  std::vector<std::string> files_;
};

} // namespace ptools::driver
