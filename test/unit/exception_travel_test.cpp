#include <ptools/exception_type.hpp>

#include <gtest/gtest.h>

#include <any>
#include <csignal>
#include <filesystem>
#include <functional>
#include <future>
#include <ios>
#include <new>
#include <optional>
#include <regex>
#include <string>
#include <system_error>
#include <thread>
#include <variant>

namespace {

struct bad_mesh : std::invalid_argument {
  bad_mesh() : std::invalid_argument("bad mesh") {}
  explicit bad_mesh(int at) : bad_mesh() { cell = at; }
  int cell = 0;
  template <class A>
  void serialize(A& ar) {
    ar & cell;
  }
};
const ptools::exception_type<bad_mesh> bad_mesh_travels;

struct plain_code {
  int code;
  std::string text;
};
const ptools::exception_type<plain_code> plain_code_travels;

struct of_unknown_class : std::out_of_range {
  using std::out_of_range::out_of_range;
};

struct not_even_std {};

template <class Thrown>
std::vector<std::byte> encoded(const Thrown& thrown) {
  return ptools::detail::encode_exception(std::make_exception_ptr(thrown), 3, "x.cpp", 12);
}

/// Throws on "the other side" and hands what arrives, caught as Caught, to `check`.
template <class Caught, class Thrown, class Check>
void arrives_as(const Thrown& thrown, Check check) {
  const auto bytes = encoded(thrown);
  try {
    ptools::detail::rethrow_remote(bytes.data(), bytes.size());
  } catch (const Caught& caught) {
    check(caught);
  } catch (...) {
    ADD_FAILURE() << "not caught by its class";
  }
}

template <class Caught, class Thrown>
void expect_caught(const Thrown& thrown, const char* what) {
  arrives_as<Caught>(thrown, [&](const Caught& e) {
    EXPECT_STREQ(e.what(), what);
    const auto& origin = dynamic_cast<const ptools::remote_error&>(e);
    EXPECT_EQ(origin.worker(), 3);
    EXPECT_STREQ(origin.file(), "x.cpp");
    EXPECT_EQ(origin.line(), 12);
    EXPECT_STRNE(origin.host(), "");
  });
}

/// By its own class and by every base, as the caller's catch clauses may be written.
template <class E>
void expect_whole(const E& thrown) {
  expect_caught<E>(thrown, thrown.what());
  expect_caught<std::exception>(thrown, thrown.what());
  expect_caught<ptools::remote_error>(thrown, thrown.what());
  expect_caught<ptools::error>(thrown, thrown.what());
  if constexpr (std::is_base_of_v<std::runtime_error, E>)
    expect_caught<std::runtime_error>(thrown, thrown.what());
  if constexpr (std::is_base_of_v<std::logic_error, E>)
    expect_caught<std::logic_error>(thrown, thrown.what());
  if constexpr (std::is_base_of_v<std::bad_alloc, E>)
    expect_caught<std::bad_alloc>(thrown, thrown.what());
}

TEST(exception_travel, standard_exceptions_with_a_text) {
  expect_whole(std::logic_error("text"));
  expect_whole(std::invalid_argument("text"));
  expect_whole(std::domain_error("text"));
  expect_whole(std::length_error("text"));
  expect_whole(std::out_of_range("text"));
  expect_whole(std::runtime_error("text"));
  expect_whole(std::range_error("text"));
  expect_whole(std::overflow_error("text"));
  expect_whole(std::underflow_error("text"));
}

TEST(exception_travel, standard_exceptions_without_a_text) {
  expect_whole(std::exception());
  expect_whole(std::bad_exception());
  expect_whole(std::bad_alloc());
  expect_whole(std::bad_array_new_length());
  expect_whole(std::bad_cast());
  expect_whole(std::bad_any_cast());
  expect_whole(std::bad_typeid());
  expect_whole(std::bad_optional_access());
  expect_whole(std::bad_variant_access());
  expect_whole(std::bad_function_call());
  expect_whole(std::bad_weak_ptr());
}

TEST(exception_travel, error_codes) {
  const auto code = std::make_error_code(std::errc::no_space_on_device);
  expect_whole(std::system_error(code, "while writing"));
  expect_whole(std::system_error(ENOENT, std::system_category()));
  arrives_as<std::system_error>(std::system_error(code, "while writing"), [&](std::system_error e) {
    EXPECT_EQ(e.code(), code);
    EXPECT_EQ(e.code(), std::errc::no_space_on_device);
    EXPECT_STREQ(e.what(), "while writing: No space left on device") << "also when sliced";
  });
  expect_whole(std::ios_base::failure("stream", std::io_errc::stream));
  arrives_as<std::ios_base::failure>(
      std::ios_base::failure("stream", std::io_errc::stream),
      [](const auto& e) { EXPECT_EQ(e.code(), std::io_errc::stream); });
  expect_whole(std::future_error(std::future_errc::no_state));
  expect_whole(std::regex_error(std::regex_constants::error_paren));
  const std::filesystem::filesystem_error file("open", "/a", "/b", code);
  expect_whole(file);
  arrives_as<std::filesystem::filesystem_error>(file, [&](const auto& e) {
    EXPECT_EQ(e.path1(), "/a");
    EXPECT_EQ(e.path2(), "/b");
    EXPECT_EQ(e.code(), code);
  });
}

class own_category final : public std::error_category {
public:
  const char* name() const noexcept override { return "own"; }
  std::string message(int) const override { return "message"; }
};

TEST(exception_travel, a_category_that_the_caller_lacks_keeps_its_name) {
  const own_category category;
  const std::system_error thrown(7, category, "text");
  std::error_code first;
  arrives_as<std::system_error>(thrown, [&](const auto& e) {
    EXPECT_STREQ(e.code().category().name(), "own");
    EXPECT_EQ(e.code().value(), 7);
    EXPECT_STREQ(e.what(), thrown.what());
    first = e.code();
  });
  arrives_as<std::system_error>(thrown, [&](const auto& e) { EXPECT_EQ(e.code(), first); });
}

TEST(exception_travel, errors_of_ptools) {
  expect_whole(ptools::failure("text"));
  expect_whole(ptools::disconnected("text"));
  expect_whole(ptools::overloaded("text"));
  expect_whole(ptools::cancelled("text"));
  expect_whole(ptools::timed_out("text"));
  expect_whole(ptools::protocol_error("text"));
  expect_whole(ptools::unshareable("PT0101", "text"));
  arrives_as<ptools::unshareable>(ptools::unshareable("PT0101", "text"),
                                  [](const auto& e) { EXPECT_STREQ(e.id(), "PT0101"); });
  arrives_as<ptools::out_of_memory>(ptools::out_of_memory(9, 5, "limit"), [](const auto& e) {
    EXPECT_EQ(e.asked(), 9u);
    EXPECT_EQ(e.available(), 5u);
    EXPECT_STREQ(e.limit(), "limit");
  });
  const ptools::worker_died died(4, SIGSEGV, 0, "y.cpp", 8, "tail");
  arrives_as<ptools::worker_died>(died, [&](const auto& e) {
    EXPECT_STREQ(e.what(), died.what());
    EXPECT_EQ(e.worker(), 4);
    EXPECT_EQ(e.line(), 8);
  });
}

TEST(exception_travel, registered_user_classes_keep_type_and_content) {
  arrives_as<bad_mesh>(bad_mesh(17), [](const bad_mesh& e) {
    EXPECT_EQ(e.cell, 17);
    EXPECT_STREQ(e.what(), "bad mesh");
  });
  expect_caught<std::invalid_argument>(bad_mesh(17), "bad mesh");
  expect_caught<ptools::remote_error>(bad_mesh(17), "bad mesh");
  arrives_as<plain_code>(plain_code{5, "text"}, [](const plain_code& e) {
    EXPECT_EQ(e.code, 5);
    EXPECT_EQ(e.text, "text");
  });
}

TEST(exception_travel, an_unknown_class_arrives_as_its_nearest_base) {
  expect_caught<std::out_of_range>(of_unknown_class("text"), "text");
  arrives_as<ptools::remote_error>(of_unknown_class("text"), [](const auto& e) {
    EXPECT_STREQ(e.type_name(), "(anonymous namespace)::of_unknown_class");
  });
}

TEST(exception_travel, other_types_arrive_as_remote_error) {
  expect_caught<ptools::remote_error>(42, "exception of type int: 42");
  expect_caught<ptools::remote_error>("text", "exception of type char const*: text");
  expect_caught<ptools::remote_error>(not_even_std(),
                                      "exception of type (anonymous namespace)::not_even_std");
  expect_caught<std::runtime_error>(42, "exception of type int: 42");
}

[[gnu::noinline]] void throws_here() {
  throw std::domain_error("text");
}

TEST(exception_travel, the_calls_that_threw_it_are_told) {
  ptools::detail::call_stack from;
  std::vector<std::byte> bytes;
  try {
    ptools::detail::call_traced(from, [] { throws_here(); });
  } catch (...) {
    bytes = ptools::detail::encode_exception(std::current_exception(), 3, "x.cpp", 12, from);
  }
  for (int hop = 0; hop < 2; ++hop) {
    ptools::detail::call_stack other;
    try {
      ptools::detail::call_traced(
          other, [&] { ptools::detail::rethrow_remote(bytes.data(), bytes.size()); });
    } catch (const ptools::remote_error& e) {
      const std::string trace = e.trace();
      EXPECT_EQ(trace.find("  at "), 0u) << trace;
      EXPECT_LT(trace.find("throws_here"), trace.find('\n')) << trace;
      EXPECT_EQ(trace.find("__cxa_throw"), std::string::npos) << trace;
      EXPECT_EQ(trace.find("rethrow_remote"), std::string::npos) << trace;
      EXPECT_EQ(e.trace(), e.trace()) << "made once";
      EXPECT_STREQ(dynamic_cast<const std::exception&>(e).what(), "text");
      bytes = ptools::detail::encode_exception(std::current_exception(), 4, "y.cpp", 1, other);
    }
  }
}

TEST(exception_travel, calls_that_are_not_known) {
  arrives_as<ptools::remote_error>(std::domain_error("t"),
                                   [](const auto& e) { EXPECT_STREQ(e.trace(), ""); });
}

TEST(exception_travel, many_threads_ask_for_the_calls) {
  ptools::detail::call_stack from;
  std::exception_ptr arrived;
  try {
    ptools::detail::call_traced(from, [] { throws_here(); });
  } catch (...) {
    const auto bytes =
        ptools::detail::encode_exception(std::current_exception(), 3, "x.cpp", 12, from);
    try {
      ptools::detail::rethrow_remote(bytes.data(), bytes.size());
    } catch (...) {
      arrived = std::current_exception();
    }
  }
  const char* told[4] = {};
  std::vector<std::thread> threads;
  for (const char*& text : told) {
    threads.emplace_back([&] {
      try {
        std::rethrow_exception(arrived);
      } catch (const ptools::remote_error& e) {
        text = e.trace();
      }
    });
  }
  for (std::thread& t : threads)
    t.join();
  for (const char* text : told)
    EXPECT_EQ(text, told[0]);
  EXPECT_NE(std::string(told[0]).find("throws_here"), std::string::npos) << told[0];
}

TEST(exception_travel, a_second_hop_keeps_the_first_origin) {
  const auto first = ptools::detail::encode_exception(
      std::make_exception_ptr(std::domain_error("t")), 7, "a.cpp", 1);
  try {
    ptools::detail::rethrow_remote(first.data(), first.size());
  } catch (...) {
    const auto second = ptools::detail::encode_exception(std::current_exception(), 8, "b.cpp", 2);
    try {
      ptools::detail::rethrow_remote(second.data(), second.size());
    } catch (const std::domain_error& e) {
      const auto& origin = dynamic_cast<const ptools::remote_error&>(e);
      EXPECT_EQ(origin.worker(), 7);
      EXPECT_STREQ(origin.file(), "a.cpp");
      EXPECT_STREQ(origin.type_name(), "std::domain_error");
    }
  }
}

struct cannot_be_encoded : std::range_error {
  cannot_be_encoded() : std::range_error("text") {}
  template <class A>
  void serialize(A&) {
    throw std::logic_error("no");
  }
};
const ptools::exception_type<cannot_be_encoded> cannot_be_encoded_travels;

TEST(exception_travel, a_failing_serialize_function_does_not_hide_the_exception) {
  expect_caught<std::range_error>(cannot_be_encoded(), "text");
}

TEST(exception_travel, copies_and_exception_ptr) {
  const auto bytes = encoded(std::out_of_range("text"));
  std::exception_ptr kept;
  try {
    ptools::detail::rethrow_remote(bytes.data(), bytes.size());
  } catch (...) {
    kept = std::current_exception();
  }
  EXPECT_THROW(std::rethrow_exception(kept), std::out_of_range);
  EXPECT_THROW(std::rethrow_exception(kept), ptools::remote_error);
}

TEST(exception_travel, damaged_bytes_are_a_protocol_error) {
  const auto bytes = encoded(std::out_of_range("text"));
  for (std::size_t n = 0; n < bytes.size(); ++n)
    EXPECT_THROW(ptools::detail::rethrow_remote(bytes.data(), n), ptools::protocol_error);
}

TEST(exception_travel, no_exception_at_all) {
  const auto bytes = ptools::detail::encode_exception(nullptr, 3, nullptr, 0);
  EXPECT_THROW(ptools::detail::rethrow_remote(bytes.data(), bytes.size()), ptools::remote_error);
}

} // namespace
