#pragma once

#include <array>
#include <string_view>

#include "annotation_parser.hpp"

// The words of the annotation language, as tables.
namespace ptools::tool {

struct attribute_word {
  std::string_view name;
  bool available;
};

inline constexpr std::array attribute_words{
    attribute_word{"parallel", true},    attribute_word{"threads", false},
    attribute_word{"spawn", false},      attribute_word{"spawnat", false},
    attribute_word{"fetch", false},      attribute_word{"fetchfrom", false},
    attribute_word{"everywhere", false}, attribute_word{"async", false},
    attribute_word{"sync", false},       attribute_word{"threadcall", false},
    attribute_word{"shared", false},
};

/// How a clause is written: a bare word, `key=value`, `key(list)`, or either of two of them.
enum class clause_form { word, value, list, word_or_value, reduce, schedule };

struct clause_word {
  std::string_view name;
  clause_kind kind;
  clause_form form;
  bool available;
  bool repeatable;
};

inline constexpr std::array clause_words{
    clause_word{"reduce", clause_kind::reduce, clause_form::reduce, true, true},
    clause_word{"identity", clause_kind::identity, clause_form::list, true, true},
    clause_word{"schedule", clause_kind::schedule, clause_form::schedule, true, false},
    clause_word{"collapse", clause_kind::collapse, clause_form::value, false, false},
    clause_word{"private", clause_kind::private_, clause_form::list, false, true},
    clause_word{"firstprivate", clause_kind::firstprivate, clause_form::list, false, true},
    clause_word{"per_worker", clause_kind::per_worker, clause_form::list, false, true},
    clause_word{"shared", clause_kind::shared, clause_form::list, true, true},
    clause_word{"on", clause_kind::on, clause_form::value, false, false},
    clause_word{"workers", clause_kind::workers, clause_form::value, true, false},
    clause_word{"if", clause_kind::if_, clause_form::value, true, false},
    clause_word{"backend", clause_kind::backend, clause_form::value, true, false},
    clause_word{"map", clause_kind::map, clause_form::list, false, true},
    clause_word{"out", clause_kind::out, clause_form::list, false, true},
    clause_word{"globals", clause_kind::globals, clause_form::list, true, true},
    clause_word{"nowait", clause_kind::nowait, clause_form::word_or_value, false, false},
    clause_word{"retry", clause_kind::retry, clause_form::value, false, false},
    clause_word{"idempotent", clause_kind::idempotent, clause_form::word, false, false},
    clause_word{"progress", clause_kind::progress, clause_form::word_or_value, true, false},
};

struct operator_word {
  std::string_view name;
  /// What a user may write instead, coming from OpenMP.
  std::string_view symbol;
  bool available;
};

inline constexpr std::array operator_words{
    operator_word{"plus", "+", true},        operator_word{"multiplies", "*", true},
    operator_word{"min", "<", true},         operator_word{"max", ">", true},
    operator_word{"bit_and", "&", true},     operator_word{"bit_or", "|", true},
    operator_word{"bit_xor", "^", true},     operator_word{"logical_and", "&&", true},
    operator_word{"logical_or", "||", true}, operator_word{"append", "", false},
    operator_word{"minloc", "", false},      operator_word{"maxloc", "", false},
};

inline constexpr std::array<std::string_view, 3> schedule_words{"static", "dynamic", "guided"};

struct backend_word {
  std::string_view name;
  bool available;
};
inline constexpr std::array backend_words{
    backend_word{"process", true},
    backend_word{"serial", true},
    backend_word{"fork", false},
    backend_word{"threads", false},
};

} // namespace ptools::tool
