/// What is noted of an exception on its way out of a traced call: the calls that led to the throw,
/// and nothing of any other exception.

#include "support/source_places_linux.hpp"

#include <ptools/detail/traced_call.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <unwind.h>
#include <vector>

using ptools::detail::call_stack;
using ptools::detail::call_traced;

// Not in an unnamed namespace, so that names are short, and not static, so that none is inlined.
volatile int after = 0; // something to do after a call, so that it is no jump

[[gnu::noinline]] void innermost(int depth) {
  if (depth == 0)
    throw std::runtime_error("text");
  innermost(depth - 1);
  after = after + 1;
}
[[gnu::noinline]] void between(int depth) {
  innermost(depth);
  after = after + 1;
}
[[gnu::noinline]] void outermost(int depth) {
  between(depth);
  after = after + 1;
}
[[gnu::noinline]] void another() {
  throw std::logic_error("text");
}
[[gnu::noinline]] void catches() {
  try {
    outermost(0);
  } catch (const std::exception&) {
    after = after + 1;
  }
}
[[gnu::noinline]] void throws_again() {
  try {
    outermost(0);
  } catch (const std::exception&) {
    after = after + 1;
    throw;
  }
}
[[gnu::noinline]] void throws_what_is_kept(const std::exception_ptr& kept) {
  std::rethrow_exception(kept);
}
[[gnu::noinline]] void throws_what_is_no_exception() {
  throw 42;
}

namespace {

/// The functions of this file among the calls, without parameters, as far as there are names for
/// them.
std::vector<std::string> functions(const call_stack& stack) {
  std::vector<std::string> all;
  for (const auto& place :
       ptools::support::source_places(ptools::support::module_places(stack.places, stack.count))) {
    const std::string name = place.function.substr(0, place.function.find('('));
    if (place.of_user && !name.empty() && name.find("::") == std::string::npos)
      all.push_back(name);
  }
  return all;
}

using names = std::vector<std::string>;

template <class Call>
void run(call_stack& stack, Call call) {
  try {
    call_traced(stack, call);
  } catch (...) {
  }
}

template <class Call>
names trace_of(Call call) {
  call_stack stack;
  run(stack, call);
  return functions(stack);
}

TEST(traced_call, the_calls_that_led_to_the_throw_innermost_first) {
  EXPECT_EQ(trace_of([] { outermost(0); }), (names{"innermost", "between", "outermost"}));
  EXPECT_EQ(trace_of([] { throws_what_is_no_exception(); }), names{"throws_what_is_no_exception"});
}

TEST(traced_call, the_exception_arrives_and_registers_are_as_before) {
  int caught = 0;
  for (int i = 0; i < 100; ++i) {
    call_stack stack;
    try {
      call_traced(stack, [] { outermost(0); });
    } catch (const std::runtime_error& e) {
      caught += std::strcmp(e.what(), "text") == 0 ? 1 : 0;
    }
  }
  EXPECT_EQ(caught, 100);
}

TEST(traced_call, without_an_exception_nothing_is_noted) {
  call_stack stack;
  call_traced(stack, [] {});
  EXPECT_EQ(stack.count, 0u);
}

TEST(traced_call, what_is_caught_inside_leaves_no_trace) {
  call_stack stack;
  call_traced(stack, [] { catches(); });
  EXPECT_EQ(stack.count, 0u);
  EXPECT_EQ(trace_of([] {
              catches();
              another();
            }),
            names{"another"});
}

TEST(traced_call, of_nested_calls_each_has_its_own) {
  call_stack inner;
  const names outer = trace_of([&] {
    run(inner, [] { outermost(0); });
    another();
  });
  EXPECT_EQ(outer, names{"another"});
  EXPECT_EQ(functions(inner), (names{"innermost", "between", "outermost"}));
}

TEST(traced_call, one_exception_through_two_calls) {
  call_stack inner;
  const names outer = trace_of([&] { call_traced(inner, [] { between(0); }); });
  EXPECT_EQ(outer, (names{"innermost", "between"}));
  EXPECT_EQ(functions(inner), outer);
}

TEST(traced_call, destructors_on_the_way_that_throw_and_catch_themselves) {
  struct ends_with_another {
    call_stack own;
    ~ends_with_another() {
      run(own, [] { another(); });
      EXPECT_EQ(functions(own), names{"another"});
    }
  };
  EXPECT_EQ(trace_of([] {
              ends_with_another on_the_way;
              between(0);
            }),
            (names{"innermost", "between"}));
}

TEST(traced_call, what_is_thrown_again_comes_from_there) {
  EXPECT_EQ(trace_of([] { throws_again(); }), names{"throws_again"});
  const auto kept = std::make_exception_ptr(std::range_error("text"));
  EXPECT_EQ(trace_of([&] { throws_what_is_kept(kept); }), names{"throws_what_is_kept"});
}

TEST(traced_call, of_a_deep_recursion_the_innermost_calls) {
  call_stack stack;
  run(stack, [] { outermost(1000); });
  EXPECT_EQ(stack.count, call_stack::most);
  const names found = functions(stack);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), "innermost");
}

TEST(traced_call, a_thread_that_is_ended_by_unwinding) {
  struct ending {
    call_stack stack;
    bool cleaned_up = false;
  } what;
  struct notes {
    bool& done;
    ~notes() { done = true; }
  };
  pthread_t thread;
  const auto body = [](void* of) -> void* {
    auto& how = *static_cast<ending*>(of);
    call_traced(how.stack, [&] {
      const notes at_the_end{how.cleaned_up};
      pthread_exit(nullptr);
    });
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, nullptr, body, &what), 0);
  pthread_join(thread, nullptr);
  EXPECT_TRUE(what.cleaned_up);
  EXPECT_EQ(what.stack.count, 0u);
}

TEST(traced_call, an_exception_of_another_language) {
  static _Unwind_Exception foreign;
  std::memcpy(&foreign.exception_class, "OTHERLAN", 8);
  static bool deleted;
  foreign.exception_cleanup = [](_Unwind_Reason_Code, _Unwind_Exception*) { deleted = true; };
  call_stack stack;
  run(stack, [] { _Unwind_RaiseException(&foreign); });
  EXPECT_TRUE(deleted);
  EXPECT_GT(stack.count, 0u);
}

} // namespace
