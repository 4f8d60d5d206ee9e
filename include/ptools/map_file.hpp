#ifndef PTOOLS_MAP_FILE_HPP
#define PTOOLS_MAP_FILE_HPP

#include <cstddef>
#include <string>

#include <ptools/detail/api.hpp>
#include <ptools/shared_array.hpp>

namespace ptools {

namespace detail {

/// A file that is open for reading.
class PTOOLS_API input_file {
public:
  /// @throws ptools::failure that names file and reason
  explicit input_file(const std::string& path);
  ~input_file();
  input_file(const input_file&) = delete;
  input_file& operator=(const input_file&) = delete;

  /// How many elements of so many bytes it holds. @throws ptools::failure if that is no whole
  /// number
  std::size_t count(std::size_t element) const;
  /// Reads `bytes` from the beginning. @throws ptools::failure if there are fewer, or by now more
  void read(void* to, std::size_t bytes) const;

private:
  std::string path_;
  int descriptor_;
  std::size_t size_;
};

} // namespace detail

/// The contents of a file, in shared memory: what a program has opened or mapped itself after
/// `main` began does not exist in its workers, this does.
///
/// It is a copy, taken by the caller; what is written to it does not get into the file. `Tp` is
/// trivially copyable; the file holds elements of that type as this machine has them.
/// @throws ptools::failure if it cannot be read, is no regular file, ends within an element, or is
/// changed meanwhile; ptools::out_of_memory
template <class Tp = char>
[[nodiscard]] shared_array<Tp> map_file(const std::string& path) {
  const detail::input_file file(path);
  shared_array<Tp> contents(file.count(sizeof(Tp)));
  file.read(contents.data(), contents.size() * sizeof(Tp));
  return contents;
}

} // namespace ptools

#endif
