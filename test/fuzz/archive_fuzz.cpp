// Any bytes must decode to a value or end in an error: no crash, no unbounded allocation, no hang.
// The first byte chooses the type. What decodes must encode to something that decodes to the same.

#include <ptools/detail/exception_travel.hpp>
#include <ptools/error.hpp>
#include <ptools/serialize.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

struct node {
  int value = 0;
  std::vector<node> children;
  std::unique_ptr<node> next;
};

struct shared_node {
  std::shared_ptr<shared_node> left, right;
  std::string name;
};

struct record {
  std::string name;
  double numbers[3];
  std::optional<std::vector<std::string>> notes;
  std::variant<int, std::string, std::vector<double>> any;
  std::map<std::string, std::set<int>> index;
  bool flag;
};

class with_serialize {
public:
  with_serialize() = default;
  template <class A>
  void serialize(A& ar) {
    ar(words_, count_);
  }

private:
  std::deque<std::string> words_;
  long count_ = 0;
};

void fail(const char* what) {
  std::fprintf(stderr, "archive_fuzz: %s\n", what);
  std::abort();
}

template <class T>
void there_and_back(const void* data, std::size_t size) {
  const auto first = ptools::encode(ptools::decode<T>(data, size));
  const auto second = ptools::encode(ptools::decode<T>(first));
  if (first != second)
    fail("a decoded value changes when it travels again");
}

/// Shared objects that point at each other would keep themselves alive, which is no fault of the
/// archive.
void break_rings(shared_node& n) {
  auto left = std::move(n.left), right = std::move(n.right);
  if (left)
    break_rings(*left);
  if (right)
    break_rings(*right);
}

void shared_there_and_back(const void* data, std::size_t size) {
  auto value = ptools::decode<std::shared_ptr<shared_node>>(data, size);
  const auto again = ptools::encode(value);
  if (value)
    break_rings(*value);
  auto second = ptools::decode<std::shared_ptr<shared_node>>(again);
  if (ptools::encode(second) != again)
    fail("a decoded graph changes when it travels again");
  if (second)
    break_rings(*second);
}

void rethrow(const void* data, std::size_t size) {
  ptools::detail::rethrow_remote(data, size);
}

using target = void (*)(const void*, std::size_t);
constexpr target targets[] = {
    &there_and_back<std::vector<double>>,
    &there_and_back<std::vector<std::string>>,
    &there_and_back<std::vector<bool>>,
    &there_and_back<std::unordered_map<std::string, std::vector<int>>>,
    &there_and_back<std::unordered_multimap<std::string, int>>,
    &there_and_back<node>,
    &there_and_back<record>,
    &there_and_back<with_serialize>,
    &there_and_back<std::tuple<std::string, std::filesystem::path, char32_t>>,
    &there_and_back<std::vector<std::tuple<>>>,
    &shared_there_and_back,
    &rethrow,
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const target chosen = targets[data[0] % std::size(targets)];
  try {
    chosen(data + 1, size - 1);
  } catch (const ptools::error&) {
  } catch (const std::exception&) {
    // Constructors may refuse what they are given; the archive itself throws ptools::error only.
    if (chosen != &rethrow)
      fail("an exception that is no ptools::error");
  }
  return 0;
}
