#pragma once

/// How the programs of this folder say what is not as it should be.

#include <cstdio>
#include <cstdlib>
#include <string>

#define CHECK(...)                                                                                 \
  do {                                                                                             \
    if (!(__VA_ARGS__)) {                                                                          \
      std::fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #__VA_ARGS__);             \
      std::exit(1);                                                                                \
    }                                                                                              \
  } while (false)

/// The text of the E that `f` throws.
template <class E, class F>
std::string thrown(F f) {
  try {
    f();
  } catch (const E& e) {
    return e.what();
  }
  return "nothing was thrown";
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
