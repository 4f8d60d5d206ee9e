#include "remote/functions_linux.hpp"

#include "process/entry.hpp"

#include <ptools/error.hpp>

#include <link.h>
#include <string>
#include <vector>

namespace ptools::remote {

namespace {

constexpr int offset_bits = 48;
constexpr std::uint64_t offset_mask = (std::uint64_t{1} << offset_bits) - 1;

/// One piece of code of a module.
struct code {
  std::uint64_t module;
  std::uintptr_t bias;
  std::uintptr_t begin;
  std::uintptr_t end;
};

/// In the order of the dynamic linker's list, which is the same in all processes of a build.
struct code_list {
  std::vector<code> pieces;
  std::uint64_t modules = 0;
};

int note_module(dl_phdr_info* module, std::size_t, void* to) {
  code_list& list = *static_cast<code_list*>(to);
  for (int i = 0; i < module->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = module->dlpi_phdr[i];
    if (part.p_type == PT_LOAD && (part.p_flags & PF_X) != 0) {
      const std::uintptr_t begin = module->dlpi_addr + part.p_vaddr;
      list.pieces.push_back({list.modules, module->dlpi_addr, begin, begin + part.p_memsz});
    }
  }
  ++list.modules;
  return 0;
}

/// As it was when main began.
const code_list& known() {
  static const auto* const all = [] {
    auto* const list = new code_list;
    dl_iterate_phdr(note_module, list);
    return list;
  }();
  return *all;
}

void note_modules() {
  known();
}

const bool registered = process::at_entry(note_modules);

} // namespace

std::uint64_t number_of(void (*function)()) {
  const auto at = reinterpret_cast<std::uintptr_t>(function);
  for (const code& c : known().pieces) {
    if (at >= c.begin && at < c.end) {
      return c.module << offset_bits | (at - c.bias);
    }
  }
  throw unshareable("PT0107", "a function to be called in another process lies in a library that "
                              "was opened after main began, so the workers do not have it; link "
                              "the library, or open it before main");
}

void (*function_with(std::uint64_t number))() {
  // Most requests are for the function that the one before was for.
  thread_local std::uint64_t last = 0;
  thread_local void (*last_function)() = nullptr;
  if (number == last && last_function != nullptr) {
    return last_function;
  }
  for (const code& c : known().pieces) {
    const std::uintptr_t at = c.bias + (number & offset_mask);
    if (c.module == number >> offset_bits && at >= c.begin && at < c.end) {
      last = number;
      return last_function = reinterpret_cast<void (*)()>(at);
    }
  }
  throw protocol_error("there is no function with the number " + std::to_string(number) +
                       " in this process: is it another build of the program?");
}

} // namespace ptools::remote
