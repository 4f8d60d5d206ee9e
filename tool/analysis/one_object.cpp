#include "one_object.hpp"

#include <algorithm>

#include "type_kinds.hpp"

namespace ptools::tool {

using clang::dyn_cast_or_null;
using clang::ValueDecl;

namespace {

const ValueDecl* root_of(const array_place& place) {
  return place.steps.empty() ? nullptr : dyn_cast_or_null<ValueDecl>(place.steps.front());
}

/// The class of the object that a place begins with.
const clang::CXXRecordDecl* object_class(const ValueDecl* root) {
  const clang::QualType type = root->getType().getNonReferenceType();
  return type->isPointerType() ? type->getPointeeType()->getAsCXXRecordDecl()
                               : type->getAsCXXRecordDecl();
}

bool refers(const ValueDecl* root) {
  return root->getType()->isReferenceType() || root->getType()->isPointerType();
}

/// What holds the elements: the last name in front of the first subscript.
const ValueDecl* holder_of(const array_place& place) {
  const auto element = std::find(place.steps.begin(), place.steps.end(), nullptr);
  return element == place.steps.begin() || element == place.steps.end()
             ? nullptr
             : dyn_cast_or_null<ValueDecl>(*(element - 1));
}

bool is_view(const array_place& place) {
  const ValueDecl* holder = holder_of(place);
  return holder != nullptr && (holder->getType()->isAnyPointerType() ||
                               storage_of(holder->getType()) == element_storage::elsewhere);
}

/// What names of values begin with that belong to the object.
std::string object_name(const ValueDecl* root) {
  return (clang::isa<clang::FieldDecl>(root) ? "this." : "") + loop_values::name_of(root);
}

/// `b.w` as `a.w`; `*b` is where the text gets to members by a function.
std::string with_object(const std::string& value, const std::string& theirs,
                        const std::string& ours) {
  const std::size_t begin = value.compare(0, 1, "*") == 0 ? 1 : 0;
  if (value.compare(begin, theirs.size(), theirs) != 0) {
    return value;
  }
  const std::size_t end = begin + theirs.size();
  return end < value.size() && value[end] == '.' ? ours + value.substr(end) : value;
}

void name_as(array_access& a, const std::string& theirs, const std::string& ours) {
  for (place_subscript& subscript : a.place.subscripts) {
    const auto rename = [&](const std::string& value) { return with_object(value, theirs, ours); };
    if (subscript.value) {
      subscript.value = subscript.value->renamed(rename);
    }
    subscript.known = subscript.known.renamed(rename);
  }
}

/// `p->d[i]` as `(*p).d[i]`.
void take_arrow_off(array_place& place) {
  const ValueDecl* root = root_of(place);
  if (root == nullptr || !root->getType()->isPointerType() || place.steps.size() < 2 ||
      place.steps[1] != nullptr || place.subscripts.front().value != polynomial()) {
    return;
  }
  place.steps.erase(place.steps.begin() + 1);
  place.subscripts.erase(place.subscripts.begin());
}

bool lies_behind_address(const array_place& place) {
  const ValueDecl* holder = holder_of(place);
  return holder != nullptr && (holder->getType()->isAnyPointerType() ||
                               storage_of(holder->getType()) != element_storage::inside);
}

/// Two names of objects of one class.
bool are_alike(const ValueDecl* one, const ValueDecl* other) {
  if (one == nullptr || other == nullptr || one == other) {
    return false;
  }
  const clang::CXXRecordDecl* of = object_class(one);
  return of != nullptr && object_class(other) == of && !one->getType().isRestrictQualified() &&
         !other->getType().isRestrictQualified();
}

bool lead_to_the_same_member(const array_place& write, const array_place& other) {
  const auto& ours = write.steps;
  const auto& theirs = other.steps;
  return ours.size() > 2 && ours[1] != nullptr && ours.size() == theirs.size() &&
         std::equal(ours.begin() + 1, ours.end(), theirs.begin() + 1) &&
         (refers(root_of(write)) || refers(root_of(other)) || is_view(write));
}

} // namespace

std::optional<one_object> as_one_object(const array_access& write, const array_access& other) {
  if (!are_alike(root_of(write.place), root_of(other.place))) {
    return {};
  }
  one_object made{write, other, false};
  take_arrow_off(made.write.place);
  take_arrow_off(made.other.place);
  if (!lead_to_the_same_member(made.write.place, made.other.place)) {
    return {};
  }
  const std::string ours = object_name(root_of(write.place));
  name_as(made.write, ours, ours);
  name_as(made.other, object_name(root_of(other.place)), ours);
  made.other.place.steps.front() = write.place.steps.front();
  made.behind_address = lies_behind_address(made.write.place);
  return made;
}

} // namespace ptools::tool
