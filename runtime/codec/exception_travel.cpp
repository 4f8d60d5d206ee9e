#include <ptools/detail/exception_travel.hpp>

#include "codec/call_trace.hpp"

#include <any>
#include <cstdlib>
#include <cxxabi.h>
#include <filesystem>
#include <functional>
#include <future>
#include <ios>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unistd.h>
#include <variant>

namespace ptools::detail {

namespace {

std::string demangled(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  return status == 0 && name ? name.get() : type.name();
}

/// Stands for an error category that exists on the throwing side only.
class foreign_category final : public std::error_category {
public:
  explicit foreign_category(std::string name) : name_(std::move(name)) {}
  const char* name() const noexcept override { return name_.c_str(); }
  std::string message(int value) const override {
    return name_ + " error " + std::to_string(value);
  }

private:
  std::string name_;
};

const std::error_category& category_called(const std::string& name) {
  for (const std::error_category* known : {&std::generic_category(), &std::system_category(),
                                           &std::iostream_category(), &std::future_category()}) {
    if (name == known->name())
      return *known;
  }
  // Categories are compared by address and live for ever.
  static auto& foreign = *new std::map<std::string, foreign_category>;
  static std::mutex guard;
  const std::lock_guard lock(guard);
  return foreign.try_emplace(name, name).first->second;
}

using code_parts = std::pair<int, std::string>;
code_parts parts_of(const std::error_code& code) {
  return {code.value(), code.category().name()};
}
std::error_code code_of(const code_parts& parts) {
  return {parts.first, category_called(parts.second)};
}

/// The text that the constructor of a std::system_error was given: it appends the code's message.
std::string without_code(std::string text, const std::error_code& code) {
  const std::string message = code.message();
  if (text == message)
    return "";
  const std::string suffix = ": " + message;
  if (text.size() >= suffix.size() &&
      text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0)
    text.resize(text.size() - suffix.size());
  return text;
}

/// What travels of E beside its text, and how E is made again.
template <class E, class = void>
struct content_of {
  static std::tuple<> save(const E&) { return {}; }
  static E make(const std::tuple<>&, const std::string& text) {
    if constexpr (std::is_constructible_v<E, const std::string&>)
      return E(text);
    else
      return E();
  }
};

template <class E>
struct content_of<E, std::enable_if_t<std::is_same_v<E, std::system_error> ||
                                      std::is_same_v<E, std::ios_base::failure>>> {
  static code_parts save(const E& e) { return parts_of(e.code()); }
  static E make(const code_parts& parts, const std::string& text) {
    const std::error_code code = code_of(parts);
    if constexpr (std::is_same_v<E, std::system_error>) {
      const std::string bare = without_code(text, code);
      return bare.empty() ? E(code) : E(code, bare);
    } else {
      return E(without_code(text, code), code);
    }
  }
};

template <>
struct content_of<std::filesystem::filesystem_error> {
  using E = std::filesystem::filesystem_error;
  using parts = std::tuple<code_parts, std::filesystem::path, std::filesystem::path>;
  static parts save(const E& e) { return {parts_of(e.code()), e.path1(), e.path2()}; }
  static E make(const parts& p, const std::string& text) {
    return E(text, std::get<1>(p), std::get<2>(p), code_of(std::get<0>(p)));
  }
};

template <>
struct content_of<std::future_error> {
  static int save(const std::future_error& e) { return e.code().value(); }
  static std::future_error make(int value, const std::string&) {
    return std::future_error(static_cast<std::future_errc>(value));
  }
};

template <>
struct content_of<std::regex_error> {
  static int save(const std::regex_error& e) { return static_cast<int>(e.code()); }
  static std::regex_error make(int value, const std::string&) {
    return std::regex_error(static_cast<std::regex_constants::error_type>(value));
  }
};

template <>
struct content_of<unshareable> {
  using parts = std::pair<std::string, std::string>;
  static parts save(const unshareable& e) { return {e.id(), e.text()}; }
  static unshareable make(const parts& p, const std::string&) { return {p.first, p.second}; }
};

template <>
struct content_of<out_of_memory> {
  using parts = std::tuple<std::uint64_t, std::uint64_t, std::string>;
  static parts save(const out_of_memory& e) { return {e.asked(), e.available(), e.limit()}; }
  static out_of_memory make(const parts& p, const std::string&) {
    return std::make_from_tuple<out_of_memory>(p);
  }
};

template <>
struct content_of<worker_died> {
  using parts = std::tuple<int, int, int, std::string, int, std::string>;
  static parts save(const worker_died& e) {
    return {e.worker(), e.signal(), e.exit_status(), e.file(), e.line(), e.stderr_tail()};
  }
  static worker_died make(const parts& p, const std::string&) {
    const auto& [worker, signal, exit_status, file, line, tail] = p;
    return {worker, signal, exit_status, file.c_str(), line, tail};
  }
};

template <class E>
bool save_standard(const std::exception_ptr& thrown, std::string& text,
                   std::vector<std::byte>& content) {
  try {
    std::rethrow_exception(thrown);
  } catch (const E& e) {
    text = e.what();
    content = encode(content_of<E>::save(e));
    return true;
  } catch (...) {
    return false;
  }
}

template <class E>
void rethrow_standard(const std::vector<std::byte>& content, std::string text,
                      std::shared_ptr<const remote_error::origin> where) {
  using parts = decltype(content_of<E>::save(std::declval<const E&>()));
  E original = content_of<E>::make(decode<parts>(content), text);
  throw remote<E>(std::move(original), std::move(where), std::move(text));
}

template <class... E>
std::vector<travelling_type> table_of() {
  return {{&typeid(E), &save_standard<E>, &rethrow_standard<E>}...};
}

/// Derived classes before their bases: an exception of an unknown class goes by the first that
/// fits.
std::vector<travelling_type> standard_types() {
  return table_of<unshareable, worker_died, disconnected, overloaded, cancelled, timed_out,
                  protocol_error, failure, out_of_memory, std::invalid_argument, std::domain_error,
                  std::length_error, std::out_of_range, std::future_error, std::logic_error,
                  std::filesystem::filesystem_error, std::ios_base::failure, std::system_error,
                  std::range_error, std::overflow_error, std::underflow_error, std::regex_error,
                  std::runtime_error, std::bad_array_new_length, std::bad_alloc, std::bad_any_cast,
                  std::bad_cast, std::bad_typeid, std::bad_optional_access, std::bad_variant_access,
                  std::bad_function_call, std::bad_weak_ptr, std::bad_exception, std::exception>();
}

class known_types {
public:
  void add(const travelling_type& type) {
    const std::lock_guard lock(guard_);
    for (const travelling_type& known : types_) {
      if (*known.type == *type.type)
        return;
    }
    // In front of the standard types, which are bases of the user's.
    types_.insert(types_.begin(), type);
  }

  /// A copy, because encoding runs user code that may add a type.
  std::vector<travelling_type> all() {
    const std::lock_guard lock(guard_);
    return types_;
  }

private:
  std::mutex guard_;
  std::vector<travelling_type> types_ = standard_types();
};

known_types& known() {
  static auto& types = *new known_types;
  return types;
}

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "unknown host";
}

struct travelling_exception {
  std::string known_as; // mangled name of the type in the table, empty if there is none
  std::string text;
  std::vector<std::byte> content;
  int worker = 0;
  std::string host, file;
  int line = 0;
  std::string type_name;
  std::vector<support::module_place> trace;
};

/// Types that are no std::exception have no what(); the value says most where it is a text or
/// number.
std::string text_of_other(const std::exception_ptr& thrown, const std::string& type_name) {
  std::string value;
  try {
    std::rethrow_exception(thrown);
  } catch (const std::string& text) {
    value = text;
  } catch (const char* text) {
    value = text ? text : "null";
  } catch (int number) {
    value = std::to_string(number);
  } catch (...) {
  }
  return "exception of type " + type_name + (value.empty() ? "" : ": " + value);
}

void take_first_origin(const std::exception_ptr& thrown, travelling_exception& e) {
  try {
    std::rethrow_exception(thrown);
  } catch (const remote_error& first) {
    e.worker = first.worker();
    e.host = first.host();
    e.file = first.file();
    e.line = first.line();
    e.type_name = first.type_name();
    const call_trace* trace = call_trace::of(first);
    e.trace = trace == nullptr ? decltype(e.trace)() : trace->places();
  } catch (...) {
  }
}

bool save_as(const travelling_type& type, const std::exception_ptr& thrown,
             travelling_exception& e) {
  try {
    if (!type.save(thrown, e.text, e.content))
      return false;
  } catch (...) {
    // A serialize function that fails must not hide what was thrown: the next base is tried.
    return false;
  }
  e.known_as = type.type->name();
  return true;
}

void save_by_type(const std::exception_ptr& thrown, const std::type_info& exact,
                  travelling_exception& e) {
  const std::vector<travelling_type> types = known().all();
  for (const travelling_type& type : types) {
    if (*type.type == exact && save_as(type, thrown, e))
      return;
  }
  for (const travelling_type& type : types) {
    if (save_as(type, thrown, e))
      return;
  }
  e.text = text_of_other(thrown, e.type_name);
}

} // namespace

void add_travelling_type(const travelling_type& type) {
  known().add(type);
}

std::vector<std::byte> encode_exception(std::exception_ptr thrown, int worker, const char* file,
                                        int line, const call_stack& from) {
  travelling_exception e;
  e.worker = worker;
  e.host = host_name();
  e.file = file ? file : "";
  e.line = line;
  e.trace = support::module_places(from.places, from.count);
  const std::type_info* exact = thrown ? thrown.__cxa_exception_type() : nullptr;
  if (!exact) {
    e.type_name = "unknown";
    e.text = "an exception of unknown type";
    return encode(e);
  }
  e.type_name = demangled(*exact);
  save_by_type(thrown, *exact, e);
  take_first_origin(thrown, e);
  return encode(e);
}

void rethrow_remote(const void* bytes, std::size_t size, const char* file, int line) {
  travelling_exception e = decode<travelling_exception>(bytes, size);
  if (e.file.empty()) {
    e.file = file;
    e.line = line;
  }
  std::shared_ptr<const call_trace> trace;
  if (!e.trace.empty()) {
    trace = std::make_shared<const call_trace>(std::move(e.trace));
  }
  auto where = std::make_shared<const remote_error::origin>(
      remote_error::origin{e.worker, std::move(e.host), std::move(e.file), e.line,
                           std::move(e.type_name), std::move(trace)});
  for (const travelling_type& type : known().all()) {
    if (e.known_as == type.type->name())
      type.rethrow(e.content, std::move(e.text), std::move(where));
  }
  throw remote<std::runtime_error>(std::runtime_error(e.text), std::move(where), e.text);
}

} // namespace ptools::detail
