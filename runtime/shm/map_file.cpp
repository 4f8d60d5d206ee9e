#include <ptools/map_file.hpp>

#include <ptools/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::detail {

namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw failure("map_file: '" + path + "' " + what);
}

std::string reason() {
  return std::strerror(errno);
}

} // namespace

input_file::input_file(const std::string& path)
    : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), size_(0) {
  if (descriptor_ < 0) {
    fail(path, "cannot be opened: " + reason());
  }
  struct stat about = {};
  const bool known = fstat(descriptor_, &about) == 0;
  if (!known || !S_ISREG(about.st_mode)) {
    const std::string why = known ? "is no regular file" : "cannot be read: " + reason();
    close(descriptor_);
    fail(path, why);
  }
  size_ = static_cast<std::size_t>(about.st_size);
}

input_file::~input_file() {
  close(descriptor_);
}

std::size_t input_file::count(std::size_t element) const {
  if (size_ % element != 0) {
    fail(path_, "has " + std::to_string(size_) + " bytes, no multiple of the " +
                    std::to_string(element) + " of an element");
  }
  return size_ / element;
}

void input_file::read(void* to, std::size_t bytes) const {
  constexpr std::size_t most = std::size_t{1} << 30; // that the kernel reads at once
  std::size_t done = 0;
  while (done < bytes) {
    const ssize_t n = pread(descriptor_, static_cast<char*>(to) + done,
                            std::min(most, bytes - done), static_cast<off_t>(done));
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n < 0) {
      fail(path_, "cannot be read: " + reason());
    }
    if (n == 0) {
      break;
    }
    done += static_cast<std::size_t>(n);
  }
  char more;
  if (done != bytes || pread(descriptor_, &more, 1, static_cast<off_t>(bytes)) != 0) {
    fail(path_, "has changed its size while it was read, or does not say how large it is");
  }
}

} // namespace ptools::detail
