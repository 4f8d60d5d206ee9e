#include "support/own_modules_linux.hpp"

#include <cstring>

namespace ptools::support {

namespace {

const ElfW(Dyn) * entry(const own_module& module, ElfW(Sxword) tag) {
  for (const ElfW(Dyn)* d = module.dynamic; d != nullptr && d->d_tag != DT_NULL; ++d) {
    if (d->d_tag == tag) {
      return d;
    }
  }
  return nullptr;
}

bool needs_this_library(const own_module& module) {
  constexpr const char* name = "libptools.so";
  const auto* names = reinterpret_cast<const char*>(module.address_of(DT_STRTAB));
  for (const ElfW(Dyn)* d = module.dynamic; names != nullptr && d != nullptr && d->d_tag != DT_NULL;
       ++d) {
    if (d->d_tag == DT_NEEDED &&
        std::strncmp(names + d->d_un.d_val, name, std::strlen(name)) == 0) {
      return true;
    }
  }
  return false;
}

int see(dl_phdr_info* info, std::size_t, void* out) {
  auto& found = *static_cast<std::vector<own_module>*>(out);
  const bool program = found.empty();
  own_module module{program ? "/proc/self/exe" : info->dlpi_name, info->dlpi_addr, info->dlpi_phdr,
                    info->dlpi_phnum, nullptr};
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    if (info->dlpi_phdr[i].p_type == PT_DYNAMIC) {
      module.dynamic =
          reinterpret_cast<const ElfW(Dyn)*>(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    }
  }
  // What looks at a checked program's iterations is a part of ptools.
  const bool watcher = std::strstr(info->dlpi_name, "/libptools_check.so") != nullptr;
  if (program || (needs_this_library(module) && !watcher)) {
    found.push_back(std::move(module));
  }
  return 0;
}

} // namespace

bool own_module::contains(std::uintptr_t address) const {
  for (int i = 0; i < header_count; ++i) {
    const std::uintptr_t begin = bias + headers[i].p_vaddr;
    if (headers[i].p_type == PT_LOAD && address >= begin && address < begin + headers[i].p_memsz) {
      return true;
    }
  }
  return false;
}

std::uintptr_t own_module::address_of(ElfW(Sxword) tag) const {
  const ElfW(Dyn)* found = entry(*this, tag);
  if (found == nullptr) {
    return 0;
  }
  // Some loaders write addresses into the section, some leave the file's.
  const std::uintptr_t address = found->d_un.d_ptr;
  return address < bias ? address + bias : address;
}

std::size_t own_module::number_of(ElfW(Sxword) tag) const {
  const ElfW(Dyn)* found = entry(*this, tag);
  return found == nullptr ? 0 : found->d_un.d_val;
}

const std::vector<own_module>& own_modules() {
  static const auto* const all = [] {
    auto* found = new std::vector<own_module>;
    dl_iterate_phdr(see, found);
    return found;
  }();
  return *all;
}

} // namespace ptools::support
