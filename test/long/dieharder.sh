#!/bin/sh
# dieharder.sh RANDOM_WORDS REPORT [MODE...]: feeds the project's random numbers to the battery dieharder
# (Debian package dieharder), mode after mode, and writes what it says to REPORT. Without modes: all of
# them, which takes hours. A mode is a way in which loops draw numbers; `RANDOM_WORDS` without a mode
# lists them. Status 1 if any test is FAILED. DIEHARDER_TESTS="-d 0 -d 2" chooses tests, the default is
# all (-a); a test that looks weak is repeated until it is clear (-Y 1).
set -u
if [ $# -lt 2 ]; then
  sed -n '2,6s/^# //p' "$0" >&2
  exit 2
fi
command -v dieharder >/dev/null || {
  echo "dieharder.sh: no dieharder here; install the package dieharder" >&2
  exit 2
}
words=$1
report=$2
shift 2
[ $# -gt 0 ] ||
  set -- flips strided_flips seeds uniform draws one_stream adjacent_streams

run_mode() {
  echo "## $1"
  if [ -z "${DIEHARDER_TESTS:-}" ]; then
    "$words" "$1" | dieharder -g 200 -a -k 2 -Y 1
    return
  fi
  echo "$DIEHARDER_TESTS" | sed 's/-d */\n/g' | while read -r test; do
    [ -z "$test" ] || "$words" "$1" | dieharder -g 200 -d "$test" -k 2 -Y 1 -D test_name -D ntuple \
      -D tsamples -D psamples -D pvalues -D assessment
  done
}

: >"$report"
for mode in "$@"; do
  run_mode "$mode" >>"$report" 2>&1
done
grep -q FAILED "$report" && exit 1
grep -q PASSED "$report" # or nothing was tested
