#include "library_functions.hpp"

#include <algorithm>

#include "../frontend/llvm_compat.h"
#include "type_kinds.hpp"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace ptools::tool {

namespace {

llvm::StringRef name_of(const clang::FunctionDecl* function) {
  const clang::IdentifierInfo* name = function->getIdentifier();
  return name != nullptr ? name->getName() : llvm::StringRef();
}

bool in_global_library(const clang::FunctionDecl* function) {
  return in_library(function) && !in_std(function) && !in_ptools(function);
}

const llvm::StringSet<>& names_that_hand_on() {
  static const llvm::StringSet<> names{"move",    "forward", "get",  "begin",      "end",
                                       "rbegin",  "rend",    "data", "addressof",  "ref",
                                       "launder", "next",    "prev", "to_address", "as_const"};
  return names;
}

/// Algorithms by name, with the arguments they write through: bit n for argument n.
const llvm::StringMap<unsigned>& writing_algorithms() {
  static const llvm::StringMap<unsigned> table{{"sort", 1},
                                               {"stable_sort", 1},
                                               {"partial_sort", 1},
                                               {"nth_element", 1},
                                               {"fill", 1},
                                               {"fill_n", 1},
                                               {"generate", 1},
                                               {"generate_n", 1},
                                               {"iota", 1},
                                               {"reverse", 1},
                                               {"rotate", 1},
                                               {"shuffle", 1 | 4},
                                               {"random_shuffle", 1},
                                               {"remove", 1},
                                               {"remove_if", 1},
                                               {"unique", 1},
                                               {"replace", 1},
                                               {"replace_if", 1},
                                               {"partition", 1},
                                               {"stable_partition", 1},
                                               {"make_heap", 1},
                                               {"push_heap", 1},
                                               {"pop_heap", 1},
                                               {"sort_heap", 1},
                                               {"next_permutation", 1},
                                               {"prev_permutation", 1},
                                               {"copy", 4},
                                               {"copy_n", 4},
                                               {"copy_if", 4},
                                               {"copy_backward", 4},
                                               {"move_backward", 4},
                                               {"transform", 4 | 8},
                                               {"partial_sum", 4},
                                               {"exclusive_scan", 4},
                                               {"inclusive_scan", 4},
                                               {"adjacent_difference", 4},
                                               {"merge", 16},
                                               {"swap", 1 | 2},
                                               {"swap_ranges", 1 | 4},
                                               {"reverse_copy", 4},
                                               {"rotate_copy", 8},
                                               {"replace_copy", 4},
                                               {"replace_copy_if", 4},
                                               {"remove_copy", 4},
                                               {"remove_copy_if", 4},
                                               {"unique_copy", 4},
                                               {"partition_copy", 4 | 8},
                                               {"partial_sort_copy", 4},
                                               {"sample", 4},
                                               {"move", 4},
                                               {"set_union", 16},
                                               {"set_intersection", 16},
                                               {"set_difference", 16},
                                               {"set_symmetric_difference", 16},
                                               {"transform_inclusive_scan", 4},
                                               {"transform_exclusive_scan", 4},
                                               {"uninitialized_move", 4},
                                               {"uninitialized_copy_n", 4},
                                               {"iter_swap", 1 | 2},
                                               {"exchange", 1},
                                               {"memcpy", 1},
                                               {"memmove", 1},
                                               {"memset", 1},
                                               {"strcpy", 1},
                                               {"strcat", 1},
                                               {"getline", 1 | 2},
                                               {"inplace_merge", 1},
                                               {"uninitialized_fill", 1},
                                               {"uninitialized_copy", 4},
                                               {"advance", 1},
                                               {"erase", 1},
                                               {"erase_if", 1}};
  return table;
}

/// `T&&` of a function template: takes lvalues, and as a rule does not write them.
bool is_forwarding(const clang::FunctionDecl* callee, unsigned index) {
  const clang::FunctionTemplateDecl* origin = callee->getPrimaryTemplate();
  if (origin == nullptr) {
    return false;
  }
  const clang::FunctionDecl* pattern = origin->getTemplatedDecl();
  if (pattern->getNumParams() == 0) {
    return false;
  }
  const unsigned at = std::min(index, pattern->getNumParams() - 1);
  clang::QualType type = pattern->getParamDecl(at)->getType();
  if (const auto* pack = type->getAs<clang::PackExpansionType>()) {
    type = pack->getPattern();
  }
  return type->isRValueReferenceType() &&
         type.getNonReferenceType()->getAs<clang::TemplateTypeParmType>() != nullptr;
}

const llvm::StringSet<>& element_accesses() {
  static const llvm::StringSet<> names{
      "at",  "front", "back",  "data", "begin", "end",   "rbegin", "rend", "cbegin", "cend",
      "get", "value", "c_str", "size", "fill",  "local", "first",  "last", "subspan"};
  return names;
}

/// Functions of C's global namespace that are the same in every process.
const llvm::StringMap<unsigned>& pure_c_functions() {
  static const llvm::StringMap<unsigned> table{
      {"sqrt", 5},    {"sqrtf", 4},    {"fabs", 1},     {"fabsf", 1},     {"abs", 1},
      {"labs", 1},    {"llabs", 1},    {"floor", 2},    {"ceil", 2},      {"round", 2},
      {"trunc", 2},   {"rint", 2},     {"fmin", 1},     {"fmax", 1},      {"fminf", 1},
      {"fmaxf", 1},   {"fma", 2},      {"exp", 10},     {"expf", 6},      {"exp2", 10},
      {"expm1", 12},  {"log", 10},     {"logf", 6},     {"log2", 10},     {"log10", 12},
      {"log1p", 12},  {"sin", 12},     {"sinf", 8},     {"cos", 12},      {"cosf", 8},
      {"tan", 18},    {"tanf", 12},    {"asin", 15},    {"acos", 15},     {"atan", 15},
      {"atan2", 25},  {"atan2f", 15},  {"sinh", 20},    {"cosh", 20},     {"tanh", 20},
      {"pow", 25},    {"powf", 15},    {"cbrt", 15},    {"hypot", 8},     {"erf", 20},
      {"erfc", 25},   {"tgamma", 60},  {"fmod", 15},    {"fmodf", 10},    {"ldexp", 4},
      {"frexp", 4},   {"modf", 4},     {"lround", 3},   {"llround", 3},   {"isnan", 1},
      {"isinf", 1},   {"isfinite", 1}, {"copysign", 1}, {"nextafter", 4}, {"memcpy", 0},
      {"memmove", 0}, {"memset", 0},   {"memcmp", 0},   {"strlen", 0},    {"strcmp", 0},
      {"strncmp", 0}, {"tolower", 2},  {"toupper", 2},  {"isalpha", 2},   {"isdigit", 2},
      {"isspace", 2}, {"abort", 0}};
  return table;
}

const llvm::StringSet<>& printing_functions() {
  static const llvm::StringSet<> names{"printf", "fprintf", "puts",   "putchar", "fputs",
                                       "fputc",  "putc",    "fwrite", "vprintf", "vfprintf",
                                       "perror", "print",   "println"};
  return names;
}

const llvm::StringSet<>& hidden_generators() {
  static const llvm::StringSet<> names{"rand",    "random",  "drand48", "lrand48",
                                       "mrand48", "erand48", "rand_r"};
  return names;
}

const llvm::StringSet<>& readers_of_input() {
  static const llvm::StringSet<> names{"scanf",    "vscanf", "wscanf",           "getchar",
                                       "getwchar", "gets",   "getchar_unlocked", "readline"};
  return names;
}

const llvm::StringSet<>& changers_of_the_process() {
  static const llvm::StringSet<> names{
      "setenv",        "putenv",    "unsetenv", "clearenv",  "chdir",         "fchdir",
      "chroot",        "umask",     "atexit",   "on_exit",   "setlocale",     "signal",
      "at_quick_exit", "sigaction", "tzset",    "setrlimit", "set_terminate", "set_new_handler"};
  return names;
}

/// Names in std that reach out of the computation.
const llvm::StringSet<>& reaching_out() {
  static const llvm::StringSet<> names{
      "getenv", "system",   "exit",   "quick_exit", "_Exit",      "atexit",      "signal",
      "raise",  "time",     "clock",  "now",        "fopen",      "fclose",      "fread",
      "fscanf", "scanf",    "get_id", "yield",      "sleep_for",  "sleep_until", "lock",
      "unlock", "try_lock", "wait",   "notify_one", "notify_all", "tmpnam",      "setlocale",
      "async",  "join",     "detach", "remove",     "rename",     "localtime",   "gmtime",
      "strtok", "strerror"};
  return names;
}

const llvm::StringSet<>& knows_its_process() {
  static const llvm::StringSet<> names{"myid",      "procs",       "nprocs",  "workers",
                                       "nworkers",  "addprocs",    "rmprocs", "seed",
                                       "interrupt", "localindices"};
  return names;
}

bool is_stream(clang::QualType type) {
  const clang::CXXRecordDecl* record = class_of(type);
  if (record == nullptr || !in_std(record)) {
    return false;
  }
  const llvm::StringRef name = record->getName();
  return name.ends_with("stream") || name.ends_with("streambuf") || name == "basic_ios" ||
         name == "ios_base" || name == "basic_filebuf";
}

} // namespace

llvm::StringRef algorithm_name(const clang::FunctionDecl* function) {
  // The class of std::ranges::sort is `__sort_fn`.
  const auto* method = clang::dyn_cast<clang::CXXMethodDecl>(function);
  if (method == nullptr || method->getOverloadedOperator() != clang::OO_Call ||
      method->getParent()->getIdentifier() == nullptr) {
    return name_of(function);
  }
  llvm::StringRef name = method->getParent()->getName();
  return name.consume_front("__") && name.consume_back("_fn") ? name : llvm::StringRef();
}

bool takes_stream(const clang::FunctionDecl* callee) {
  for (const clang::ParmVarDecl* parameter : callee->parameters()) {
    if (is_stream(parameter->getType())) {
      return true;
    }
  }
  const auto* method = clang::dyn_cast<clang::CXXMethodDecl>(callee);
  return method != nullptr && is_stream(compat::type_of(method->getParent()));
}

library_role role_of(const clang::FunctionDecl* callee) {
  if (!in_std(callee) || clang::isa<clang::CXXMethodDecl>(callee)) {
    return library_role::none;
  }
  if (name_of(callee) == "move" && callee->getNumParams() != 1) {
    return library_role::none;
  }
  return names_that_hand_on().contains(name_of(callee)) ? library_role::hands_on
                                                        : library_role::none;
}

bool writes_through_ellipsis(const clang::FunctionDecl* callee) {
  static const llvm::StringSet<> names{"scanf", "fscanf", "sscanf", "wscanf", "fwscanf", "swscanf"};
  return in_library(callee) && names.contains(name_of(callee));
}

bool library_call_writes(const clang::FunctionDecl* callee, unsigned index) {
  const auto& table = writing_algorithms();
  const llvm::StringRef name = algorithm_name(callee);
  if (const auto known = table.find(name); known != table.end()) {
    const auto* method = clang::dyn_cast<clang::CXXMethodDecl>(callee);
    // std::ranges takes one range where others take two iterators.
    const bool takes_range = method != nullptr && callee->getNumParams() != 0 &&
                             callee->getParamDecl(0)->getType()->isReferenceType();
    const unsigned written = takes_range && known->second > 3 ? known->second >> 1 : known->second;
    return ((written >> index) & 1U) != 0;
  }
  if (is_forwarding(callee, index)) {
    return false;
  }
  if (index >= callee->getNumParams()) {
    return false;
  }
  const clang::QualType type = callee->getParamDecl(index)->getType();
  if (type->isLValueReferenceType()) {
    return !in_ptools(callee);
  }
  if (in_global_library(callee) && type->isPointerType()) {
    // C has no other way to say what it fills in: sprintf, fgets, qsort.
    return !type->getPointeeType().isConstQualified() && !type->isFunctionPointerType();
  }
  return type->isRValueReferenceType();
}

bool is_element_access(const clang::CXXMethodDecl* method) {
  const clang::OverloadedOperatorKind op = method->getOverloadedOperator();
  if (op == clang::OO_Subscript || op == clang::OO_Call || op == clang::OO_Star ||
      op == clang::OO_Arrow) {
    return true;
  }
  return element_accesses().contains(name_of(method)) ||
         clang::isa<clang::CXXConversionDecl>(method);
}

call_nature nature_of_library_call(const clang::FunctionDecl* callee) {
  const llvm::StringRef name = name_of(callee);
  if (hidden_generators().contains(name) && !clang::isa<clang::CXXMethodDecl>(callee)) {
    return call_nature::random;
  }
  const bool free = !clang::isa<clang::CXXMethodDecl>(callee) && !in_ptools(callee);
  if (free && readers_of_input().contains(name)) {
    return call_nature::input;
  }
  if (free && changers_of_the_process().contains(name)) {
    return call_nature::state;
  }
  if (printing_functions().contains(name) || takes_stream(callee)) {
    return call_nature::output;
  }
  if (in_ptools(callee)) {
    return knows_its_process().contains(name) ? call_nature::private_ : call_nature::pure;
  }
  if (in_global_library(callee)) {
    const bool known = pure_c_functions().count(name) != 0 || callee->getBuiltinID() != 0 ||
                       callee->hasAttr<clang::ConstAttr>() || callee->hasAttr<clang::PureAttr>();
    return known ? call_nature::pure : call_nature::private_;
  }
  return reaching_out().contains(name) ? call_nature::private_ : call_nature::pure;
}

unsigned library_call_cost(const clang::FunctionDecl* callee) {
  const llvm::StringRef name = name_of(callee);
  const auto& table = pure_c_functions();
  if (const auto known = table.find(name); known != table.end()) {
    return known->second;
  }
  if (in_ptools(callee)) {
    return 3;
  }
  if (const auto* method = clang::dyn_cast<clang::CXXMethodDecl>(callee)) {
    const bool light = is_element_access(method) || method->isOverloadedOperator() ||
                       clang::isa<clang::CXXConstructorDecl>(method);
    return light ? 1 : 0;
  }
  static const llvm::StringSet<> light{"min", "max",  "clamp", "abs",  "move",     "forward",
                                       "get", "norm", "real",  "imag", "isfinite", "swap"};
  return light.contains(name) || callee->isOverloadedOperator() ? 2 : 0;
}

} // namespace ptools::tool
