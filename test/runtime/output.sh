#!/bin/bash
# output.sh PROGRAM: what process 1 wrote before a loop comes before what the loop writes, also into a
# file, and what workers wrote is there when the loop has ended.
program=$1
export PTOOLS_WORKERS=2
failed=0
file=$(mktemp)
trap 'rm -f "$file"' EXIT

expected=$(for i in 1 2 3; do printf 'before\nbefore by cout\ninside\ninside by cout\n'; done; echo after)
"$program" >"$file"
if [[ $(<"$file") != "$expected" ]]; then
  echo "linked streams:"
  cat "$file"
  failed=1
fi
# With unlinked streams the two have no order between them, but each loop's lines stay together.
"$program" unlinked >"$file"
order=$(sed 's/ by cout//' "$file" | uniq | tr '\n' ' ')
if [[ $order != "before inside before inside before inside after " ]]; then
  echo "unlinked streams: $order"
  failed=1
fi
exit $failed
