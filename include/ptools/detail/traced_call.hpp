#ifndef PTOOLS_DETAIL_TRACED_CALL_HPP
#define PTOOLS_DETAIL_TRACED_CALL_HPP

#include <cstdint>
#include <memory>

#include <ptools/detail/api.hpp>

/// \file
/// A call of which is known afterwards where an exception that left it was thrown.

namespace ptools {

namespace detail {

/// Addresses behind calls, innermost first. Of a deep recursion the innermost ones.
struct call_stack {
  static constexpr unsigned most = 64;
  unsigned count = 0;
  std::uintptr_t places[most];
};

extern "C" PTOOLS_API void ptools_call_traced(void (*f)(void*), void* argument, call_stack* stack);

/// call(). In the handler of an exception that leaves it, `stack` holds the calls from here to the
/// throw, or to the last throw again. What `call` catches itself leaves no trace.
/// Cost: an indirect call; for each exception that leaves it a walk over the stack.
template <class Call>
void call_traced(call_stack& stack, Call call) {
  ptools_call_traced([](void* c) { (*static_cast<Call*>(c))(); }, std::addressof(call), &stack);
}

} // namespace detail

} // namespace ptools

#endif
