#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ptools::tool {

/// A sum of products of named values, with whole coefficients, modulo 2^64. A name stands for one
/// value: the same name is the same value.
class polynomial {
public:
  /// The factors of a product, in order; none for the constant term.
  using monomial = std::vector<std::string>;

  polynomial() = default;
  explicit polynomial(std::int64_t constant);
  static polynomial of(const std::string& name);

  void add(const polynomial& more, std::int64_t times = 1);
  /// Nothing if it becomes too large to be of use.
  std::optional<polynomial> times(const polynomial& other) const;

  bool mentions(const std::string& name) const;
  bool mentions_any(const std::set<std::string>& names) const;
  bool is_zero() const { return terms_.empty(); }
  /// The value, if it is a number.
  std::optional<std::int64_t> constant() const;
  std::int64_t coefficient(const monomial& of) const;
  const std::map<monomial, std::int64_t>& terms() const { return terms_; }

  /// What a name of degree one is multiplied by; nothing if a product has two of `linear` in it.
  std::optional<polynomial> factor_of(const std::string& name,
                                      const std::set<std::string>& linear) const;
  /// With a name replaced by another one.
  polynomial renamed(const std::string& from, const std::string& to) const;
  /// With each name as `rename` has it.
  polynomial renamed(const std::function<std::string(const std::string&)>& rename) const;
  /// With a value in the place of a name; nothing if it becomes too large to be of use.
  std::optional<polynomial> with(const std::string& name, const polynomial& value) const;
  /// The term that weighs most where the names stand for large numbers.
  monomial leading() const;
  /// Equal texts are equal values.
  std::string text() const;

  friend bool operator==(const polynomial&, const polynomial&) = default;

private:
  void put(const monomial& term, std::int64_t count);

  std::map<monomial, std::int64_t> terms_; ///< none of them zero
};

} // namespace ptools::tool
