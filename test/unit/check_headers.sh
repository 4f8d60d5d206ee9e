#!/bin/sh
# check_headers.sh INCLUDE_DIR CXX... : compiles every public header alone, in C++17 and C++20, with
# each compiler, warnings being errors. Prints what failed; status 1 if anything did. Headers below
# detail/ are compiled as part of those. The macros are those that programs give on the command line.
set -u
include=$1
shift
export include

list() {
  for compiler in "$@"; do
    for standard in 17 20; do
      (cd "$include" && ls ptools/*.hpp ptools/generated/loop.hpp) | sed "s|^|$compiler $standard |"
    done
  done
}

list "$@" | xargs -P 2 -L 1 sh -c '
  echo "#include <$2>" | "$0" -std=c++$1 -Wall -Wextra -Wshadow -Werror -pedantic -fsyntax-only \
    $(printf -- "-D%s=1 " A B C D E F G H I J K L M N O P Q R S T U V W X Y Z) \
    -I"$include" -x c++ - || { echo "FAILED: $2 alone, $0 -std=c++$1" >&2; exit 1; }'
