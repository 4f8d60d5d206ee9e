#include "parallel.hpp"

#include <algorithm>

#include "../analysis/reductions.hpp"
#include "line_markers.hpp"
#include "annotation_text.hpp"
#include "comma_list.hpp"
#include "function_names.hpp"
#include "meeting_text.hpp"
#include "private_members.hpp"
#include "statement_end.hpp"
#include "written_types.hpp"
#include "clang/Lex/Lexer.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

const std::string door = "::ptools::generated::";

const char* name_of(comparison c) {
  switch (c) {
  case comparison::less:
    return "less";
  case comparison::less_equal:
    return "less_equal";
  case comparison::greater:
    return "greater";
  case comparison::greater_equal:
    return "greater_equal";
  case comparison::not_equal:
    break;
  }
  return "not_equal";
}

class parallel_rewriter {
public:
  parallel_rewriter(const annotated_loop& loop, const loop_plan& plan, edit_list& edits,
                    reporter& report)
      : loop_(loop), plan_(plan), edits_(edits), sources_(edits.sources()), report_(report),
        instance_(loop.instances.front()), number_(std::to_string(loop.number)) {}

  void run() {
    const clang::SourceLocation start = instance_.loop->getBeginLoc();
    const auto end = end_of_statement(instance_.loop, sources_, edits_.language());
    if (!start.isFileID() || !end || !sources_.isWrittenInSameFile(start, *end)) {
      refuse("text", start);
      return;
    }
    const bool ranged = clang::isa<clang::CXXForRangeStmt>(instance_.loop);
    if (!remove_annotation(loop_, edits_, report_) ||
        !(ranged ? edit_ranged_header() : edit_header())) {
      return;
    }
    edit_body();
    // Inner loops begin later and must close first; at one place the outer prefix comes first.
    const int depth = static_cast<int>(sources_.getFileOffset(start));
    edits_.insert(start, generated_line(sources_, start, prefix()), depth);
    edits_.insert(*end, generated_line(sources_, *end, suffix()), -depth);
    give_access(plan_, number_, edits_);
  }

private:
  std::string pt(const char* what) const { return std::string("pt_") + what + "_" + number_; }

  bool refuse(const char* part, clang::SourceLocation at) {
    return refuse_macro(part, at, report_);
  }

  /// The characters of a piece of the header; refuses if they are hidden in a macro.
  std::optional<clang::CharSourceRange> header_range(clang::SourceRange tokens) {
    const auto range = edits_.file_range(tokens);
    if (!range) {
      refuse("header", tokens.getBegin());
    }
    return range;
  }

  // --- the header ---

  bool edit_header() {
    const auto* loop = clang::cast<clang::ForStmt>(instance_.loop);
    if (!plan_.form.index_outside) {
      if (!edit_declaration(clang::cast<clang::DeclStmt>(loop->getInit()))) {
        return false;
      }
    } else if (plan_.form.first != nullptr) {
      const auto range = header_range(plan_.form.first->getSourceRange());
      if (!range) {
        return false;
      }
      first_text_ = edits_.text(*range);
      edits_.replace(*range, pt("chunk") + ".first");
    } else {
      first_text_ = plan_.form.index->getNameAsString();
      const clang::SourceLocation after =
          clang::Lexer::getLocForEndOfToken(loop->getLParenLoc(), 0, sources_, edits_.language());
      if (!loop->getLParenLoc().isFileID()) {
        return refuse("header", loop->getForLoc());
      }
      edits_.insert(after, first_text_ + " = " + pt("chunk") + ".first");
    }
    const auto bound = header_range(plan_.form.bound->getSourceRange());
    if (!bound) {
      return false;
    }
    bound_text_ = edits_.text(*bound);
    edits_.replace(*bound, pt("chunk") + ".last");
    if (plan_.form.step != nullptr) {
      const auto step = header_range(plan_.form.step->getSourceRange());
      if (!step) {
        return false;
      }
      step_text_ = edits_.text(*step);
    }
    return true;
  }

  /// `long i = 0, n = f()`: the initial value of the index is replaced; other variables move in
  /// front of the loop.
  bool edit_declaration(const clang::DeclStmt* statement) {
    const clang::VarDecl* index = plan_.form.index;
    const clang::Expr* first = plan_.form.first;
    if (first == nullptr) {
      return refuse("header", statement->getBeginLoc());
    }
    if (const auto* list = dyn_cast<clang::InitListExpr>(first->IgnoreImplicit())) {
      first = list->getNumInits() == 1 ? list->getInit(0) : first;
    }
    const auto range = header_range(first->getSourceRange());
    const auto declared = edits_.file_range({index->getBeginLoc(), index->getLocation()});
    if (!range || !declared) {
      return range ? refuse("header", index->getLocation()) : false;
    }
    first_text_ = edits_.text(*range);
    type_text_ = edits_.text(*declared);
    type_text_.resize(type_text_.size() - std::min(type_text_.size(), index->getName().size()));
    if (!statement->isSingleDecl()) {
      return move_extras(statement);
    }
    edits_.replace(*range, pt("chunk") + ".first");
    return true;
  }

  /// The whole declaration moves out, in its order, with the index as one more variable.
  bool move_extras(const clang::DeclStmt* statement) {
    const auto whole = header_range(statement->getSourceRange());
    const clang::VarDecl* index = plan_.form.index;
    if (!whole) {
      return false;
    }
    if (statement->decl_begin() != statement->decl_end() && *statement->decl_begin() != index) {
      const auto* first = clang::cast<clang::VarDecl>(*statement->decl_begin());
      const auto specifiers = edits_.file_range({first->getBeginLoc(), first->getLocation()});
      if (!specifiers) {
        return refuse("header", first->getLocation());
      }
      type_text_ = edits_.text(*specifiers);
      type_text_.resize(type_text_.size() - std::min(type_text_.size(), first->getName().size()));
    }
    for (const clang::Decl* declaration : statement->decls()) {
      const auto* variable = clang::cast<clang::VarDecl>(declaration);
      if (variable == index) {
        continue;
      }
      const auto declarator = edits_.file_range({variable->getLocation(), variable->getEndLoc()});
      if (!declarator) {
        return refuse("header", variable->getLocation());
      }
      extras_text_ += type_text_ + " " + edits_.text(*declarator) + "; ";
    }
    edits_.replace(*whole,
                   type_text_ + " " + index->getNameAsString() + " = " + pt("chunk") + ".first;");
    return true;
  }

  bool edit_ranged_header() {
    const auto* loop = clang::cast<clang::CXXForRangeStmt>(instance_.loop);
    if (const clang::Stmt* first = loop->getInit()) {
      const auto range = header_range(first->getSourceRange());
      if (!range) {
        return false;
      }
      extras_text_ = edits_.text(*range) + " ";
      edits_.erase(*range);
    }
    const auto range = header_range(plan_.form.range->getSourceRange());
    if (!range) {
      return false;
    }
    range_text_ = edits_.text(*range);
    // A blank before it: `for (auto x:range)` would have three colons.
    edits_.replace(*range, " " + door + "slice(" + range_name() + ", " + pt("chunk") + ")");
    return true;
  }

  std::string range_name() const {
    return plan_.form.range_variable != nullptr ? plan_.form.range_variable->getNameAsString()
                                                : pt("items");
  }

  // --- the body and what stands before the loop ---

  void edit_body() {
    for (const clang::SourceRange& arrow : plan_.this_arrows) {
      const auto range = edits_.file_range(arrow);
      const auto name = edits_.file_range({arrow.getEnd(), arrow.getEnd()});
      if (!range || !name) {
        refuse("'this->'", arrow.getBegin());
        continue;
      }
      edits_.erase(clang::CharSourceRange::getCharRange(range->getBegin(), name->getBegin()));
    }
    for (const clang::VarDecl* constant : plan_.made_static) {
      make_static(constant);
    }
    for (const clang::SourceRange written : function_names(instance_.loop)) {
      // One out of a macro, as assert's, is only said in messages.
      if (const auto range = edits_.file_range(written); range && instance_.function != nullptr) {
        edits_.replace(*range, quoted(instance_.function->getNameAsString()));
      }
    }
    for (const clang::SourceRange written : types_of_captures(instance_.loop, plan_)) {
      const auto range = edits_.file_range(written);
      if (!range) {
        refuse("'decltype'", written.getBegin());
        continue;
      }
      edits_.insert(range->getBegin(), "::std::remove_reference_t<");
      edits_.insert(range->getEnd(), ">");
    }
  }

  void make_static(const clang::VarDecl* constant) {
    const clang::SourceLocation at = constant->getBeginLoc();
    for (const edit& e : edits_.files()[sources_.getFileID(at)]) {
      if (e.offset == sources_.getFileOffset(at) && e.text == "static ") {
        return; // another loop needed it too
      }
    }
    edits_.insert(at, "static ");
  }

  // --- the generated text ---

  std::string prefix() {
    std::string text = "{ " + site() + extras_text_ + range() + options() +
                       meetings_text(plan_, number_) + plain_pointers();
    for (const repeated_declaration& r : plan_.repeated) {
      text += "static_cast<void>(" + r.variable->getNameAsString() + "); ";
    }
    text += door + "parallel(" + pt("site") + ", " + pt("options") + ", " + pt("range") + ", [](" +
            parameters() + ") {";
    for (const repeated_declaration& r : plan_.repeated) {
      text += " " + edits_.text(r.statement->getSourceRange());
    }
    return text;
  }

  std::string site() const {
    const clang::PresumedLoc place = sources_.getPresumedLoc(loop_.note->begin);
    const std::string function =
        instance_.function != nullptr ? instance_.function->getQualifiedNameAsString() : "";
    return "static const " + door + "site " + pt("site") + "{" + quoted(place.getFilename()) +
           ", " + std::to_string(place.getLine()) + ", " + quoted(function) + ", " +
           std::to_string(plan_.cost) + ", " + flags() + "}; " +
           (plan_.calls_unseen ? "static_cast<void>(&" + door + "unseen<>::expected); " : "");
  }

  /// Process 1 runs no iterations that call what nobody has looked into.
  std::string flags() const {
    if (plan_.calls_unseen) {
      return door + "unseen_functions" +
             (plan_.globals_stated ? " | " + door + "globals_stated" : "");
    }
    return door + (plan_.driver_may_run ? "driver_may_run" : "no_flags");
  }

  std::string range() const {
    const std::string declared = "const auto " + pt("range") + " = " + door;
    if (plan_.form.range != nullptr) {
      const bool plain = plan_.form.range_variable != nullptr;
      return (plain ? "" : "auto&& " + pt("items") + " = " + range_text_ + "; ") + declared +
             "items(" + (plain ? expression_of_range() : pt("items")) + "); ";
    }
    return declared + "range(" + door + name_of(plan_.form.compared) + "{}, " + door + "index" +
           index_type() + "(" + first_text_ + "), (" + bound_text_ + "), " + door +
           (plan_.form.down ? "down(" : "up(") + (step_text_.empty() ? "1" : step_text_) + ")); ";
  }

  std::string expression_of_range() const {
    const bool member = clang::isa<clang::FieldDecl>(plan_.form.range_variable);
    return (member ? "this->" : "") + plan_.form.range_variable->getNameAsString();
  }

  std::string index_type() const {
    if (plan_.form.index_outside) {
      return "<decltype(" + plan_.form.index->getNameAsString() + ")>";
    }
    if (type_text_.find("auto") != std::string::npos) {
      return "";
    }
    std::string type = type_text_;
    while (!type.empty() && type.back() == ' ') {
      type.pop_back();
    }
    return "<" + type + ">";
  }

  std::string options() const {
    const std::string name = pt("options");
    std::string text = door + "options " + name + "; ";
    for (const clause& c : loop_.clauses->clauses) {
      const std::string value = text_of(*loop_.note, c.value);
      switch (c.kind) {
      case clause_kind::schedule:
        text += name + ".schedule_" + c.word + "(" + value + "); ";
        break;
      case clause_kind::workers:
        text += name + ".workers(" + value + "); ";
        break;
      case clause_kind::if_:
        text += name + ".only_if(" + value + "); ";
        break;
      case clause_kind::progress:
        text += name + ".progress(" + value + "); ";
        break;
      case clause_kind::backend:
        text += c.word == "serial" ? name + ".serial(); " : "";
        break;
      default:
        break;
      }
    }
    return text;
  }

  std::string parameters() const {
    comma_list list;
    list.add(door + "chunk<decltype(" + pt("range") + ")> " + pt("chunk"));
    if (plan_.form.index_outside) {
      const std::string index = plan_.form.index->getNameAsString();
      list.add(door + "reduced<decltype((" + index + "))> " + index);
    }
    for (const reduction_variable& r : plan_.reductions) {
      list.add(door + "reduced<decltype((" + expression(r.what) + "))> " + r.what.name);
    }
    for (const captured_variable& c : plan_.captures) {
      if (c.restricted || c.bit_field) {
        list.add("decltype(" + (c.bit_field ? plain_name(c) : expression(c)) + ") " + c.name);
        continue;
      }
      const char* how = c.passed == passing::by_value ? "in" : "ref";
      list.add(door + how + "<decltype((" + expression(c) + "))>" + (c.pack ? "... " : " ") +
               c.name);
    }
    if (captures_items()) {
      list.add(door + "ref<decltype((" + pt("items") + "))> " + pt("items"));
    }
    return list.text();
  }

  bool captures_items() const {
    return plan_.form.range != nullptr && plan_.form.range_variable == nullptr;
  }

  /// Pointers without their __restrict, which hides from the library's templates what they are; and
  /// bit-fields, which have no address.
  std::string plain_pointers() const {
    std::string text;
    for (const captured_variable& c : plan_.captures) {
      if (c.restricted || c.bit_field) {
        text += (c.restricted ? "auto* " : "const auto ") + plain_name(c) + " = +" + expression(c) +
                "; ";
      }
    }
    return text;
  }
  std::string plain_name(const captured_variable& c) const {
    return "pt_" + c.name + "_" + number_;
  }

  static std::string expression(const captured_variable& c) {
    return (c.member ? "this->" : "") + c.name;
  }

  std::string suffix() const {
    comma_list results;
    comma_list reductions;
    for (const reduction_variable& r : plan_.reductions) {
      results.add(r.what.name);
      const std::string what = expression(r.what);
      const std::string identity = r.identity.empty() ? "" : ", " + r.identity;
      if (r.named) {
        reductions.add(door + "reduction<::ptools::" + r.operation + ">(" + quoted(what) + ", " +
                       what + identity + ")");
      } else {
        reductions.add(door + "reduction_with(" + quoted(what) + ", " + what + ", " + r.operation +
                       identity + ")");
      }
    }
    comma_list captures;
    for (const captured_variable& c : plan_.captures) {
      const std::string what = expression(c);
      captures.add(door + "capture(" + quoted(what) + ", " +
                   (c.restricted || c.bit_field ? plain_name(c) : what) +
                   pointer_map(c.pointers, c.size) + ")" + (c.pack ? "..." : ""));
    }
    if (captures_items()) {
      captures.add(door + "capture(" + quoted(range_text_) + ", " + pt("items") + ")");
    }
    comma_list globals;
    for (std::size_t i = 0; i < plan_.globals.size(); ++i) {
      const global_variable& g = plan_.globals[i];
      globals.add(door + "global(" + quoted(g.text) + ", " + expression_of(plan_, i, number_) +
                  pointer_map(g.pointers, g.size) + ")");
    }
    std::string text = " return " + door + "results(" + results.text() + "); }, " + door +
                       "reductions(" + reductions.text() + "), " + door + "captures(" +
                       captures.text() + "), " + door + "globals(" + globals.text() + ")); ";
    if (plan_.form.index_outside) {
      text += plan_.form.index->getNameAsString() + " = " + pt("range") + ".final_index(); ";
    }
    return text + "}";
  }

  static std::string pointer_map(const std::vector<std::pair<std::uint64_t, std::string>>& pointers,
                                 std::uint64_t size) {
    if (pointers.empty()) {
      return {};
    }
    comma_list each;
    for (const auto& [offset, text] : pointers) {
      each.add("{" + std::to_string(offset) + ", " + quoted(text) + "}");
    }
    return ", " + door + "pointer_map<" + std::to_string(size) + ", " +
           std::to_string(pointers.size()) + ">{{" + each.text() + "}}";
  }

  const annotated_loop& loop_;
  const loop_plan& plan_;
  edit_list& edits_;
  const clang::SourceManager& sources_;
  reporter& report_;
  const loop_instance& instance_;
  std::string number_;
  std::string first_text_;
  std::string bound_text_;
  std::string step_text_;
  std::string type_text_;
  std::string extras_text_;
  std::string range_text_;
};

} // namespace

void leave_sequential(const annotated_loop& loop, edit_list& edits, reporter& report) {
  remove_annotation(loop, edits, report);
}

void rewrite_parallel(const annotated_loop& loop, const loop_plan& plan, edit_list& edits,
                      reporter& report) {
  parallel_rewriter(loop, plan, edits, report).run();
}

} // namespace ptools::tool
