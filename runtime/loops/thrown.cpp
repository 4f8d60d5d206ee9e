#include "loops/thrown.hpp"

#include "process/role.hpp"

#include <ptools/detail/exception_travel.hpp>

#include <exception>

namespace ptools::loops {

void thrown::keep_current(std::uint64_t at, const generated::site& where,
                          const ::ptools::detail::call_stack& from) {
  if (at >= leaf) {
    return;
  }
  encoded = ::ptools::detail::encode_exception(std::current_exception(), process::my_id(),
                                               where.file, static_cast<int>(where.line), from);
  leaf = at;
}

void rethrow(const thrown& what) {
  ::ptools::detail::rethrow_remote(what.encoded.data(), what.encoded.size());
}

} // namespace ptools::loops
