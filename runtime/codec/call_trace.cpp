#include "codec/call_trace.hpp"

#include "support/source_places_linux.hpp"

#include <algorithm>

namespace ptools {

namespace {

using support::source_place;

/// The C++ library's way from `throw` to the unwinder.
bool throws(const source_place& p) {
  const auto is = [&](const char* name) { return p.function.find(name) != std::string::npos; };
  return is("_Unwind_RaiseException") || is("_Unwind_Resume_or_Rethrow") || is("__cxa_throw") ||
         is("__cxa_rethrow") || is("std::rethrow_exception");
}

/// Whether it is what a loop calls: a lambda, of which inlining leaves no more than the line.
bool is_body(const source_place& p, const source_place& caller) {
  return p.of_user && p.function.empty() &&
         (caller.of_loop || caller.where.find("include/ptools/generated/") != std::string::npos);
}

void append(std::string& text, const source_place& p) {
  const std::string who = p.of_loop ? "the body of the loop" : p.function;
  text.append(text.empty() ? "  at " : "\n  at ");
  if (who.empty()) {
    text.append(p.where);
  } else {
    text.append(who).append(" (").append(p.where).append(")");
  }
}

std::string in_words(const std::vector<support::module_place>& places) {
  std::vector<source_place> found = support::source_places(places);
  const auto last = std::find_if(found.rbegin(), found.rend(), throws);
  found.erase(found.begin(), last.base());
  for (std::size_t i = 0; i + 1 < found.size(); ++i) {
    found[i].of_loop = found[i].of_loop || is_body(found[i], found[i + 1]);
  }
  const auto is_users = [](const source_place& p) { return p.of_user; };
  if (std::any_of(found.begin(), found.end(), is_users)) {
    std::erase_if(found, [](const source_place& p) { return !p.of_user; });
  }
  std::string text;
  for (const source_place& p : found) {
    append(text, p);
  }
  return text;
}

} // namespace

const char* detail::call_trace::text() const noexcept {
  try {
    const std::lock_guard lock(guard_);
    if (!told_) {
      text_ = in_words(places_);
      told_ = true;
    }
    return text_.c_str();
  } catch (...) {
    return ""; // there is no memory for it
  }
}

const char* remote_error::trace() const noexcept {
  return origin_->trace == nullptr ? "" : origin_->trace->text();
}

} // namespace ptools
