#pragma once

#include <string>
#include <vector>

#include "mentions.hpp"

namespace ptools::tool {

/// Whether this mention of a variable is part of an accumulation with the operator, as in `s += e`.
/// `named`: the operation is one of the named operators, not the text of a callable. `discarded`:
/// the new value must not be used.
bool accumulates(const loop_code& code, const mention& m, const std::string& operation, bool named,
                 bool discarded = true);

/// Reads the reduce and identity clauses against the body. `text_of` gives the text of tokens.
class reduction_finder {
public:
  reduction_finder(const annotated_loop& loop, const clang::FunctionDecl* function,
                   const loop_code& code, reporter& report, const clang::ASTContext& context)
      : loop_(loop), function_(function), code_(code), report_(report), context_(context) {}

  std::vector<reduction_variable> run();
  /// Something was wrong with a clause, so that what it means is not known.
  bool failed() const { return failed_; }

private:
  void take_named(const clause& c);
  void take_found(const clause& c);
  void add(const clause& c, const mention& first, clang::SourceRange where);
  std::vector<const mention*> candidates(const clause& c, bool discarded) const;
  void fail(const finding& f);
  void check_uses(const reduction_variable& r);
  bool check_type(const reduction_variable& r, clang::SourceRange where);
  void take_identities();

  bool check_operator(const clause& c);

  const annotated_loop& loop_;
  const clang::FunctionDecl* function_;
  const loop_code& code_;
  reporter& report_;
  const clang::ASTContext& context_;
  std::vector<reduction_variable> found_;
  bool failed_ = false;
};

/// The text of tokens of an annotation, with a blank where words would touch.
std::string text_of(const annotation& note, token_range range);

/// The mention that a name in a clause stands for, or null.
const mention* find_named(const loop_code& code, const std::string& name);

} // namespace ptools::tool
