#include "process/program_data_linux.hpp"

#include "support/log.hpp"

#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <link.h>
#include <memory>
#include <sys/mman.h>
#include <unistd.h>

namespace ptools::process {

namespace {

constexpr std::uintptr_t page = 4096;

const program_data* kept = nullptr;

std::byte* pointer(std::uintptr_t address) {
  return reinterpret_cast<std::byte*>(address);
}
std::uintptr_t page_down(std::uintptr_t address) {
  return address & ~(page - 1);
}

/// What the program's headers say, as far as it matters here.
struct program_layout {
  std::vector<byte_range> writable;
  std::vector<byte_range> from_file;
  byte_range closed{};
  const ElfW(Dyn) * dynamic = nullptr;
  std::uintptr_t bias = 0;
};

int read_layout(dl_phdr_info* module, std::size_t, void* out) {
  auto& layout = *static_cast<program_layout*>(out);
  layout.bias = module->dlpi_addr;
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module->dlpi_phdr[i];
    const std::uintptr_t begin = module->dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_LOAD && (part.p_flags & PF_W) != 0) {
      layout.writable.push_back({pointer(begin), pointer(begin + part.p_memsz)});
      layout.from_file.push_back({pointer(begin), pointer(begin + part.p_filesz)});
    } else if (part.p_type == PT_GNU_RELRO) {
      layout.closed = {pointer(page_down(begin)), pointer(page_down(begin + part.p_memsz))};
    } else if (part.p_type == PT_DYNAMIC) {
      layout.dynamic = reinterpret_cast<const ElfW(Dyn)*>(begin);
    }
  }
  return 1; // the program comes first, libraries are none of ours
}

/// The tables of the dynamic section, at their addresses in this process.
struct loader_tables {
  const ElfW(Rela) * relocations = nullptr;
  std::size_t relocation_bytes = 0;
  const ElfW(Sym) * symbols = nullptr;
  std::uintptr_t jump_slots = 0;
  std::size_t jump_relocation_bytes = 0;
};

/// Some loaders write addresses into the section, some leave the file's.
std::uintptr_t moved(std::uintptr_t address, std::uintptr_t bias) {
  return address < bias ? address + bias : address;
}

loader_tables read_tables(const program_layout& layout) {
  loader_tables tables;
  for (const ElfW(Dyn)* d = layout.dynamic; d != nullptr && d->d_tag != DT_NULL; ++d) {
    const std::uintptr_t address = moved(d->d_un.d_ptr, layout.bias);
    switch (d->d_tag) {
    case DT_RELA:
      tables.relocations = reinterpret_cast<const ElfW(Rela)*>(address);
      break;
    case DT_RELASZ:
      tables.relocation_bytes = d->d_un.d_val;
      break;
    case DT_SYMTAB:
      tables.symbols = reinterpret_cast<const ElfW(Sym)*>(address);
      break;
    case DT_PLTGOT:
      tables.jump_slots = address;
      break;
    case DT_PLTRELSZ:
      tables.jump_relocation_bytes = d->d_un.d_val;
      break;
    default:
      break;
    }
  }
  return tables;
}

/// Variables of libraries that the linker has given a place in the program (std::cout, environ),
/// and the table of functions that the loader fills when they are first called.
std::vector<byte_range> foreign_parts(const program_layout& layout) {
  const loader_tables tables = read_tables(layout);
  std::vector<byte_range> parts;
  for (std::size_t i = 0; i < tables.relocation_bytes / sizeof(ElfW(Rela)); ++i) {
    const ElfW(Rela)& r = tables.relocations[i];
    if (ELF64_R_TYPE(r.r_info) == R_X86_64_COPY) {
      std::byte* begin = pointer(layout.bias + r.r_offset);
      parts.push_back({begin, begin + tables.symbols[ELF64_R_SYM(r.r_info)].st_size});
    }
  }
  if (tables.jump_slots != 0) {
    const std::size_t slots = 3 + tables.jump_relocation_bytes / sizeof(ElfW(Rela));
    std::byte* begin = pointer(tables.jump_slots);
    parts.push_back({begin, begin + slots * sizeof(void*)});
  }
  std::sort(parts.begin(), parts.end(),
            [](const byte_range& a, const byte_range& b) { return a.begin < b.begin; });
  return parts;
}

std::vector<byte_range> open_parts(const program_layout& layout) {
  std::vector<byte_range> parts;
  for (const byte_range& each : layout.writable) {
    std::byte* begin = pointer(page_down(reinterpret_cast<std::uintptr_t>(each.begin)));
    if (layout.closed.begin <= each.begin && begin < layout.closed.end) {
      begin = layout.closed.end;
    }
    std::byte* end = pointer(page_down(reinterpret_cast<std::uintptr_t>(each.end) + page - 1));
    if (begin < end) {
      parts.push_back({begin, end});
    }
  }
  std::sort(parts.begin(), parts.end(),
            [](const byte_range& a, const byte_range& b) { return a.begin < b.begin; });
  return parts;
}

/// What the kernel tells of a page (Documentation/admin-guide/mm/pagemap.rst).
constexpr std::uint64_t present = std::uint64_t{1} << 63;
constexpr std::uint64_t swapped = std::uint64_t{1} << 62;
constexpr std::uint64_t of_file = std::uint64_t{1} << 61;
constexpr std::uint64_t only_here = std::uint64_t{1} << 56;

bool may_be_written(std::uint64_t entry) {
  return (entry & swapped) != 0 ||
         (entry & (present | of_file | only_here)) == (present | only_here);
}

void add_page(std::vector<byte_range>& to, std::byte* begin) {
  if (!to.empty() && to.back().end == begin) {
    to.back().end += page;
  } else {
    to.push_back({begin, begin + page});
  }
}

void add_written(int pagemap, const byte_range& part, std::vector<byte_range>& to) {
  constexpr std::size_t at_once = 512;
  std::uint64_t entries[at_once];
  for (std::byte* at = part.begin; at < part.end;) {
    const std::size_t n =
        std::min<std::size_t>(at_once, static_cast<std::size_t>(part.end - at) / page);
    const auto offset = reinterpret_cast<std::uintptr_t>(at) / page * sizeof *entries;
    const ssize_t got =
        pagemap < 0 ? -1 : pread(pagemap, entries, n * sizeof *entries, static_cast<off_t>(offset));
    const bool told = got == static_cast<ssize_t>(n * sizeof *entries);
    for (std::size_t i = 0; i < n; ++i, at += page) {
      if (!told || may_be_written(entries[i])) {
        add_page(to, at);
      }
    }
  }
}

} // namespace

[[gnu::no_sanitize("address")]] void copy_bytes(std::byte* to, const std::byte* from,
                                                std::size_t size) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

std::vector<byte_range> written_pages(const program_data& data) {
  std::vector<byte_range> pages;
  const int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  for (const byte_range& part : data.parts) {
    add_written(pagemap, part, pages);
  }
  if (pagemap >= 0) {
    close(pagemap);
  }
  return pages;
}

void keep_program_data() {
  program_layout layout;
  dl_iterate_phdr(read_layout, &layout);
  auto made = std::make_unique<program_data>();
  made->parts = open_parts(layout);
  if (made->parts.empty()) {
    return;
  }
  made->whole = {made->parts.front().begin, made->parts.back().end};
  made->foreign = foreign_parts(layout);
  void* at = mmap(nullptr, made->whole.size(), PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) {
    support::say("no memory for a copy of the program's global variables (ulimit -v?): those that "
                 "functions of other files use are not brought up to date in workers");
    return;
  }
  auto* const image = static_cast<std::byte*>(at);
  made->first_image = image;
  const auto keep = [&](std::byte* begin, std::byte* end) {
    copy_bytes(image + (begin - made->whole.begin), begin, static_cast<std::size_t>(end - begin));
  };
  // Pages that nobody has written are no pages of this process yet: the file's, or zeros.
  for (const byte_range& file : layout.from_file) {
    for (const byte_range& part : made->parts) {
      std::byte* begin = std::max(file.begin, part.begin);
      if (begin < std::min(file.end, part.end)) {
        keep(begin, std::min(file.end, part.end));
      }
    }
  }
  for (const byte_range& pages : written_pages(*made)) {
    keep(pages.begin, pages.end);
  }
  kept = made.release();
}

const program_data* kept_program_data() {
  return kept;
}

} // namespace ptools::process
