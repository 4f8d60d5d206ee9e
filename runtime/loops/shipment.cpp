#include "loops/shipment.hpp"

#include "loops/shareable_linux.hpp"
#include "loops/unseen_globals.hpp"
#include "shm/region.hpp"

#include <ptools/detail/archive.hpp>
#include <ptools/error.hpp>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <vector>

namespace ptools::loops {

namespace {

using generated::captured;
using generated::loop_job;

/// Allocates upwards in the capture area; starts anew with every loop.
class capture_space {
public:
  /// Bytes at an address that is `like` modulo 64 (vector code may depend on it) and suits `align`.
  std::byte* take(std::size_t size, std::size_t align, const void* like) {
    const std::size_t unit = align > 64 ? align : 64;
    used_ = (used_ + unit - 1) / unit * unit;
    used_ += align > 64 ? 0 : reinterpret_cast<std::uintptr_t>(like) % 64;
    const shm::extent area = shm::captures();
    if (size > area.size || used_ > area.size - size) {
      throw out_of_memory(size, area.size - (used_ < area.size ? used_ : area.size),
                          "the region's space for captured copies");
    }
    std::byte* at = area.begin + used_;
    used_ += size;
    return at;
  }
  template <class T>
  T* array(std::size_t n) {
    return reinterpret_cast<T*>(take(sizeof(T) * (n + 1), alignof(T), nullptr));
  }

private:
  std::size_t used_ = 0;
};

[[noreturn]] void refuse(const loop_job& job, const captured& variable, const std::string& what,
                         const std::string& remedy) {
  throw unshareable("PT0101", std::string(job.where->file) + ":" + std::to_string(job.where->line) +
                                  ": the parallel loop cannot start: '" + variable.text + "' " +
                                  what + "; " + remedy);
}

constexpr const char* memory_remedy = "use a ptools::shared_array, a container with "
                                      "ptools::shared_allocator, or ptools::shared_new for what it "
                                      "points to, or capture a value instead of a pointer";

struct address_check {
  const loop_job& job;
  const captured& variable;
};

void check_address(void* context, const void* address, const char* part) {
  if (shareable_address(address)) {
    return;
  }
  const auto& c = *static_cast<address_check*>(context);
  refuse(c.job, c.variable,
         (*part == '\0' ? std::string("points")
                        : "(its " + std::string(part + (*part == '.')) + ") points") +
             " into memory that is private to this process",
         memory_remedy);
}

void check(const loop_job& job, const captured& variable) {
  address_check context{job, variable};
  if (variable.type->addresses != nullptr) {
    variable.type->addresses(variable.address, &context, check_address);
  }
  for (std::size_t i = 0; i < variable.pointer_count; ++i) {
    const void* address = nullptr;
    std::memcpy(&address,
                static_cast<const std::byte*>(variable.address) + variable.pointers[i].offset,
                sizeof address);
    if (!shareable_address(address)) {
      refuse(job, variable,
             "holds the pointer '" + std::string(variable.pointers[i].text) +
                 "' into memory that is private to this process",
             memory_remedy);
    }
  }
}

/// Whether a variable may travel at all, wherever it then goes.
void check_travels(const loop_job& job, const captured& variable) {
  if (shm::contains(variable.address)) {
    return;
  }
  if (!variable.type->travels) {
    refuse(job, variable,
           "is of a type that cannot be copied to a worker, and does not lie in the shared heap",
           "make it with ptools::shared_new, or give its type a serialize() function");
  }
  check(job, variable);
}

shipped ship_one(capture_space& space, const loop_job& job, const captured& variable,
                 bool is_global) {
  const generated::value_type& type = *variable.type;
  void* target = is_global ? const_cast<void*>(variable.address) : nullptr;
  if (shm::contains(variable.address)) {
    return {&type, static_cast<const std::byte*>(variable.address), type.size, nullptr, false};
  }
  check_travels(job, variable);
  if (type.encode != nullptr) {
    const std::size_t size = type.encoded_size(variable.address);
    std::byte* data = space.take(size, alignof(std::max_align_t), nullptr);
    type.encode(variable.address, data, size);
    return {&type, data, size, target, true};
  }
  std::byte* data = space.take(type.size, type.align, variable.address);
  std::memcpy(data, variable.address, type.size);
  return {&type, data, type.size, target, false};
}

const shipped* ship_all(capture_space& space, const loop_job& job, const captured* variables,
                        std::size_t n, bool globals) {
  auto* list = space.array<shipped>(n);
  for (std::size_t i = 0; i < n; ++i) {
    ::new (&list[i]) shipped(ship_one(space, job, variables[i], globals));
  }
  return list;
}

/// The loop's globals. Functions that nobody has looked into may read those of other loops as well.
std::vector<captured> globals_of(const loop_job& job) {
  std::vector<captured> all(job.globals, job.globals + job.global_count);
  for (const captured& one : all) {
    if (one.type->encode != nullptr && !shm::contains(one.address)) {
      send_by_name(one);
    }
  }
  if ((job.where->flags & generated::unseen_functions) == 0) {
    return all;
  }
  for (const captured& one : sent_by_name()) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&](const captured& a) { return a.address == one.address; });
    if (!known) {
      all.push_back(one);
    }
  }
  return all;
}

} // namespace

void check_shipment(const loop_job& job) {
  std::for_each(job.captures, job.captures + job.capture_count,
                [&](const captured& one) { check_travels(job, one); });
  std::for_each(job.globals, job.globals + job.global_count,
                [&](const captured& one) { check_travels(job, one); });
}

shipment ship(const loop_job& job) {
  capture_space space;
  shipment s{};
  std::byte* range = space.take(job.range_size, 64, nullptr);
  std::memcpy(range, job.range, job.range_size);
  s.range = range;
  {
    const ::ptools::detail::capture_set together;
    s.captures = ship_all(space, job, job.captures, job.capture_count, false);
  }
  const std::vector<captured> globals = globals_of(job);
  s.globals = ship_all(space, job, globals.data(), globals.size(), true);
  s.identities = ship_all(space, job, job.identities, job.identity_count, false);
  s.capture_count = static_cast<std::uint32_t>(job.capture_count);
  s.global_count = static_cast<std::uint32_t>(globals.size());
  s.identity_count = static_cast<std::uint32_t>(job.identity_count);
  return s;
}

void* received::take(const shipped& one) {
  if (!one.encoded) {
    return const_cast<std::byte*>(one.data);
  }
  void* value = one.type->decode(one.data, one.size);
  decoded_.push_back({one.type, value});
  return value;
}

static std::vector<std::byte> encoding_of(const generated::value_type& type, const void* value) {
  std::vector<std::byte> bytes(type.encoded_size(value));
  type.encode(value, bytes.data(), bytes.size());
  return bytes;
}

std::vector<const void*> received::changed_globals() const {
  std::vector<const void*> changed;
  for (const watched& each : watched_) {
    if (encoding_of(*each.type, each.variable) != each.encoding) {
      changed.push_back(each.variable);
    }
  }
  return changed;
}

received::received(const shipment& from, bool watch) {
  captures_.reserve(from.capture_count);
  identities_.reserve(from.identity_count);
  decoded_.reserve(from.capture_count + from.identity_count);
  for (std::uint32_t i = 0; i < from.global_count; ++i) {
    const shipped& one = from.globals[i];
    if (one.encoded) {
      const bool first = own_global(one.target, one.type->size);
      (first ? one.type->renew : one.type->assign)(one.target, one.data, one.size);
      if (watch) {
        watched_.push_back({one.type, one.target, encoding_of(*one.type, one.target)});
      }
    } else if (one.target != nullptr) {
      std::memcpy(one.target, one.data, one.size);
      note_global(one.target, one.size);
    }
  }
  {
    const ::ptools::detail::capture_set together;
    for (std::uint32_t i = 0; i < from.capture_count; ++i) {
      captures_.push_back(take(from.captures[i]));
    }
  }
  for (std::uint32_t i = 0; i < from.identity_count; ++i) {
    identities_.push_back(take(from.identities[i]));
  }
}

received::~received() {
  for (const owned& one : decoded_) {
    one.type->destroy(one.value);
  }
}

} // namespace ptools::loops
