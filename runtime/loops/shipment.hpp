#pragma once

/// Captured variables on their way: one copy per loop, in pages that workers cannot write.

#include <ptools/generated/job.hpp>

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptools::loops {

/// One variable as the workers find it.
struct shipped {
  const generated::value_type* type;
  /// Its bytes, its encoding, or the variable itself where that lies in the shared heap.
  const std::byte* data;
  std::size_t size;
  /// A global: the variable to bring up to date; else null.
  void* target;
  bool encoded;
};

/// All that a loop ships; lies in the capture area itself.
struct shipment {
  const shipped* captures;
  const shipped* globals;
  const shipped* identities;
  std::uint32_t capture_count;
  std::uint32_t global_count;
  std::uint32_t identity_count;
  const void* range;
};

/// Checks and copies. The previous loop's shipment is gone with it.
/// @throws ptools::unshareable naming the variable (PT0101), ptools::out_of_memory.
shipment ship(const generated::loop_job& job);

/// The check alone, for a loop that is too short to be sent: it must not depend on a loop's length
/// whether a pointer is refused.
void check_shipment(const generated::loop_job& job);

/// In a worker: the variables of a shipment as this process's own arguments.
class received {
public:
  /// Brings globals up to date and decodes; what it throws becomes the loop's error.
  /// `watch`: somebody may change the globals that it brings, and shall be found out.
  explicit received(const shipment& from, bool watch = false);
  ~received();
  received(const received&) = delete;
  received& operator=(const received&) = delete;

  /// The globals sent by name whose value is another one by now.
  std::vector<const void*> changed_globals() const;

  void* const* captures() const { return captures_.data(); }
  const void* const* identities() const { return identities_.data(); }

private:
  void* take(const shipped& one);

  struct owned {
    const generated::value_type* type;
    void* value;
  };
  boost::container::small_vector<void*, 16> captures_;
  boost::container::small_vector<const void*, 8> identities_;
  boost::container::small_vector<owned, 8> decoded_;
  struct watched {
    const generated::value_type* type;
    const void* variable;
    std::vector<std::byte> encoding;
  };
  std::vector<watched> watched_;
};

} // namespace ptools::loops
