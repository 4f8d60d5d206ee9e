#include "support/module_places_linux.hpp"

#include "support/program_variables_linux.hpp"

#include <dlfcn.h>
#include <link.h>
#include <unistd.h>
#include <utility>

namespace ptools::support {

namespace {

/// The program itself has no name in the loader's list.
std::string file_of(const dl_phdr_info& module) {
  if (*module.dlpi_name != 0) {
    return module.dlpi_name;
  }
  char name[4096];
  const ssize_t size = readlink("/proc/self/exe", name, sizeof name);
  return std::string(name, size > 0 ? static_cast<std::size_t>(size) : 0);
}

bool has(const dl_phdr_info& module, std::uintptr_t address) {
  for (int i = 0; i < module.dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module.dlpi_phdr[i];
    if (part.p_type == PT_LOAD && address - module.dlpi_addr - part.p_vaddr < part.p_memsz) {
      return true;
    }
  }
  return false;
}

struct asked {
  const std::uintptr_t* behind_calls;
  std::vector<module_place> places;
};

int see_module(dl_phdr_info* module, std::size_t, void* of) {
  auto& [behind_calls, places] = *static_cast<asked*>(of);
  std::string file;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uintptr_t address = behind_calls[i] - 1;
    if (places[i].file.empty() && has(*module, address)) {
      if (file.empty()) {
        file = file_of(*module);
      }
      places[i] = {file, address - module->dlpi_addr};
    }
  }
  return 0;
}

struct sought {
  const std::string& file;
  std::uintptr_t bias;
};

int see_whether_it_is(dl_phdr_info* module, std::size_t, void* of) {
  auto& wanted = *static_cast<sought*>(of);
  if (file_of(*module) != wanted.file) {
    return 0;
  }
  wanted.bias = module->dlpi_addr;
  return 1;
}

} // namespace

std::vector<module_place> module_places(const std::uintptr_t* behind_calls, std::size_t count) {
  asked all{behind_calls, {}};
  for (std::size_t i = 0; i < count; ++i) {
    all.places.push_back({"", behind_calls[i] - 1});
  }
  dl_iterate_phdr(see_module, &all);
  return std::move(all.places);
}

std::string exported_function(const module_place& at) {
  sought module{at.file, 0};
  if (at.file.empty() || dl_iterate_phdr(see_whether_it_is, &module) == 0) {
    return {};
  }
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(module.bias + at.offset), &info) == 0 ||
      info.dli_sname == nullptr) {
    return {};
  }
  return readable_name(info.dli_sname);
}

} // namespace ptools::support
