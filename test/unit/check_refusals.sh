#!/bin/sh
# check_refusals.sh INCLUDE_DIR CXX: what must not compile does not, and the message says why in words.
set -u
include=$1
compiler=$2
failed=0

# refused WORDS CODE: encoding CODE's `value` must fail with a message that holds WORDS.
refused() {
  if printf '%s\n' '#include <functional>' '#include <string_view>' '#include <ptools/serialize.hpp>' \
    "$2" 'auto bytes = ptools::encode(value);' |
    "$compiler" -std=c++17 -fsyntax-only -I"$include" -x c++ - 2>"$log"; then
    echo "FAILED: compiles: $2" >&2
    failed=1
  elif ! grep -q -F "$1" "$log"; then
    echo "FAILED: no word of \"$1\": $2" >&2
    failed=1
  fi
}

# refused_option OPTION: no header may be used with it, and the message names it.
refused_option() {
  for header in ptools error random shared_array serialize; do
    if echo "#include <ptools/$header.hpp>" |
      "$compiler" -std=c++17 -fsyntax-only "$1" -I"$include" -x c++ - 2>"$log"; then
      echo "FAILED: compiles with $1: $header.hpp" >&2
      failed=1
    elif ! grep -q -F -e "$1" "$log"; then
      echo "FAILED: no word of $1: $header.hpp" >&2
      failed=1
    fi
  done
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
refused 'holds a raw pointer' 'struct s { int n; char* p; }; std::vector<s> value;'
refused 'refers to memory that it does not own' 'std::map<int, std::string_view> value;'
refused 'has virtual functions' 'struct s { virtual ~s(); }; std::unique_ptr<s> value;'
refused 'give the class `template <class A> void serialize(A& ar)' 'std::function<void()> value;'
refused 'needs a default constructor' \
  'struct s { explicit s(int); template <class A> void serialize(A&) {} }; s value(1);'
refused 'raw pointer' \
  'struct s { int* p = nullptr; s() {} template <class A> void serialize(A& ar) { ar & p; } }; s value;'
refused 'is not copied to another process' '#include <ptools/shared_allocator.hpp>
  struct s { int n; std::vector<int, ptools::shared_allocator<int>> v; }; s value;'
refused 'must have it there too' '#include <ptools/shared_allocator.hpp>
  using texts = std::vector<std::string, ptools::shared_allocator<std::string>>;
  int value = static_cast<int>(texts(3).size());'
refused_option -D_GLIBCXX_DEBUG
refused_option -D_GLIBCXX_USE_CXX11_ABI=0
exit $failed
