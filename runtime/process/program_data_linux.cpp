#include "process/program_data_linux.hpp"

#include "process/start_blocks_glibc.hpp"
#include "support/log.hpp"
#include "support/own_modules_linux.hpp"

#include <algorithm>
#include <atomic>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <memory>
#include <sys/mman.h>
#include <unistd.h>

/// Linked in by AddressSanitizer, whose own variables are known by their names.
extern "C" {
[[gnu::weak]] void __asan_init();
}

namespace ptools::process {

namespace {

constexpr std::uintptr_t page = program_data::page;

const program_data* kept = nullptr;

std::byte* pointer(std::uintptr_t address) {
  return reinterpret_cast<std::byte*>(address);
}
std::uintptr_t page_down(std::uintptr_t address) {
  return address & ~(page - 1);
}
std::uintptr_t page_up(std::uintptr_t address) {
  return page_down(address + page - 1);
}

struct address_range {
  std::uintptr_t begin;
  std::uintptr_t end;
};

/// What the loader closes when it has relocated a module.
address_range closed_part(const support::own_module& module) {
  for (int i = 0; i < module.header_count; ++i) {
    const ElfW(Phdr)& part = module.headers[i];
    if (part.p_type == PT_GNU_RELRO) {
      const std::uintptr_t begin = module.bias + part.p_vaddr;
      return {page_down(begin), page_down(begin + part.p_memsz)};
    }
  }
  return {0, 0};
}

/// Whether malloc itself is in this module. A worker's must not get the state of process 1's.
bool allocates_for_all(const support::own_module& module) {
  const auto at = reinterpret_cast<std::uintptr_t>(dlsym(RTLD_DEFAULT, "malloc"));
  return &__asan_init == nullptr && module.contains(at);
}

/// What the kernel tells of a page (Documentation/admin-guide/mm/pagemap.rst).
constexpr std::uint64_t present = std::uint64_t{1} << 63;
constexpr std::uint64_t swapped = std::uint64_t{1} << 62;
constexpr std::uint64_t of_file = std::uint64_t{1} << 61;
constexpr std::uint64_t only_here = std::uint64_t{1} << 56;

/// The program has forked a child, with which it shares what it had written by then.
std::atomic<bool> shares_with_child{false};

bool may_be_written(std::uint64_t entry) {
  const std::uint64_t needed = shares_with_child.load() ? present : present | only_here;
  return (entry & swapped) != 0 || (entry & (needed | of_file)) == needed;
}

void add_written(int pagemap, const program_data::part& part, std::vector<byte_range>& to) {
  constexpr std::size_t at_once = 512;
  std::uint64_t entries[at_once];
  const auto pages = static_cast<std::size_t>(part.end - part.begin) / page;
  const std::uintptr_t first = reinterpret_cast<std::uintptr_t>(part.begin) / page;
  for (std::size_t at = 0; at < pages; at += at_once) {
    const std::size_t n = std::min(at_once, pages - at);
    const auto place = static_cast<off_t>((first + at) * sizeof *entries);
    const ssize_t got = pagemap < 0 ? -1 : pread(pagemap, entries, n * sizeof *entries, place);
    const bool told = got == static_cast<ssize_t>(n * sizeof *entries);
    for (std::size_t i = 0; i < n; ++i) {
      if (told && !may_be_written(entries[i])) {
        continue;
      }
      const std::size_t offset = part.offset + (at + i) * page;
      if (!to.empty() && to.back().end == offset) {
        to.back().end += page;
      } else {
        to.push_back({offset, offset + page});
      }
    }
  }
}

} // namespace

/// Fills one in.
class program_data_reader {
public:
  std::unique_ptr<program_data> run() {
    for (const support::own_module& module : support::own_modules()) {
      if (allocates_for_all(module)) {
        support::say("the program brings its own malloc, whose state lies among the global "
                     "variables: what functions of other files read and write in globals is "
                     "neither brought up to date in workers nor looked at (globals(NAME) in the "
                     "annotation sends one)");
        continue;
      }
      add_parts(module);
    }
    for (const support::own_module& module : support::own_modules()) {
      add_foreign(module);
    }
    add_blocks(blocks_reached());
    std::sort(made_->foreign_.begin(), made_->foreign_.end(),
              [](const byte_range& a, const byte_range& b) { return a.begin < b.begin; });
    return made_->parts_.empty() || !copy_all() ? nullptr : std::move(made_);
  }

private:
  void add_parts(const support::own_module& module) {
    const address_range closed = closed_part(module);
    for (int i = 0; i < module.header_count; ++i) {
      const ElfW(Phdr)& segment = module.headers[i];
      if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) == 0) {
        continue;
      }
      const std::uintptr_t start = module.bias + segment.p_vaddr;
      std::uintptr_t begin = page_down(start);
      if (closed.begin <= start && begin < closed.end) {
        begin = closed.end;
      }
      const std::uintptr_t end = page_up(start + segment.p_memsz);
      if (begin < end) {
        made_->parts_.push_back({pointer(begin), pointer(end), made_->size_});
        made_->size_ += end - begin + page;
        from_file_.push_back({begin, std::max(begin, start + segment.p_filesz)});
      }
    }
  }

  /// Variables of libraries that the linker has given a place in the program (std::cout, environ),
  /// and the table of functions that the loader fills when they are first called. Variables of the
  /// program's own libraries may have such a place too; those have no version, the others do.
  void add_foreign(const support::own_module& module) {
    const auto* relocations = reinterpret_cast<const ElfW(Rela)*>(module.address_of(DT_RELA));
    const auto* symbols = reinterpret_cast<const ElfW(Sym)*>(module.address_of(DT_SYMTAB));
    const auto* versions = reinterpret_cast<const ElfW(Half)*>(module.address_of(DT_VERSYM));
    for (std::size_t i = 0; i < module.number_of(DT_RELASZ) / sizeof(ElfW(Rela)); ++i) {
      const ElfW(Rela)& r = relocations[i];
      const auto symbol = ELF64_R_SYM(r.r_info);
      const bool has_version = versions != nullptr && (versions[symbol] & 0x7fff) > VER_NDX_GLOBAL;
      if (ELF64_R_TYPE(r.r_info) == R_X86_64_COPY && has_version) {
        add_foreign(module.bias + r.r_offset, symbols[symbol].st_size);
      }
    }
    if (const std::uintptr_t slots = module.address_of(DT_PLTGOT)) {
      const std::size_t count = 3 + module.number_of(DT_PLTRELSZ) / sizeof(ElfW(Rela));
      add_foreign(slots, count * sizeof(void*));
    }
  }
  /// The first slots of the loader's table are closed as a rule, the others open.
  void add_foreign(std::uintptr_t address, std::size_t size) {
    for (const program_data::part& p : made_->parts_) {
      std::byte* const begin = std::max(p.begin, pointer(address));
      std::byte* const end = std::min(p.end, pointer(address + size));
      if (begin < end) {
        made_->foreign_.push_back({p.offset + static_cast<std::size_t>(begin - p.begin),
                                   p.offset + static_cast<std::size_t>(end - p.begin)});
      }
    }
  }

  /// Blocks that the variables lead to: no page that was never written has the address of one.
  std::vector<start_block> blocks_reached() {
    start_blocks blocks = start_blocks::find();
    for (const byte_range& pages : made_->written_pages()) {
      const auto begin = reinterpret_cast<std::uintptr_t>(made_->address(pages.begin));
      blocks.add_reached(begin, begin + (pages.end - pages.begin));
    }
    return blocks.reached();
  }

  /// Page by page; what else lies on these pages is none of it.
  void add_blocks(const std::vector<start_block>& blocks) {
    const std::size_t variables = made_->parts_.size();
    std::uintptr_t known_to = 0;
    for (const start_block& block : blocks) {
      if (known_to == 0 || page_down(block.begin) > known_to) {
        made_->parts_.push_back(
            {pointer(page_down(block.begin)), pointer(page_down(block.begin)), made_->size_});
        from_file_.push_back({0, 0});
        made_->size_ += page;
      }
      grow_last_part(page_up(block.end));
      known_to = page_up(block.end);
      const std::size_t begin = made_->offset_of(block.begin);
      made_->blocks_.push_back({begin, begin + (block.end - block.begin)});
    }
    add_what_lies_between_blocks(variables);
  }

  void grow_last_part(std::uintptr_t end) {
    program_data::part& last = made_->parts_.back();
    if (pointer(end) > last.end) {
      made_->size_ += static_cast<std::size_t>(pointer(end) - last.end);
      last.end = pointer(end);
    }
  }

  void add_what_lies_between_blocks(std::size_t first_part) {
    auto block = made_->blocks_.begin();
    for (std::size_t i = first_part; i < made_->parts_.size(); ++i) {
      const program_data::part& part = made_->parts_[i];
      std::size_t at = part.offset;
      const std::size_t end = part.offset + static_cast<std::size_t>(part.end - part.begin);
      for (; block != made_->blocks_.end() && block->begin < end; ++block) {
        made_->foreign_.push_back({at, block->begin});
        at = block->end;
      }
      made_->foreign_.push_back({at, end});
    }
  }

  /// Pages that nobody has written are no pages of this process yet: the file's, or zeros.
  bool copy_all() {
    void* at = mmap(nullptr, made_->size_, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) {
      support::say("no memory for a copy of the program's global variables (ulimit -v?): those "
                   "that functions of other files use are not brought up to date in workers");
      return false;
    }
    auto* const image = static_cast<std::byte*>(at);
    made_->first_image_ = image;
    for (std::size_t i = 0; i < from_file_.size(); ++i) {
      copy_bytes(image + made_->parts_[i].offset, pointer(from_file_[i].begin),
                 from_file_[i].end - from_file_[i].begin);
    }
    for (const byte_range& pages : made_->written_pages()) {
      copy_bytes(image + pages.begin, made_->address(pages.begin), pages.end - pages.begin);
    }
    return true;
  }

  std::unique_ptr<program_data> made_ = std::make_unique<program_data>();
  /// For each part what the file has of it.
  std::vector<address_range> from_file_;
};

std::byte* program_data::address(std::size_t offset) const {
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), offset,
                                      [](std::size_t o, const part& p) { return o < p.offset; });
  const part& its = *std::prev(after);
  return its.begin + (offset - its.offset);
}

std::size_t program_data::offset_of(std::uintptr_t address) const {
  std::byte* const at = pointer(address);
  for (const part& p : parts_) {
    if (at >= p.begin && at < p.end) {
      return p.offset + static_cast<std::size_t>(at - p.begin);
    }
  }
  return nowhere;
}

byte_range program_data::block_at(std::size_t offset) const {
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), offset,
                       [](std::size_t o, const byte_range& b) { return o < b.begin; });
  return after != blocks_.begin() && offset < std::prev(after)->end ? *std::prev(after)
                                                                    : byte_range{0, 0};
}

std::vector<byte_range> program_data::written_pages() const {
  std::vector<byte_range> pages;
  const int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  for (const part& each : parts_) {
    add_written(pagemap, each, pages);
  }
  if (pagemap >= 0) {
    close(pagemap);
  }
  return pages;
}

[[gnu::no_sanitize("address")]] void copy_bytes(std::byte* to, const std::byte* from,
                                                std::size_t size) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

bool is_mapped(const void* begin, std::size_t size) {
  const auto first = page_down(reinterpret_cast<std::uintptr_t>(begin));
  const auto last = page_up(reinterpret_cast<std::uintptr_t>(begin) + size);
  // Asks for changes that change nothing; an error says that there is a hole.
  return msync(pointer(first), last - first, MS_ASYNC) == 0;
}

void note_forked_child() {
  shares_with_child.store(true);
}

void keep_program_data() {
  kept = program_data_reader().run().release();
}

const program_data* kept_program_data() {
  return kept;
}

} // namespace ptools::process
