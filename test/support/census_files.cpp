#include "census_files.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <system_error>

#include <poll.h>
#include <stdlib.h>

namespace ptools::census {
namespace {

namespace fs = std::filesystem;

/// What other censuses, and compilations that run beside the command, have in /tmp.
constexpr const char* not_the_commands[] = {"ptools-census-", "ptools-cc."};

std::set<std::string> list(const fs::path& directory) {
  std::set<std::string> result;
  std::error_code ignored;
  for (fs::directory_iterator at(directory, ignored), end; !ignored && at != end;
       at.increment(ignored))
    result.insert(at->path().filename());
  return result;
}

fs::path make_private_directory() {
  std::string name = (fs::temp_directory_path() / "ptools-census-XXXXXX").string();
  if (!mkdtemp(name.data())) {
    std::perror("ptools-census: mkdtemp");
    std::exit(2);
  }
  return name;
}

bool is_anothers(const std::string& name) {
  return std::any_of(std::begin(not_the_commands), std::end(not_the_commands),
                     [&](const char* prefix) { return name.rfind(prefix, 0) == 0; });
}

} // namespace

file_watch::file_watch(bool watch_cwd) : temporary_(make_private_directory()) {
  places_.push_back({"/dev/shm", "", list("/dev/shm")});
  places_.push_back({"/tmp", "ptools", list("/tmp")});
  if (watch_cwd)
    places_.push_back({fs::current_path(), "", list(fs::current_path())});
  places_.push_back({temporary_, "", {}});
  setenv("TMPDIR", temporary_.c_str(), 1);
}

file_watch::~file_watch() {
  std::error_code ignored;
  fs::remove_all(temporary_, ignored);
}

std::vector<std::string> file_watch::fresh() const {
  std::vector<std::string> result;
  for (const place& p : places_)
    for (const std::string& name : list(p.directory))
      if (!p.before.contains(name) && name.find(p.only) != std::string::npos && !is_anothers(name))
        result.push_back(p.directory / name);
  return result;
}

std::vector<std::string> file_watch::finish(double grace) {
  using clock_type = std::chrono::steady_clock;
  const auto until = clock_type::now() + std::chrono::duration_cast<clock_type::duration>(
                                             std::chrono::duration<double>(grace));
  std::vector<std::string> left = fresh();
  while (!left.empty() && clock_type::now() < until) {
    poll(nullptr, 0, 20); // directories have no event that says an entry is gone, short of inotify
    left = fresh();
  }
  std::error_code ignored;
  for (const std::string& file : left)
    if (file.rfind("/dev/shm/", 0) == 0)
      fs::remove(file, ignored);
  fs::remove_all(temporary_, ignored);
  return left;
}

} // namespace ptools::census
