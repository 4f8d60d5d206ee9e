#include "type_kinds.hpp"

#include <algorithm>
#include <iterator>

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

namespace ptools::tool {

using clang::dyn_cast;

namespace {

template <std::size_t N>
bool is_one_of(llvm::StringRef name, const llvm::StringRef (&names)[N]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

const llvm::StringRef owning_containers[] = {"vector",        "deque",
                                             "list",          "forward_list",
                                             "map",           "multimap",
                                             "set",           "multiset",
                                             "unordered_map", "unordered_multimap",
                                             "unordered_set", "unordered_multiset",
                                             "basic_string",  "valarray"};

const llvm::StringRef address_holders[] = {
    "span",          "basic_string_view", "reference_wrapper", "shared_ptr",
    "unique_ptr",    "weak_ptr",          "initializer_list",  "__normal_iterator",
    "move_iterator", "reverse_iterator",  "atomic_ref",        "__shared_ptr"};

const llvm::StringRef stateless_distributions[] = {
    "uniform_int_distribution",     "uniform_real_distribution",
    "bernoulli_distribution",       "exponential_distribution",
    "geometric_distribution",       "cauchy_distribution",
    "weibull_distribution",         "extreme_value_distribution",
    "discrete_distribution",        "piecewise_constant_distribution",
    "piecewise_linear_distribution"};

const clang::DeclContext* outermost_namespace(const clang::Decl* declaration) {
  const clang::DeclContext* found = nullptr;
  for (const clang::DeclContext* at = declaration->getDeclContext(); at != nullptr;
       at = at->getParent()) {
    if (at->isNamespace()) {
      found = at;
    }
  }
  return found;
}

bool in_namespace(const clang::Decl* declaration, llvm::StringRef name) {
  const auto* space =
      clang::dyn_cast_or_null<clang::NamespaceDecl>(outermost_namespace(declaration));
  return space != nullptr && space->getName() == name;
}

bool has_shared_allocator(const clang::CXXRecordDecl* record) {
  const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
  if (special == nullptr) {
    return false;
  }
  for (const clang::TemplateArgument& argument : special->getTemplateArgs().asArray()) {
    if (argument.getKind() != clang::TemplateArgument::Type) {
      continue;
    }
    const clang::CXXRecordDecl* type = argument.getAsType()->getAsCXXRecordDecl();
    if (type != nullptr && in_ptools(type) && type->getName() == "shared_allocator") {
      return true;
    }
  }
  return false;
}

bool has_member(const clang::CXXRecordDecl* record, llvm::StringRef name) {
  clang::ASTContext& context = record->getASTContext();
  return !record->lookup(&context.Idents.get(name)).empty();
}

} // namespace

const clang::CXXRecordDecl* class_of(clang::QualType type) {
  if (type.isNull()) {
    return nullptr;
  }
  return type.getNonReferenceType()->getAsCXXRecordDecl();
}

bool in_std(const clang::Decl* declaration) {
  return in_namespace(declaration, "std") || in_namespace(declaration, "__gnu_cxx");
}
bool in_ptools(const clang::Decl* declaration) {
  return in_namespace(declaration, "ptools");
}

/// `template <> struct std::hash<key>` and its like: the program's code under a library's name.
static bool in_programs_specialisation(const clang::Decl* declaration,
                                       const clang::SourceManager& sources) {
  const auto* context = dyn_cast<clang::DeclContext>(declaration);
  for (context = context != nullptr ? context : declaration->getDeclContext(); context != nullptr;
       context = context->getParent()) {
    const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(context);
    if (special == nullptr) {
      continue;
    }
    if (special->getSpecializationKind() == clang::TSK_ExplicitSpecialization) {
      return true;
    }
    const auto from = special->getSpecializedTemplateOrPartial();
    const auto* partial = from.dyn_cast<clang::ClassTemplatePartialSpecializationDecl*>();
    if (partial != nullptr &&
        !sources.isInSystemHeader(sources.getExpansionLoc(partial->getLocation()))) {
      return true;
    }
  }
  return false;
}

bool in_library(const clang::Decl* declaration) {
  const clang::SourceManager& sources = declaration->getASTContext().getSourceManager();
  if (declaration->getLocation().isInvalid() ||
      sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation()))) {
    return true;
  }
  return (in_std(declaration) || in_ptools(declaration)) &&
         !in_programs_specialisation(declaration, sources);
}

element_storage storage_of(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr) {
    return element_storage::inside;
  }
  if (in_ptools(record)) {
    return element_storage::shared;
  }
  if (in_std(record)) {
    if (is_one_of(record->getName(), address_holders)) {
      return element_storage::elsewhere;
    }
    if (is_one_of(record->getName(), owning_containers)) {
      return has_shared_allocator(record) ? element_storage::shared : element_storage::owned;
    }
  }
  return element_storage::inside;
}

bool is_smart_pointer(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && in_std(record) &&
         (record->getName() == "unique_ptr" || record->getName().ends_with("shared_ptr") ||
          record->getName() == "__shared_ptr_access");
}

bool leads_to_mutable(clang::QualType type, int depth) {
  if (type.isNull() || depth > 6) {
    return false;
  }
  type = type.getCanonicalType();
  if (type->isReferenceType() || type->isPointerType()) {
    const clang::QualType target = type->getPointeeType();
    return !target->isFunctionType() &&
           (!target.isConstQualified() || leads_to_mutable(target, depth + 1));
  }
  if (type->isArrayType()) {
    return leads_to_mutable(type->getAsArrayTypeUnsafe()->getElementType(), depth + 1);
  }
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition()) {
    return false;
  }
  if (in_std(record) || in_ptools(record)) {
    const auto* special = dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (special == nullptr) {
      return false;
    }
    const bool owns = is_smart_pointer(type);
    for (const clang::TemplateArgument& each : special->getTemplateArgs().asArray()) {
      if (each.getKind() == clang::TemplateArgument::Type) {
        const clang::QualType part = each.getAsType();
        return (owns && !part.isConstQualified()) || leads_to_mutable(part, depth + 1);
      }
    }
    return false;
  }
  for (const clang::FieldDecl* field : record->fields()) {
    if (leads_to_mutable(field->getType(), depth + 1)) {
      return true;
    }
  }
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    if (leads_to_mutable(base.getType(), depth + 1)) {
      return true;
    }
  }
  return false;
}

bool is_random_engine(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr || !record->hasDefinition()) {
    return false;
  }
  if (in_std(record)) {
    return record->getName().ends_with("_engine") || record->getName() == "random_device";
  }
  if (in_ptools(record) || !has_member(record, "min") || !has_member(record, "max") ||
      !has_member(record, "result_type")) {
    return false;
  }
  const auto call = record->getASTContext().DeclarationNames.getCXXOperatorName(clang::OO_Call);
  for (const clang::NamedDecl* found : record->lookup(call)) {
    const auto* function = dyn_cast<clang::FunctionDecl>(found);
    if (function != nullptr && function->getNumParams() == 0) {
      return true; // a distribution's takes an engine
    }
  }
  return false;
}

bool is_stateless_distribution(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  return record != nullptr && in_std(record) &&
         is_one_of(record->getName(), stateless_distributions);
}

std::string spelled(clang::QualType type, const clang::ASTContext& context) {
  clang::PrintingPolicy policy = context.getPrintingPolicy();
  policy.adjustForCPlusPlus();
  policy.FullyQualifiedName = false;
  policy.SuppressDefaultTemplateArgs = true;
  return "'" + type.getAsString(policy) + "'";
}

bool is_const_reference(clang::QualType type) {
  return type->isReferenceType() && type.getNonReferenceType().isConstQualified();
}

bool is_mutable_reference(clang::QualType type) {
  return type->isReferenceType() && !type.getNonReferenceType().isConstQualified();
}

} // namespace ptools::tool
