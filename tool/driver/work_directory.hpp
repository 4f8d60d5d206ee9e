#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ptools::driver {

/// A directory for files that are gone when ptools-cc is.
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

  /// The same for text with quoted includes. Compilers search them beside the file that has them
  /// first, so this one lies so deep that nothing is found by mistake: neither "x.hpp" nor
  /// "../../x.hpp" that happens to stand near the object. Empty if it cannot be made (reported).
  std::string lonely_file(const std::string& name);

private:
  explicit work_directory(std::string path) : path_(std::move(path)) {}

  std::string path_; ///< empty: moved from
  std::vector<std::string> files_;
  std::vector<std::string> directories_; ///< below path_, each in the one before
};

} // namespace ptools::driver
