#include "support/program_variables_linux.hpp"

#include "support/own_modules_linux.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ptools::support {

namespace {

/// A file of the program, mapped for good: the names are read from it.
struct image {
  const char* begin = nullptr;
  std::size_t size = 0;

  /// An array in the file, null where the file does not have it.
  template <class T>
  const T* at(std::size_t offset, std::size_t count) const {
    const bool inside = offset <= size && count <= (size - offset) / sizeof(T);
    return inside && offset % alignof(T) == 0 ? reinterpret_cast<const T*>(begin + offset)
                                              : nullptr;
  }
};

image map_file(const char* path) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status{};
  image found;
  if (file >= 0 && fstat(file, &status) == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (at != MAP_FAILED) {
      found = {static_cast<const char*>(at), size};
    }
  }
  if (file >= 0) {
    close(file);
  }
  return found;
}

/// A name that ends within its table.
const char* name_in(const image& file, const ElfW(Shdr) & names, std::size_t offset) {
  if (offset >= names.sh_size) {
    return nullptr;
  }
  const char* name = file.at<char>(names.sh_offset + offset, names.sh_size - offset);
  return name != nullptr && std::memchr(name, 0, names.sh_size - offset) != nullptr ? name
                                                                                    : nullptr;
}

void read_table(const image& file, const ElfW(Shdr) * sections, std::size_t count,
                const ElfW(Shdr) & table, std::uintptr_t bias,
                std::vector<program_variable>& into) {
  if (table.sh_link >= count) {
    return;
  }
  const std::size_t entries = table.sh_size / sizeof(ElfW(Sym));
  const auto* symbols = file.at<ElfW(Sym)>(table.sh_offset, entries);
  if (symbols == nullptr) {
    return;
  }
  for (std::size_t i = 0; i < entries; ++i) {
    const ElfW(Sym)& s = symbols[i];
    const bool variable = ELF64_ST_TYPE(s.st_info) == STT_OBJECT && s.st_size != 0 &&
                          s.st_shndx < count && (sections[s.st_shndx].sh_flags & SHF_WRITE) != 0;
    const char* name = variable ? name_in(file, sections[table.sh_link], s.st_name) : nullptr;
    if (name != nullptr) {
      into.push_back({bias + s.st_value, bias + s.st_value + s.st_size, name});
    }
  }
}

void read_module(const own_module& module, std::vector<program_variable>& into) {
  const image file = map_file(module.path.c_str());
  const auto* header = file.at<ElfW(Ehdr)>(0, 1);
  if (header == nullptr || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) {
    return;
  }
  const std::size_t count = header->e_shnum;
  const auto* sections = file.at<ElfW(Shdr)>(header->e_shoff, count);
  for (std::size_t i = 0; sections != nullptr && i < count; ++i) {
    if (sections[i].sh_type == SHT_SYMTAB) {
      read_table(file, sections, count, sections[i], module.bias, into);
    }
  }
}

std::vector<program_variable> read_program() {
  std::vector<program_variable> found;
  for (const own_module& module : own_modules()) {
    read_module(module, found);
  }
  std::sort(found.begin(), found.end(), [](const program_variable& a, const program_variable& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  return found;
}

} // namespace

const std::vector<program_variable>& program_variables() {
  static const auto* const all = new std::vector<program_variable>(read_program());
  return *all;
}

const program_variable* variable_at(std::uintptr_t address) {
  const auto& all = program_variables();
  const auto after =
      std::upper_bound(all.begin(), all.end(), address,
                       [](std::uintptr_t a, const program_variable& v) { return a < v.begin; });
  return after != all.begin() && address < std::prev(after)->end ? &*std::prev(after) : nullptr;
}

std::string readable_name(const char* linker_name) {
  int status = 0;
  // Others are no C++ names, though some could be read as types: `i` is int.
  const bool mangled = linker_name[0] == '_' && linker_name[1] == 'Z';
  char* readable = mangled ? abi::__cxa_demangle(linker_name, nullptr, nullptr, &status) : nullptr;
  std::string name = readable != nullptr ? readable : linker_name;
  std::free(readable);
  if (const auto tag = name.find("[abi:"); tag != std::string::npos) {
    name.erase(tag, name.find(']', tag) + 1 - tag);
  }
  // Constants of a file and statics of C get a number from the compiler: `calls.0`.
  const auto dot = name.find_last_not_of("0123456789");
  if (readable == nullptr && dot != std::string::npos && dot + 1 < name.size() &&
      name[dot] == '.') {
    name.resize(dot);
  }
  return name;
}

} // namespace ptools::support
