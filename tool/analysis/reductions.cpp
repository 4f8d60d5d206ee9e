#include "reductions.hpp"

#include <algorithm>

#include "../frontend/annotation_words.hpp"
#include "llvm/ADT/StringExtras.h"
#include "transportable.hpp"
#include "type_kinds.hpp"

namespace ptools::tool {

std::string text_of(const annotation& note, token_range range) {
  std::string text;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const std::string& word = note.tokens[i].text;
    const bool touch = !text.empty() && (std::isalnum(static_cast<unsigned char>(text.back())) != 0 || text.back() == '_') &&
                       (std::isalnum(static_cast<unsigned char>(word.front())) != 0 || word.front() == '_');
    const bool operators = !text.empty() && std::ispunct(static_cast<unsigned char>(text.back())) != 0 &&
                           std::ispunct(static_cast<unsigned char>(word.front())) != 0 &&
                           text.back() != ':' && word != "::" && text.back() != '(' && word != "(";
    if (touch || operators) {
      text += ' ';
    }
    text += word;
  }
  return text;
}

const mention* find_named(const loop_code& code, const std::string& name) {
  const std::string bare = name.rfind("this->", 0) == 0 ? name.substr(6) : name;
  const auto last_colon = bare.rfind("::");
  const std::string simple = last_colon == std::string::npos ? bare : bare.substr(last_colon + 2);
  for (const mention& m : code.mentions) {
    if (!m.by_alias && m.variable->getNameAsString() == simple) {
      return &m;
    }
  }
  return nullptr;
}

std::vector<reduction_variable> reduction_finder::run() {
  for (const clause& c : loop_.clauses->clauses) {
    if (c.kind != clause_kind::reduce) {
      continue;
    }
    if (c.items.empty()) {
      take_found(c);
    } else {
      take_named(c);
    }
  }
  take_identities();
  for (const reduction_variable& r : found_) {
    check_uses(r);
  }
  return found_;
}

void reduction_finder::take_named(const clause& c) {
  for (const list_item& item : c.items) {
    const std::string name = text_of(*loop_.note, item.text);
    const mention* first = find_named(code_, name);
    const clang::SourceRange where = loop_.note->range(item.text);
    if (first == nullptr) {
      finding f{id::unknown_name, where.getBegin(), {name, "reduce"}, {where}, {}, {}};
      f.notes.push_back({where.getBegin(), "a reduction variable is declared before the loop, and "
                                           "its body accumulates into it"});
      report_.show(f);
      continue;
    }
    add(c, *first, where);
  }
}

void reduction_finder::take_found(const clause& c) {
  const bool named = is_named_operator(c.word);
  std::vector<const mention*> candidates;
  for (const mention& m : code_.mentions) {
    const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const mention* other) {
      return other->variable == m.variable;
    });
    const bool taken = std::any_of(found_.begin(), found_.end(), [&](const reduction_variable& r) {
      return r.what.variable == m.variable;
    });
    if (!known && !taken && accumulates(code_, m, named ? c.word : text_of(*loop_.note, c.value), named)) {
      candidates.push_back(&m);
    }
  }
  const clang::SourceRange where = loop_.note->range(c.where);
  if (candidates.size() == 1) {
    add(c, *candidates.front(), where);
    return;
  }
  if (candidates.empty()) {
    finding f{id::no_reduction_variable, where.getBegin(), {c.word}, {where}, {}, {}};
    f.notes.push_back({where.getBegin(), "name the variable, as in 'reduce=" + c.word + "(sum)'"});
    report_.show(f);
    return;
  }
  std::vector<std::string> names;
  finding f{id::several_reduction_variables, where.getBegin(), {c.word}, {where}, {}, {}};
  for (const mention* m : candidates) {
    names.push_back("'" + m->variable->getNameAsString() + "'");
    f.notes.push_back({m->expression->getExprLoc(), names.back() + " is accumulated here"});
  }
  f.arguments.push_back(llvm::join(names, ", "));
  report_.show(f);
}

void reduction_finder::add(const clause& c, const mention& first, clang::SourceRange where) {
  for (const reduction_variable& r : found_) {
    if (r.what.variable == first.variable) {
      report_.show({id::conflicting_clauses,
                    where.getBegin(),
                    {r.what.name, "reduce=" + r.operation, "reduce=" + c.word},
                    {where},
                    {},
                    {}});
      return;
    }
  }
  reduction_variable made;
  made.what.name = first.variable->getNameAsString();
  made.what.variable = first.variable;
  made.what.member = first.member;
  made.named = is_named_operator(c.word);
  made.operation = made.named ? c.word : text_of(*loop_.note, c.value);
  if (check_type(made, where)) {
    found_.push_back(std::move(made));
  }
}

bool reduction_finder::check_type(const reduction_variable& r, clang::SourceRange where) {
  const clang::QualType type = r.what.variable->getType().getNonReferenceType();
  if (type->isDependentType()) {
    return true;
  }
  if (type->isArrayType()) {
    report_.show({id::not_available_yet,
                  where.getBegin(),
                  {"a reduction of the array '" + r.what.name + "'"},
                  {where},
                  {},
                  {}});
    return false;
  }
  std::string trouble;
  if (type.isConstQualified()) {
    trouble = "which is const";
  } else if (type->isPointerType()) {
    trouble = "and pointers have no partial results";
  } else if (const auto reason = reason_not_to_travel(type, context_)) {
    trouble = "which cannot travel back from a worker: " + *reason;
  }
  if (trouble.empty()) {
    return true;
  }
  report_.show({id::reduction_type,
                where.getBegin(),
                {r.what.name, spelled(type, context_), trouble},
                {where},
                {},
                {}});
  return false;
}

void reduction_finder::check_uses(const reduction_variable& r) {
  for (const mention& m : code_.mentions) {
    if (m.variable != r.what.variable || m.in_range || accumulates(code_, m, r.operation, r.named)) {
      continue;
    }
    const clang::SourceLocation at = m.expression->getExprLoc();
    finding f{id::reduction_misused, at, {r.what.name, r.operation}, {}, {}, {}};
    f.ranges.push_back(m.expression->getSourceRange());
    f.notes.push_back({at, "each worker has a partial value of '" + r.what.name +
                               "', so only accumulating has a meaning before the loop ends"});
    report_.show(f);
    return;
  }
}

void reduction_finder::take_identities() {
  for (const clause& c : loop_.clauses->clauses) {
    if (c.kind != clause_kind::identity) {
      continue;
    }
    for (const list_item& item : c.items) {
      const std::string name = text_of(*loop_.note, item.text);
      const std::string bare = name.rfind("this->", 0) == 0 ? name.substr(6) : name;
      const auto r = std::find_if(found_.begin(), found_.end(), [&](const reduction_variable& v) {
        return v.what.name == bare;
      });
      const clang::SourceRange where = loop_.note->range(item.text);
      if (r == found_.end()) {
        finding f{id::unknown_name, where.getBegin(), {name, "identity"}, {where}, {}, {}};
        f.notes.push_back({where.getBegin(), "'identity' is for variables of a 'reduce' clause"});
        report_.show(f);
        continue;
      }
      r->identity = text_of(*loop_.note, item.value);
    }
  }
  for (const reduction_variable& r : found_) {
    const clang::QualType type = r.what.variable->getType().getNonReferenceType();
    const bool known = r.named && (type->isDependentType() || has_known_identity(type, r.operation));
    if (!r.identity.empty() || known) {
      continue;
    }
    const clang::SourceLocation at = loop_.note->range(loop_.clauses->where).getBegin();
    finding f{id::needs_identity, at, {r.operation, r.what.name}, {}, {}, {}};
    f.notes.push_back({at, "add the clause 'identity(" + r.what.name + " = VALUE)', where VALUE "
                           "combined with any other value gives that value"});
    report_.show(f);
  }
}

} // namespace ptools::tool
