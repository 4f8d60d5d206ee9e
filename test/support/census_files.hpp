#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace ptools::census {

/// Watches the places where a program may leave files. It gives the command a TMPDIR of its own, in
/// which every entry counts. The other places are shared with programs that run at the same time:
/// of /tmp only new names that contain "ptools" count, of /dev/shm and the working directory all.
class file_watch {
public:
  explicit file_watch(bool watch_cwd);
  ~file_watch();
  file_watch(const file_watch&) = delete;
  file_watch& operator=(const file_watch&) = delete;

  /// What is new, after waiting up to `grace` seconds for it to vanish. Removes the private TMPDIR
  /// and new objects of /dev/shm, so that one bad test does not spoil the next.
  std::vector<std::string> finish(double grace);

private:
  struct place {
    std::filesystem::path directory;
    std::string only; ///< entries whose names contain this
    std::set<std::string> before;
  };

  std::vector<std::string> fresh() const;

  std::vector<place> places_;
  std::filesystem::path temporary_;
};

} // namespace ptools::census
