#include "reductions.hpp"

#include <algorithm>

#include "../frontend/annotation_words.hpp"
#include "../frontend/spelling.hpp"
#include "names.hpp"
#include "transportable.hpp"
#include "type_kinds.hpp"
#include "llvm/ADT/StringExtras.h"

namespace ptools::tool {

std::string text_of(const annotation& note, token_range range) {
  std::string text;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const std::string& word = note.tokens[i].text;
    const bool touch =
        !text.empty() &&
        (std::isalnum(static_cast<unsigned char>(text.back())) != 0 || text.back() == '_') &&
        (std::isalnum(static_cast<unsigned char>(word.front())) != 0 || word.front() == '_');
    const bool operators = !text.empty() &&
                           std::ispunct(static_cast<unsigned char>(text.back())) != 0 &&
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
  const mention* global = nullptr;
  const std::string bare = name.rfind("this->", 0) == 0 ? name.substr(6) : name;
  const auto last_colon = bare.rfind("::");
  const std::string simple = last_colon == std::string::npos ? bare : bare.substr(last_colon + 2);
  for (const mention& m : code.mentions) {
    if (m.by_alias || m.variable->getNameAsString() != simple) {
      continue;
    }
    if (last_colon == std::string::npos && (m.member || is_local(m.variable))) {
      return &m;
    }
    global = global == nullptr ? &m : global;
  }
  return global;
}

std::vector<reduction_variable> reduction_finder::run() {
  for (const clause& c : loop_.clauses->clauses) {
    if (c.kind != clause_kind::reduce || !check_operator(c)) {
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

/// A callable of the user must at least exist.
bool reduction_finder::check_operator(const clause& c) {
  if (is_named_operator(c.word) || c.word.front() == '[' ||
      find_name(c.word, function_, context_) != nullptr) {
    return true;
  }
  std::vector<std::string_view> names;
  for (const operator_word& word : operator_words) {
    names.push_back(word.name);
  }
  const std::string_view near = nearest_spelling(c.word, names);
  const clang::SourceRange where = loop_.note->range(c.value);
  finding f{id::unknown_operator,
            where.getBegin(),
            {c.word, near.empty() ? "0" : "1", std::string(near)},
            {where},
            {},
            {}};
  if (!near.empty() && where.getBegin().isFileID()) {
    f.fixes.push_back(clang::FixItHint::CreateReplacement(where, std::string(near)));
  }
  fail(f);
  return false;
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
      fail(f);
      continue;
    }
    add(c, *first, where);
  }
}

std::vector<const mention*> reduction_finder::candidates(const clause& c, bool discarded) const {
  const bool named = is_named_operator(c.word);
  const std::string operation = named ? c.word : text_of(*loop_.note, c.value);
  std::vector<const mention*> result;
  for (const mention& m : code_.mentions) {
    const bool known = std::any_of(result.begin(), result.end(), [&](const mention* other) {
      return other->variable == m.variable;
    });
    const bool taken = std::any_of(found_.begin(), found_.end(), [&](const reduction_variable& r) {
      return r.what.variable == m.variable;
    });
    if (!known && !taken && accumulates(code_, m, operation, named, discarded)) {
      result.push_back(&m);
    }
  }
  return result;
}

void reduction_finder::take_found(const clause& c) {
  std::vector<const mention*> possible = candidates(c, true);
  if (possible.empty()) {
    possible = candidates(c, false); // for a better complaint
  }
  const clang::SourceRange where = loop_.note->range(c.where);
  if (possible.size() == 1) {
    add(c, *possible.front(), where);
    return;
  }
  if (possible.empty()) {
    finding f{id::no_reduction_variable, where.getBegin(), {c.word}, {where}, {}, {}};
    f.notes.push_back({where.getBegin(), "name the variable, as in 'reduce=" + c.word + "(sum)'"});
    fail(f);
    return;
  }
  std::vector<std::string> names;
  finding f{id::several_reduction_variables, where.getBegin(), {c.word}, {where}, {}, {}};
  for (const mention* m : possible) {
    names.push_back("'" + m->variable->getNameAsString() + "'");
    f.notes.push_back({m->expression->getExprLoc(), names.back() + " is accumulated here"});
  }
  f.arguments.push_back(llvm::join(names, ", "));
  fail(f);
}

void reduction_finder::fail(const finding& f) {
  failed_ = true;
  report_.show(f);
}

void reduction_finder::add(const clause& c, const mention& first, clang::SourceRange where) {
  for (const reduction_variable& r : found_) {
    if (r.what.variable == first.variable) {
      fail({id::conflicting_clauses,
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

/// Arrays that have no operators of their own.
static bool is_standard_array(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && in_std(record) &&
         (record->getName() == "array" || record->getName() == "vector");
}

bool reduction_finder::check_type(const reduction_variable& r, clang::SourceRange where) {
  const clang::QualType type = r.what.variable->getType().getNonReferenceType();
  if (type->isDependentType()) {
    return true;
  }
  if (type->isArrayType() || (r.named && is_standard_array(type))) {
    fail({id::not_available_yet,
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
  } else if (r.named && r.operation.rfind("bit_", 0) == 0 && type->isRealFloatingType()) {
    trouble = "which has no bits to combine by '" + r.operation + "'";
  } else if (const auto reason = reason_not_to_travel(type, context_)) {
    trouble = "which cannot travel back from a worker: " + *reason;
  }
  if (trouble.empty()) {
    return true;
  }
  fail({id::reduction_type,
        where.getBegin(),
        {r.what.name, spelled(type, context_), trouble},
        {where},
        {},
        {}});
  return false;
}

/// Whether a reference that was bound outside the loop is another name of `variable`.
static bool is_another_name(const clang::ValueDecl* reference, const clang::ValueDecl* variable) {
  const auto* name = dyn_cast<clang::VarDecl>(reference);
  while (name != nullptr && name->getType()->isReferenceType() && name->getInit() != nullptr) {
    const auto* target = dyn_cast<clang::DeclRefExpr>(name->getInit()->IgnoreParenImpCasts());
    if (target == nullptr) {
      return false;
    }
    if (target->getDecl() == variable) {
      return true;
    }
    name = dyn_cast<clang::VarDecl>(target->getDecl());
  }
  return false;
}

void reduction_finder::check_uses(const reduction_variable& r) {
  const mention* wrong = nullptr;
  for (const mention& m : code_.mentions) {
    if (is_another_name(m.variable, r.what.variable)) {
      wrong = &m;
      break;
    }
    if (m.variable != r.what.variable || m.in_range ||
        accumulates(code_, m, r.operation, r.named)) {
      continue;
    }
    // A wrong change says more than the reads that belong to it.
    if (wrong == nullptr || (!changes(wrong->what) && changes(m.what))) {
      wrong = &m;
    }
  }
  if (wrong == nullptr) {
    return;
  }
  const clang::SourceLocation at = wrong->expression->getExprLoc();
  finding f{id::reduction_misused, at, {r.what.name, r.operation}, {}, {}, {}};
  f.ranges.push_back(wrong->expression->getSourceRange());
  f.notes.push_back({at, "each worker has a partial value of '" + r.what.name +
                             "', so only accumulating has a meaning before the loop ends"});
  report_.show(f);
}

void reduction_finder::take_identities() {
  for (const clause& c : loop_.clauses->clauses) {
    if (c.kind != clause_kind::identity) {
      continue;
    }
    for (const list_item& item : c.items) {
      const std::string name = text_of(*loop_.note, item.text);
      const std::string bare = name.rfind("this->", 0) == 0 ? name.substr(6) : name;
      const auto r = std::find_if(found_.begin(), found_.end(),
                                  [&](const reduction_variable& v) { return v.what.name == bare; });
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
    const bool known = r.named && (type->isDependentType() || has_known_identity(type, context_));
    if (!r.identity.empty() || known) {
      continue;
    }
    const clang::SourceLocation at = loop_.note->range(loop_.clauses->where).getBegin();
    finding f{id::needs_identity, at, {r.operation, r.what.name}, {}, {}, {}};
    f.notes.push_back({at, "add the clause 'identity(" + r.what.name +
                               " = VALUE)', where VALUE "
                               "combined with any other value gives that value"});
    report_.show(f);
  }
}

} // namespace ptools::tool
