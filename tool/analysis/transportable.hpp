#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"

namespace ptools::tool {

/// Why a container whose elements lie in shared memory is not enough: they own private memory, so
/// that what one process puts there no other sees. Nothing if they do not.
std::optional<std::string> reason_elements_are_private(clang::QualType type);

/// Why a value of this type cannot travel to another process, or nothing if it can.
std::optional<std::string> reason_not_to_travel(clang::QualType type,
                                                const clang::ASTContext& context);

/// Byte offset and text (`name.member`) of each pointer in a class that the runtime does not know
/// by itself: one that is trivially copyable, or consists of what is and of containers of the
/// shared heap.
std::vector<std::pair<std::uint64_t, std::string>>
pointers_inside(clang::QualType type, const std::string& name, const clang::ASTContext& context);

/// Whether `ptools::identity` may have a start value for a named operator on this type.
bool has_known_identity(clang::QualType type, const clang::ASTContext& context);

/// Why an object of this type serves one process only, wherever it lies: a lock, a stream; or
/// nothing.
std::optional<std::string> reason_bound_to_process(clang::QualType type,
                                                   const clang::ASTContext& context);

} // namespace ptools::tool
