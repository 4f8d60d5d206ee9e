#include "loops/static_locals.hpp"

#include "support/program_variables_linux.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

namespace ptools::loops {

namespace {

/// Itanium C++ ABI, 5.1.5.2: the guard of `_ZZ1fvE1x` is `_ZGVZ1fvE1x`.
constexpr const char* guard_prefix = "_ZGVZ";
constexpr std::size_t guard_prefix_size = 5;

/// Link-time optimisation adds `.lto_priv.0`.
std::string without_suffix(const char* name) {
  return std::string(name, std::strcspn(name, "."));
}

std::uintptr_t distance(std::uintptr_t a, std::uintptr_t b) {
  return a < b ? b - a : a - b;
}

std::vector<static_local> find_static_locals() {
  std::unordered_multimap<std::string, const support::program_variable*> locals;
  for (const support::program_variable& v : support::program_variables()) {
    if (std::strncmp(v.name, "_ZZ", 3) == 0) {
      locals.emplace(without_suffix(v.name), &v);
    }
  }
  std::vector<static_local> found;
  for (const support::program_variable& v : support::program_variables()) {
    if (std::strncmp(v.name, guard_prefix, guard_prefix_size) != 0) {
      continue;
    }
    // Functions of the same name in two files have locals of the same name: a guard's own lies
    // near.
    const auto [first, last] =
        locals.equal_range("_Z" + without_suffix(v.name + guard_prefix_size - 1));
    const auto nearest = std::min_element(first, last, [&v](const auto& a, const auto& b) {
      return distance(a.second->begin, v.begin) < distance(b.second->begin, v.begin);
    });
    if (nearest != last) {
      found.push_back({v.begin, nearest->second->begin, nearest->second->end});
    } else {
      found.push_back({v.begin, v.begin, v.end}); // the compiler has done away with the variable
    }
  }
  std::sort(found.begin(), found.end(),
            [](const static_local& a, const static_local& b) { return a.begin < b.begin; });
  return found;
}

} // namespace

const std::vector<static_local>& static_locals() {
  static const auto* const all = new std::vector<static_local>(find_static_locals());
  return *all;
}

} // namespace ptools::loops
