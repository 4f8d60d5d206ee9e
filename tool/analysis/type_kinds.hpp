#pragma once

#include <string>

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"

// What the analysis has to know of well-known types.
namespace ptools::tool {

/// Where the elements lie that an object of a class gives access to.
enum class element_storage {
  inside,   ///< in the object itself: aggregates, std::array, user classes
  owned,    ///< in private memory that it owns: std::vector, std::string, std::map
  shared,   ///< in the shared heap: shared_array, containers with shared_allocator
  elsewhere ///< behind an address it holds: span, string_view, iterators, smart pointers
};

element_storage storage_of(clang::QualType type);

/// unique_ptr, shared_ptr: what they own travels with them, as a copy.
bool is_smart_pointer(clang::QualType type);
/// Whether a constant of this type gives access to something that is not: behind a pointer, a
/// reference or a smart pointer in it.
bool leads_to_mutable(clang::QualType type, int depth = 0);

/// std::mt19937 and its like, by what they offer.
bool is_random_engine(clang::QualType type);
/// Standard distributions whose call keeps no state between draws.
bool is_stateless_distribution(clang::QualType type);

/// `const T&` and `T&`; of a universal reference to what it is bound to.
bool is_const_reference(clang::QualType type);
bool is_mutable_reference(clang::QualType type);

/// The class behind references and const, or null.
const clang::CXXRecordDecl* class_of(clang::QualType type);
bool in_std(const clang::Decl* declaration);
bool in_ptools(const clang::Decl* declaration);
/// Declared in a header of the system, the standard library or ptools itself.
bool in_library(const clang::Decl* declaration);

/// As a user would write it.
std::string spelled(clang::QualType type, const clang::ASTContext& context);

} // namespace ptools::tool
