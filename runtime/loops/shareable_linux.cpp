#include "loops/shareable_linux.hpp"

#include "process/entry.hpp"
#include "shm/region.hpp"

#include <algorithm>
#include <cstdint>
#include <link.h>
#include <vector>

namespace ptools::loops {

namespace {

struct span {
  std::uintptr_t begin;
  std::uintptr_t end;
  bool code;
};

std::vector<span>& constant_spans() {
  static auto* const all = new std::vector<span>;
  return *all;
}

/// Segments that cannot be written, and the part of the writable ones that the loader closes when
/// it has relocated them (constant tables of pointers).
int note_module(dl_phdr_info* module, std::size_t, void*) {
  constexpr std::uintptr_t page = 4096;
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module->dlpi_phdr[i];
    const std::uintptr_t begin = module->dlpi_addr + part.p_vaddr;
    const std::uintptr_t end = begin + part.p_memsz;
    if (part.p_type == PT_LOAD && (part.p_flags & PF_W) == 0) {
      constant_spans().push_back({begin, end, (part.p_flags & PF_X) != 0});
    } else if (part.p_type == PT_GNU_RELRO) {
      constant_spans().push_back({begin, end & ~(page - 1), false});
    }
  }
  return 0;
}

void note_modules() {
  dl_iterate_phdr(note_module, nullptr);
}

const bool registered = process::at_entry(note_modules);

} // namespace

bool shareable_address(const void* address) {
  if (address == nullptr || shm::contains(address) || address == shm::whole().end()) {
    return true;
  }
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  return std::any_of(constant_spans().begin(), constant_spans().end(),
                     [at](const span& s) { return at >= s.begin && at <= s.end; });
}

bool known_code(void (*function)()) {
  const auto at = reinterpret_cast<std::uintptr_t>(function);
  return std::any_of(constant_spans().begin(), constant_spans().end(),
                     [at](const span& s) { return s.code && at >= s.begin && at < s.end; });
}

} // namespace ptools::loops
