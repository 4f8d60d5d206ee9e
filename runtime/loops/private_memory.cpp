#include "loops/private_memory.hpp"

#include "process/program_data_linux.hpp"
#include "shm/region.hpp"

#include <algorithm>
#include <cstddef>
#include <link.h>
#include <sys/mman.h>

namespace ptools::loops {

namespace {

constexpr std::uintptr_t lowest = 0x10000;
constexpr std::uintptr_t highest = std::uintptr_t{1} << 47;

int note_span(dl_phdr_info* module, std::size_t, void* out) {
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module->dlpi_phdr[i];
    if (part.p_type == PT_LOAD) {
      const std::uintptr_t begin = module->dlpi_addr + part.p_vaddr;
      static_cast<std::vector<private_memory::module_span>*>(out)->push_back(
          {begin, begin + part.p_memsz});
    }
  }
  return 0;
}

/// Whether something is mapped there.
bool is_mapped(std::uintptr_t address) {
  constexpr std::uintptr_t page = process::program_data::page;
  unsigned char resident = 0;
  return mincore(reinterpret_cast<void*>(address / page * page), page, &resident) == 0;
}

} // namespace

private_memory::private_memory(const process::program_data& common) : common_(common) {
  dl_iterate_phdr(note_span, &modules_);
}

bool private_memory::contains(std::uintptr_t value) const {
  return value >= lowest && value < highest &&
         !shm::contains(reinterpret_cast<const void*>(value)) && !common_.contains(value) &&
         std::none_of(
             modules_.begin(), modules_.end(),
             [value](const module_span& m) { return value >= m.begin && value < m.end; }) &&
         is_mapped(value);
}

bool private_memory::is_reached_from(std::uintptr_t begin, std::uintptr_t end) const {
  for (std::uintptr_t at = (begin + 7) & ~std::uintptr_t{7}; at + 8 <= end; at += 8) {
    std::uintptr_t value = 0;
    process::copy_bytes(reinterpret_cast<std::byte*>(&value),
                        reinterpret_cast<const std::byte*>(at), sizeof value);
    if (contains(value)) {
      return true;
    }
  }
  return false;
}

} // namespace ptools::loops
