#include "polynomial.hpp"

#include <algorithm>

namespace ptools::tool {

namespace {

constexpr std::size_t most_terms = 64;
// What is larger is no subscript, and nobody need fear an overflow.
constexpr std::int64_t largest = std::int64_t{1} << 60;

// Subscripts wrap as the machine's numbers do; signed overflow would be undefined here.
std::int64_t wrapped_sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
std::int64_t wrapped_product(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

} // namespace

polynomial::polynomial(std::int64_t constant) {
  put({}, constant);
}

polynomial polynomial::of(const std::string& name) {
  polynomial made;
  made.put({name}, 1);
  return made;
}

void polynomial::put(const monomial& term, std::int64_t count) {
  std::int64_t& place = terms_[term];
  place = wrapped_sum(place, count);
  if (place == 0) {
    terms_.erase(term);
  }
}

void polynomial::add(const polynomial& more, std::int64_t times) {
  const auto terms = more.terms_; // `more` may be this one
  for (const auto& [term, count] : terms) {
    put(term, wrapped_product(times, count));
  }
}

std::optional<polynomial> polynomial::times(const polynomial& other) const {
  if (terms_.size() * other.terms_.size() > most_terms) {
    return {};
  }
  polynomial product;
  for (const auto& [left, count] : terms_) {
    for (const auto& [right, other_count] : other.terms_) {
      monomial term;
      std::merge(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(term));
      product.put(term, wrapped_product(count, other_count));
    }
  }
  return product;
}

bool polynomial::mentions(const std::string& name) const {
  return mentions_any({name});
}

bool polynomial::mentions_any(const std::set<std::string>& names) const {
  return std::any_of(terms_.begin(), terms_.end(), [&](const auto& term) {
    return std::any_of(term.first.begin(), term.first.end(),
                       [&](const std::string& factor) { return names.count(factor) != 0; });
  });
}

std::optional<std::int64_t> polynomial::constant() const {
  if (terms_.empty()) {
    return 0;
  }
  const auto& [term, value] = *terms_.begin();
  const bool usable = terms_.size() == 1 && term.empty() && value > -largest && value < largest;
  return usable ? std::optional(value) : std::nullopt;
}

std::int64_t polynomial::coefficient(const monomial& of) const {
  const auto found = terms_.find(of);
  return found == terms_.end() ? 0 : found->second;
}

std::optional<polynomial> polynomial::factor_of(const std::string& name,
                                                const std::set<std::string>& linear) const {
  polynomial factor;
  for (const auto& [term, count] : terms_) {
    const auto found = std::find(term.begin(), term.end(), name);
    if (found == term.end()) {
      continue;
    }
    monomial rest = term;
    rest.erase(rest.begin() + (found - term.begin()));
    if (std::any_of(rest.begin(), rest.end(),
                    [&](const std::string& factor) { return linear.count(factor) != 0; })) {
      return {};
    }
    factor.put(rest, count);
  }
  return factor;
}

polynomial polynomial::renamed(const std::string& from, const std::string& to) const {
  return renamed([&](const std::string& name) { return name == from ? to : name; });
}

polynomial polynomial::renamed(const std::function<std::string(const std::string&)>& rename) const {
  polynomial made;
  for (const auto& [term, count] : terms_) {
    monomial changed = term;
    std::transform(changed.begin(), changed.end(), changed.begin(), rename);
    std::sort(changed.begin(), changed.end());
    made.put(changed, count);
  }
  return made;
}

std::optional<polynomial> polynomial::with(const std::string& name, const polynomial& value) const {
  polynomial made;
  for (const auto& [term, count] : terms_) {
    std::optional<polynomial> product(count);
    for (const std::string& factor : term) {
      product = product->times(factor == name ? value : of(factor));
      if (!product) {
        return {};
      }
    }
    made.add(*product);
  }
  return made;
}

polynomial::monomial polynomial::leading() const {
  const auto found =
      std::max_element(terms_.begin(), terms_.end(), [](const auto& a, const auto& b) {
        return a.first.size() != b.first.size() ? a.first.size() < b.first.size()
                                                : a.first < b.first;
      });
  return found == terms_.end() ? monomial{} : found->first;
}

std::string polynomial::text() const {
  std::string text;
  for (const auto& [term, count] : terms_) {
    text += (text.empty() ? "" : "+") + std::to_string(count);
    for (const std::string& factor : term) {
      text += "*" + factor;
    }
  }
  return text.empty() ? "0" : text;
}

} // namespace ptools::tool
