#include "assemble.hpp"

#include <algorithm>
#include <set>

#include "../rewrite/line_markers.hpp"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

namespace ptools::tool {

using clang::FileID;

namespace {

struct once_pragma {
  unsigned offset;
  unsigned length;
};

/// `#pragma once` in a file's text.
std::optional<once_pragma> find_once(FileID file, const clang::SourceManager& sources,
                                     const clang::LangOptions& language) {
  const llvm::MemoryBufferRef buffer = sources.getBufferOrFake(file);
  if (!buffer.getBuffer().contains("once")) {
    return {};
  }
  clang::Lexer lexer(file, buffer, sources, language);
  clang::Token token;
  const auto word = [&](llvm::StringRef wanted) {
    lexer.LexFromRawLexer(token);
    return token.is(clang::tok::raw_identifier) && token.getRawIdentifier() == wanted;
  };
  while (true) {
    lexer.LexFromRawLexer(token);
    if (token.is(clang::tok::eof)) {
      return {};
    }
    if (token.is(clang::tok::hash) && token.isAtStartOfLine()) {
      const unsigned begin = sources.getFileOffset(token.getLocation());
      if (word("pragma") && word("once")) {
        return once_pragma{begin, sources.getFileOffset(token.getLocation()) + 4 - begin};
      }
    }
  }
}

class assembler {
public:
  assembler(edit_list& edits, const include_tree::record& includes, reporter& report)
      : edits_(edits), sources_(edits.sources()), includes_(includes), report_(report) {}

  std::optional<assembled> run() {
    find_children();
    for (const auto& [file, list] : edits_.files()) {
      if (!list.empty() && !need(file)) {
        return {};
      }
    }
    std::size_t before;
    do {
      before = needed_.size();
      need_includers_of_once_files();
      need_chains_of_headers();
    } while (needed_.size() != before);
    result_.text = line_marker(1, name_of(sources_.getMainFileID()));
    insert_door();
    result_.text += emit(sources_.getMainFileID());
    for (const FileID file : needed_) {
      if (file != sources_.getMainFileID()) {
        result_.inlined.push_back(name_of(file));
      }
    }
    return std::move(result_);
  }

private:
  std::string name_of(FileID file) const {
    if (const auto entry = sources_.getFileEntryRefForID(file)) {
      return entry->getName().str();
    }
    return "<unknown>";
  }

  struct directive_span {
    unsigned begin;
    unsigned end;
    std::size_t number;
  };

  /// Which file each directive brought in.
  void find_children() {
    std::map<FileID, std::vector<directive_span>> directives;
    for (std::size_t k = 0; k < includes_.inclusions.size(); ++k) {
      const inclusion& i = includes_.inclusions[k];
      const auto [file, begin] = sources_.getDecomposedLoc(i.hash);
      directives[file].push_back({begin, sources_.getFileOffset(i.file_name.getEnd()), k});
    }
    for (unsigned n = 0; n < sources_.local_sloc_entry_size(); ++n) {
      const clang::SrcMgr::SLocEntry& entry = sources_.getLocalSLocEntry(n);
      if (!entry.isFile() || entry.getFile().getIncludeLoc().isInvalid()) {
        continue;
      }
      const auto [file, offset] =
          sources_.getDecomposedExpansionLoc(entry.getFile().getIncludeLoc());
      for (const directive_span& d : directives[file]) {
        if (d.begin <= offset && offset <= d.end) {
          children_[d.number] =
              sources_.getFileID(clang::SourceLocation::getFromRawEncoding(entry.getOffset()));
        }
      }
    }
  }

  bool need(FileID file) {
    while (file != sources_.getMainFileID() && needed_.insert(file).second) {
      const clang::SourceLocation from = sources_.getIncludeLoc(file);
      const FileID parent =
          from.isValid() ? sources_.getFileID(sources_.getExpansionLoc(from)) : FileID();
      if (parent.isInvalid() || !sources_.getFileEntryRefForID(parent)) {
        report_.show(
            {id::header_not_inlinable,
             sources_.getLocForStartOfFile(file),
             {name_of(file), "no '#include' directive brings it in (is it given by '-include'?)"},
             {},
             {},
             {}});
        return false;
      }
      file = parent;
    }
    return true;
  }

  bool is_needed(FileID file) const { return needed_.count(file) != 0; }

  /// The compiler knows nothing of a `#pragma once` whose text was inlined, so nobody else may
  /// include that header in earnest.
  void need_includers_of_once_files() {
    bool grew = true;
    while (grew) {
      grew = false;
      for (std::size_t k = 0; k < includes_.inclusions.size(); ++k) {
        const inclusion& i = includes_.inclusions[k];
        const FileID in = sources_.getFileID(i.hash);
        const bool emitted = in == sources_.getMainFileID() || is_needed(in);
        if (!emitted && children_.count(k) == 0 && is_inlined_once(i.file)) {
          grew = need(in) || grew;
        }
      }
    }
  }

  /// An `#include_next` of inlined text becomes an include by path. In a header that is brought in
  /// so, another `#include_next` would begin to search anew.
  void need_chains_of_headers() {
    for (std::size_t k = 0; k < includes_.inclusions.size(); ++k) {
      const inclusion& i = includes_.inclusions[k];
      const auto child = children_.find(k);
      if (i.next && is_needed(sources_.getFileID(i.hash)) && child != children_.end() &&
          !is_needed(child->second) && includes_next(child->second)) {
        need(child->second);
      }
    }
  }

  bool includes_next(FileID file) const {
    return std::any_of(
        includes_.inclusions.begin(), includes_.inclusions.end(),
        [&](const inclusion& i) { return i.next && sources_.getFileID(i.hash) == file; });
  }

  std::optional<FileID> inlined_text_of(clang::OptionalFileEntryRef file) const {
    if (!file) {
      return std::nullopt;
    }
    for (const FileID inlined : needed_) {
      const auto entry = sources_.getFileEntryRefForID(inlined);
      if (entry && &entry->getFileEntry() == &file->getFileEntry()) {
        return inlined;
      }
    }
    return std::nullopt;
  }
  bool is_inlined(clang::OptionalFileEntryRef file) const {
    return inlined_text_of(file).has_value();
  }
  bool is_inlined_once(clang::OptionalFileEntryRef file) const {
    const std::optional<FileID> inlined = inlined_text_of(file);
    return inlined && find_once(*inlined, sources_, edits_.language()).has_value();
  }

  /// The runtime's declarations come after what a file defines for the C library's sake
  /// (_GNU_SOURCE, NDEBUG), and before what the program defines for its own: in front of the first
  /// standard header, or on top.
  void insert_door() {
    const FileID main = sources_.getMainFileID();
    unsigned offset = 0;
    unsigned line = 1;
    for (std::size_t k = 0; k < includes_.inclusions.size(); ++k) {
      const inclusion& i = includes_.inclusions[k];
      if (sources_.getFileID(i.hash) != main) {
        continue;
      }
      const auto child = children_.find(k);
      if (child != children_.end() && is_needed(child->second)) {
        break;
      }
      if (i.angled) {
        line = sources_.getSpellingLineNumber(i.hash);
        offset = sources_.getFileOffset(sources_.translateLineCol(main, line, 1));
        break;
      }
    }
    const auto& own = edits_.files()[main];
    const bool late = !own.empty() && first_offset(own) < offset;
    if (late) {
      offset = 0;
      line = 1;
    }
    edits_.files()[main].push_back(
        {offset, 0, "#include <ptools/generated/loop.hpp>\n" + line_marker(line, name_of(main)),
         -2'000'000'000});
  }

  static unsigned first_offset(const std::vector<edit>& list) {
    unsigned first = list.front().offset;
    for (const edit& e : list) {
      first = std::min(first, e.offset);
    }
    return first;
  }

  std::string emit(FileID file) {
    std::vector<edit> changes = edits_.files()[file];
    const bool is_main = file == sources_.getMainFileID();
    for (std::size_t k = 0; k < includes_.inclusions.size(); ++k) {
      if (sources_.getFileID(includes_.inclusions[k].hash) == file) {
        change_inclusion(k, is_main, changes);
      }
    }
    if (!is_main) {
      if (const auto once = find_once(file, sources_, edits_.language())) {
        changes.push_back({once->offset, once->length, "", 0});
      }
    }
    const llvm::StringRef text = sources_.getBufferData(file);
    if (text.starts_with("\xEF\xBB\xBF")) {
      changes.push_back({0, 3, "", -2'000'000'001});
    }
    return apply_edits(text, std::move(changes));
  }

  void change_inclusion(std::size_t k, bool in_main, std::vector<edit>& changes) {
    const inclusion& i = includes_.inclusions[k];
    const unsigned offset = sources_.getFileOffset(i.hash);
    const unsigned length = sources_.getFileOffset(i.file_name.getEnd()) - offset;
    const auto child = children_.find(k);
    if (child != children_.end() && is_needed(child->second)) {
      const bool system = sources_.isInSystemHeader(sources_.getLocForStartOfFile(child->second));
      const bool here_system = sources_.isInSystemHeader(i.hash);
      const clang::PresumedLoc back = sources_.getPresumedLoc(i.hash);
      changes.push_back(
          {offset, length,
           "\n" + line_marker(1, name_of(child->second), system ? "1 3" : "1") +
               emit(child->second) + "\n" +
               line_marker(back.getLine(), back.getFilename(), here_system ? "2 3" : "2"),
           0});
      return;
    }
    // Passed over by its guard or `#pragma once`. Left standing, an absolute path that a line
    // marker has named before makes GCC 12 crash.
    if (child == children_.end() && is_inlined(i.file)) {
      changes.push_back({offset, length, "", 0});
      return;
    }
    if (!in_main && i.file && (!i.angled || i.next)) {
      llvm::SmallString<256> path(i.file->getName());
      sources_.getFileManager().makeAbsolutePath(path);
      llvm::sys::path::remove_dots(path, false);
      changes.push_back({offset, length, "#include " + quoted(path.str()), 0});
    }
  }

  edit_list& edits_;
  const clang::SourceManager& sources_;
  const include_tree::record& includes_;
  reporter& report_;
  std::map<std::size_t, FileID> children_;
  std::set<FileID> needed_;
  assembled result_;
};

} // namespace

std::optional<assembled> assemble(edit_list& edits, const include_tree::record& includes,
                                  reporter& report) {
  return assembler(edits, includes, report).run();
}

} // namespace ptools::tool
