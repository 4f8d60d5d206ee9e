#include "check/report.hpp"

#include "loops/library_variables.hpp"
#include "process/program_data_linux.hpp"
#include "support/log.hpp"
#include "support/own_modules_linux.hpp"
#include "support/program_variables_linux.hpp"
#include "support/source_places_linux.hpp"

#include <algorithm>
#include <dlfcn.h>
#include <link.h>

namespace ptools::check {

namespace {

constexpr std::size_t most_lines = 6;
/// Of a deep recursion the innermost calls.
constexpr std::size_t most_places = 24;

const char* verb(access_kind did) {
  return did == access_kind::write ? "writes" : "reads";
}

bool is_own_module(std::uintptr_t address) {
  const auto& own = support::own_modules();
  return std::any_of(own.begin(), own.end(),
                     [address](const auto& module) { return module.contains(address); });
}

struct thread_variable {
  std::uintptr_t address;
  bool of_library;
};

/// Whether it is a thread_local variable of a library's, `errno` among them, in this thread.
int look_for_thread_variable(dl_phdr_info* info, std::size_t, void* of) {
  auto& asked = *static_cast<thread_variable*>(of);
  const auto begin = reinterpret_cast<std::uintptr_t>(info->dlpi_tls_data);
  for (int i = 0; begin != 0 && i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type == PT_TLS && asked.address >= begin && asked.address < begin + part.p_memsz) {
      asked.of_library = !is_own_module(info->dlpi_addr + info->dlpi_phdr[0].p_vaddr);
      return 1;
    }
  }
  return 0;
}

const char* remedy_for(bool own_memory) {
  return own_memory ? "\n  scratch space and caches: globals() in the annotation says so" : "";
}

std::string memory_in_words(std::uintptr_t address, bool own_memory) {
  if (!own_memory) {
    return "shared memory";
  }
  if (const support::program_variable* v = support::variable_at(address)) {
    return std::string("'")
        .append(support::readable_name(v->name))
        .append("', of which each worker has its own");
  }
  return "memory of which each worker has its own";
}

} // namespace

std::string lines_of(const std::vector<std::uintptr_t>& places) {
  std::vector<support::source_place> found = support::source_places(
      support::module_places(places.data(), std::min(places.size(), most_places)));
  const auto is_users = [](const support::source_place& p) { return p.of_user && p.has_line; };
  if (std::any_of(found.begin(), found.end(), is_users)) {
    std::erase_if(found, [&](const support::source_place& p) { return !is_users(p); });
  }
  if (found.size() > most_lines) {
    found.resize(most_lines);
  }
  std::string text;
  for (const support::source_place& p : found) {
    // Without parameters: they are long, and the line says which function it is.
    const std::string function = p.function.substr(0, p.function.find('('));
    text += "\n    " + p.where + (function.empty() ? "" : ", in " + function);
  }
  return text;
}

void report_meeting(const std::string& loop, std::uintptr_t address, bool own_memory,
                    const reported_access& before, const reported_access& now) {
  const std::string first = std::to_string(before.iteration);
  const std::string second = std::to_string(now.iteration);
  support::say(loop + ": iterations " + first + " and " + second + " meet in " +
               memory_in_words(address, own_memory) + " [PT0108]\n  iteration " + first + " " +
               verb(before.did) + " there:" + before.lines + "\n  iteration " + second + " " +
               verb(now.did) + " the same afterwards:" + now.lines + remedy_for(own_memory));
}

void report_lost(const std::string& loop, std::uintptr_t address, const reported_access& what) {
  support::say(loop + ": iteration " + std::to_string(what.iteration) + " changes " +
               memory_in_words(address, true) + ": on workers the change is lost [PT0108]" +
               what.lines + remedy_for(true));
}

bool is_of_a_library(std::uintptr_t address) {
  if (const process::program_data* data = process::kept_program_data()) {
    const std::size_t offset = data->offset_of(address);
    if (offset != process::program_data::nowhere) {
      const auto& parts = loops::parts_of_libraries(*data);
      return std::any_of(parts.begin(), parts.end(), [offset](const auto& run) {
        return offset >= run.begin && offset < run.end;
      });
    }
  }
  thread_variable of_thread{address, false};
  dl_iterate_phdr(look_for_thread_variable, &of_thread);
  if (of_thread.of_library) {
    return true;
  }
  Dl_info of{};
  if (dladdr(reinterpret_cast<const void*>(address), &of) == 0) {
    return false;
  }
  return !is_own_module(address);
}

} // namespace ptools::check
