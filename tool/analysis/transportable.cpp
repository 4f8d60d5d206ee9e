#include "transportable.hpp"

#include <algorithm>

#include "../frontend/llvm_compat.h"
#include "type_kinds.hpp"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace ptools::tool {

using clang::dyn_cast;
using clang::QualType;

namespace {

/// Standard types that belong to one process, and why.
const llvm::StringMap<const char*>& bound_to_a_process() {
  static const llvm::StringMap<const char*> table{
      {"mutex", "a lock works inside one process only"},
      {"recursive_mutex", "a lock works inside one process only"},
      {"timed_mutex", "a lock works inside one process only"},
      {"recursive_timed_mutex", "a lock works inside one process only"},
      {"shared_mutex", "a lock works inside one process only"},
      {"shared_timed_mutex", "a lock works inside one process only"},
      {"condition_variable", "it works inside one process only"},
      {"thread", "a thread belongs to its process"},
      {"jthread", "a thread belongs to its process"},
      {"future", "it belongs to its process"},
      {"promise", "it belongs to its process"},
      {"function", "what it calls is hidden in it"},
      {"any", "what it holds is hidden in it"},
      {"random_device", "it belongs to its process"},
      {"atomic", "each worker would have an atomic of its own"},
      {"__atomic_base", "each worker would have an atomic of its own"},
      {"weak_ptr", "it does not own what it refers to"},
      {"exception_ptr", "what it holds is hidden in it"}};
  return table;
}

bool is_stream_name(llvm::StringRef name) {
  return name.ends_with("stream") || name.ends_with("streambuf") || name == "basic_filebuf";
}

bool has_serialize(const clang::CXXRecordDecl* record) {
  clang::ASTContext& context = record->getASTContext();
  const clang::DeclarationName name(&context.Idents.get("serialize"));
  if (!record->lookup(name).empty()) {
    return true;
  }
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    const clang::CXXRecordDecl* parent = class_of(base.getType());
    if (parent != nullptr && parent->hasDefinition() && !parent->lookup(name).empty()) {
      return true;
    }
  }
  return !record->getDeclContext()->getRedeclContext()->lookup(name).empty();
}

/// Whether the bits of a class can be lent to workers: all its parts are plain, or containers of
/// the shared heap whose own bits can be, and nothing but the compiler copies and destroys it.
class lending_check {
public:
  explicit lending_check(const clang::ASTContext& context) : context_(context) {}

  bool run(QualType type, int depth = 0) const {
    type = type.getCanonicalType();
    if (const auto* array = context_.getAsConstantArrayType(type)) {
      return run(array->getElementType(), depth + 1);
    }
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    if (record == nullptr) {
      return type.isTriviallyCopyableType(context_);
    }
    if (in_std(record) && bound_to_a_process().count(record->getName()) != 0) {
      return false; // an atomic counts as trivially copyable
    }
    const bool of_library = in_std(record) || in_ptools(record);
    if (of_library && type.isTriviallyCopyableType(context_)) {
      return true;
    }
    return record->hasDefinition() && depth <= 12 && run_class(record, depth);
  }

private:
  bool run_class(const clang::CXXRecordDecl* record, int depth) const {
    if (in_ptools(record)) {
      return record->getName() == "shared_array";
    }
    if (in_std(record)) {
      const llvm::StringRef name = record->getName();
      if (storage_of(compat::type_of(record)) == element_storage::shared) {
        return name == "vector" || name == "deque"; // no address of their own in them
      }
      return name == "array" && parts(record, depth);
    }
    const bool plain =
        record->isTriviallyCopyable() ||
        (!record->hasUserDeclaredCopyConstructor() && !record->hasUserDeclaredDestructor());
    return plain && !record->isPolymorphic() && record->getNumVBases() == 0 && parts(record, depth);
  }

  bool parts(const clang::CXXRecordDecl* record, int depth) const {
    return std::all_of(record->field_begin(), record->field_end(),
                       [&](const clang::FieldDecl* field) {
                         return !field->getType()->isReferenceType() &&
                                run(field->getType(), depth + 1);
                       }) &&
           std::all_of(
               record->bases_begin(), record->bases_end(),
               [&](const clang::CXXBaseSpecifier& base) { return run(base.getType(), depth + 1); });
  }

  const clang::ASTContext& context_;
};

/// A class of the program that is lent; aggregates without a base are taken apart by the headers.
bool is_lent(const clang::CXXRecordDecl* record, const clang::ASTContext& context) {
  return !in_std(record) && !in_ptools(record) && !record->isLambda() &&
         (!record->isAggregate() || record->getNumBases() != 0) &&
         lending_check(context).run(compat::type_of(record));
}

class travel_check {
public:
  explicit travel_check(const clang::ASTContext& context) : context_(context) {}

  /// `checked`: the variable itself or a part of it that the runtime sees, not an element behind
  /// it; its pointers are looked at when the loop starts.
  std::optional<std::string> run(QualType type, bool checked, int depth = 0) {
    if (type->isDependentType() || depth > 12) {
      return {};
    }
    type = type.getNonReferenceType().getCanonicalType();
    if (const clang::ArrayType* array = context_.getAsArrayType(type)) {
      if (type->isVariableArrayType()) {
        return "its length is only known while the program runs";
      }
      return run(array->getElementType(), checked, depth + 1);
    }
    if (type->isPointerType() && !checked) {
      return "a pointer inside it would be copied unchecked";
    }
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    return record == nullptr ? std::nullopt : run_class(record, type, checked, depth);
  }

private:
  std::optional<std::string> run_class(const clang::CXXRecordDecl* record, QualType type,
                                       bool checked, int depth) {
    if (!record->hasDefinition()) {
      return {};
    }
    if (in_std(record)) {
      return run_standard(record, checked, depth);
    }
    if (in_ptools(record) || has_serialize(record)) {
      return {};
    }
    if (record->isLambda()) {
      return run_closure(record, type);
    }
    if (type.isTriviallyCopyableType(context_)) {
      return {};
    }
    if (record->isPolymorphic()) {
      return "it has virtual functions and no serialize()";
    }
    if (checked && is_lent(record, context_)) {
      return {};
    }
    if (!record->isAggregate()) {
      return "it is copied by code of its own and has no serialize()";
    }
    for (const clang::FieldDecl* field : record->fields()) {
      if (const auto reason = run(field->getType(), checked, depth + 1)) {
        return "in its member '" + field->getNameAsString() + "': " + *reason;
      }
    }
    return {};
  }

  std::optional<std::string> run_standard(const clang::CXXRecordDecl* record, bool checked,
                                          int depth) {
    const llvm::StringRef name = record->getName();
    if (const auto known = bound_to_a_process().find(name); known != bound_to_a_process().end()) {
      return known->second;
    }
    if (is_stream_name(name)) {
      return "a stream belongs to its process";
    }
    const element_storage storage = storage_of(compat::type_of(record));
    if (storage == element_storage::shared || storage == element_storage::elsewhere) {
      return {};
    }
    const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (special == nullptr) {
      return {};
    }
    for (const clang::TemplateArgument& argument : special->getTemplateArgs().asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type && !is_policy(argument.getAsType())) {
        const bool part = checked && (name == "pair" || name == "array");
        if (const auto reason = run(argument.getAsType(), part, depth + 1)) {
          return "in its elements: " + *reason;
        }
      }
    }
    return {};
  }

  /// Allocators, comparators and the like, of which the container keeps no data of ours.
  static bool is_policy(QualType type) {
    const clang::CXXRecordDecl* record = class_of(type);
    return record != nullptr && in_std(record) &&
           (record->isEmpty() || record->getName() == "allocator");
  }

  std::optional<std::string> run_closure(const clang::CXXRecordDecl* record, QualType type) {
    for (const clang::LambdaCapture& capture : record->captures()) {
      if (capture.capturesThis()) {
        return "it captures 'this'";
      }
      if (!capture.capturesVariable()) {
        continue;
      }
      if (capture.getCaptureKind() == clang::LCK_ByRef) {
        return "it captures '" + capture.getCapturedVar()->getNameAsString() + "' by reference";
      }
    }
    if (!type.isTriviallyCopyableType(context_)) {
      return "it captures more than plain values";
    }
    return {};
  }

  const clang::ASTContext& context_;
};

std::optional<std::string> private_part_of_standard(const clang::CXXRecordDecl* record,
                                                    QualType type, int depth);

/// The member in which a class keeps memory of its process's own.
std::optional<std::string> private_part(QualType type, int depth) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr || !record->hasDefinition() || depth > 8 || in_ptools(record)) {
    return {};
  }
  if (in_std(record)) {
    return private_part_of_standard(record, type, depth);
  }
  for (const clang::FieldDecl* field : record->fields()) {
    if (const auto inner = private_part(field->getType(), depth + 1)) {
      return inner->empty() ? "'" + field->getNameAsString() + "'" : inner;
    }
  }
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    if (const auto inner = private_part(base.getType(), depth + 1)) {
      return inner->empty() ? std::optional<std::string>("a base class") : inner;
    }
  }
  return {};
}

std::optional<std::string> private_part_of_standard(const clang::CXXRecordDecl* record,
                                                    QualType type, int depth) {
  const element_storage storage = storage_of(type);
  if (storage == element_storage::owned) {
    return "";
  }
  const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (storage != element_storage::inside || special == nullptr) {
    return {};
  }
  for (const clang::TemplateArgument& part : special->getTemplateArgs().asArray()) {
    if (part.getKind() != clang::TemplateArgument::Type) {
      continue;
    }
    if (const auto inner = private_part(part.getAsType(), depth + 1)) {
      return inner;
    }
  }
  return {};
}

class pointer_search {
public:
  using list = std::vector<std::pair<std::uint64_t, std::string>>;
  explicit pointer_search(const clang::ASTContext& context) : context_(context) {}

  void run(QualType type, std::uint64_t offset, const std::string& path) {
    type = type.getCanonicalType();
    if (type->isPointerType() || type->isReferenceType()) {
      if (!type->getPointeeType()->isFunctionType()) {
        found_.emplace_back(offset, path);
      }
      return;
    }
    if (const auto* array = context_.getAsConstantArrayType(type)) {
      run_array(array, offset, path);
      return;
    }
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    if (record != nullptr && record->hasDefinition()) {
      run_class(record, offset, path);
    }
  }

  list found_;

private:
  void run_array(const clang::ConstantArrayType* array, std::uint64_t offset,
                 const std::string& path) {
    const QualType element = array->getElementType();
    const std::uint64_t size = context_.getTypeSizeInChars(element).getQuantity();
    const std::uint64_t count = array->getSize().getZExtValue();
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::size_t before = found_.size();
      run(element, offset + i * size, path + "[" + std::to_string(i) + "]");
      if (found_.size() == before) {
        return; // elements without pointers
      }
    }
  }

  void run_class(const clang::CXXRecordDecl* record, std::uint64_t offset,
                 const std::string& path) {
    const clang::ASTRecordLayout& layout = context_.getASTRecordLayout(record);
    for (const clang::CXXBaseSpecifier& base : record->bases()) {
      const clang::CXXRecordDecl* parent = class_of(base.getType());
      if (parent != nullptr && !base.isVirtual()) {
        run_class(parent, offset + layout.getBaseClassOffset(parent).getQuantity(), path);
      }
    }
    for (const clang::FieldDecl* field : record->fields()) {
      if (field->isBitField()) {
        continue;
      }
      const std::uint64_t at = layout.getFieldOffset(field->getFieldIndex()) / 8;
      const std::string name = field->getNameAsString();
      run(field->getType(), offset + at, name.empty() ? path : path + "." + name);
    }
  }

  const clang::ASTContext& context_;
};

} // namespace

std::optional<std::string> reason_bound_to_process(QualType type,
                                                   const clang::ASTContext& context) {
  type = type.getNonReferenceType().getCanonicalType();
  if (type->isPointerType()) {
    const clang::CXXRecordDecl* file = type->getPointeeType()->getAsCXXRecordDecl();
    if (file != nullptr && file->getName() == "_IO_FILE") {
      return "a stream belongs to its process";
    }
    return {};
  }
  const clang::CXXRecordDecl* record = context.getBaseElementType(type)->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition()) {
    return {};
  }
  if (in_std(record)) {
    const auto known = bound_to_a_process().find(record->getName());
    if (known != bound_to_a_process().end() && !record->getName().contains("atomic")) {
      return known->second;
    }
    if (is_stream_name(record->getName())) {
      return "a stream belongs to its process";
    }
    const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (special != nullptr && record->getName() == "vector" &&
        storage_of(type) == element_storage::shared &&
        special->getTemplateArgs()[0].getAsType()->isBooleanType()) {
      return "its elements are bits, of which two iterations may write one byte; use a std::vector "
             "of char";
    }
    if (special == nullptr || storage_of(type) != element_storage::owned) {
      return {};
    }
    const clang::TemplateArgument& element = special->getTemplateArgs()[0];
    const auto reason = element.getKind() == clang::TemplateArgument::Type
                            ? reason_bound_to_process(element.getAsType(), context)
                            : std::nullopt;
    return reason ? std::optional("in its elements: " + *reason) : std::nullopt;
  }
  if (in_ptools(record)) {
    return {};
  }
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    if (const auto reason = reason_bound_to_process(base.getType(), context)) {
      return "in its base " + spelled(base.getType(), context) + ": " + *reason;
    }
  }
  for (const clang::FieldDecl* field : record->fields()) {
    const auto reason = field->getType()->isReferenceType()
                            ? std::nullopt
                            : reason_bound_to_process(field->getType(), context);
    if (reason) {
      return "in its member '" + field->getNameAsString() + "': " + *reason;
    }
  }
  return {};
}

std::optional<std::string> reason_elements_are_private(QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr || storage_of(type) != element_storage::shared) {
    return {};
  }
  const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (special == nullptr || special->getTemplateArgs().size() == 0 ||
      special->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type) {
    return {};
  }
  const auto owner = private_part(special->getTemplateArgs()[0].getAsType(), 0);
  const std::string named = owner && !owner->empty() ? *owner : "a container in them";
  return owner ? std::optional("its elements lie in shared memory, but not what " + named +
                               " owns; give that a ptools::shared_allocator too")
               : std::nullopt;
}

std::optional<std::string> reason_not_to_travel(QualType type, const clang::ASTContext& context) {
  return travel_check(context).run(type, true);
}

std::vector<std::pair<std::uint64_t, std::string>>
pointers_inside(QualType type, const std::string& name, const clang::ASTContext& context) {
  type = type.getNonReferenceType().getCanonicalType();
  const QualType element = context.getBaseElementType(type);
  const clang::CXXRecordDecl* record = element->getAsCXXRecordDecl();
  if (record == nullptr || type->isDependentType() || !record->hasDefinition()) {
    return {};
  }
  const bool known = in_ptools(record) || storage_of(element) == element_storage::elsewhere;
  if (known || (!type.isTriviallyCopyableType(context) &&
                (has_serialize(record) || !is_lent(record, context)))) {
    return {};
  }
  pointer_search search(context);
  search.run(type, 0, name);
  return std::move(search.found_);
}

static bool is_in_ptools_header(const clang::Decl* declaration, const clang::ASTContext& context) {
  const clang::SourceManager& sources = context.getSourceManager();
  return sources.getFilename(sources.getExpansionLoc(declaration->getLocation()))
      .ends_with("ptools/operators.hpp");
}

/// Whether the program specialises ptools::identity for this type.
static bool specialises_identity(const clang::CXXRecordDecl* record,
                                 const clang::ASTContext& context) {
  const clang::TranslationUnitDecl* unit = context.getTranslationUnitDecl();
  for (const clang::NamedDecl* space : unit->lookup(&context.Idents.get("ptools"))) {
    const auto* ptools = dyn_cast<clang::NamespaceDecl>(space);
    if (ptools == nullptr) {
      continue;
    }
    for (clang::NamedDecl* found : ptools->lookup(&context.Idents.get("identity"))) {
      auto* identity = dyn_cast<clang::ClassTemplateDecl>(found);
      if (identity == nullptr) {
        continue;
      }
      for (const auto* special : identity->specializations()) {
        const auto arguments = special->getTemplateArgs().asArray();
        const bool explicit_one =
            special->getSpecializationKind() == clang::TSK_ExplicitSpecialization;
        if (explicit_one && arguments.size() > 1 &&
            arguments[1].getKind() == clang::TemplateArgument::Type &&
            class_of(arguments[1].getAsType()) == record) {
          return true;
        }
      }
      llvm::SmallVector<clang::ClassTemplatePartialSpecializationDecl*, 8> partial;
      identity->getPartialSpecializations(partial);
      for (const auto* special : partial) {
        // One of the program's own: what it covers is for the compiler to say.
        if (!is_in_ptools_header(special, context)) {
          return true;
        }
      }
    }
  }
  return false;
}

bool has_known_identity(QualType type, const clang::ASTContext& context) {
  type = type.getCanonicalType();
  if (type->isArithmeticType()) {
    return true;
  }
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (record == nullptr) {
    return false;
  }
  if (in_std(record)) {
    return true; // the header knows, and says so at compile time
  }
  return specialises_identity(record, context);
}

} // namespace ptools::tool
