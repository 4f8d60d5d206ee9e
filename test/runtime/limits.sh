#!/bin/bash
# limits.sh PROGRAM: runs it under limits that batch systems set. Whatever they forbid, results are
# right, and what is not available is said in words.
program=$1
export PTOOLS_WORKERS=2
failed=0

# expect NAME PATTERN COMMANDS: output of COMMANDS (both streams) matches the pattern
expect() {
  local out
  out=$(bash -c "$3" 2>&1)
  if ! grep -Eq "$2" <<<"$out"; then
    echo "$1: expected /$2/ in: $out"
    failed=1
  fi
}

expect "file size 10 GB" "^right, with 2 workers" "ulimit -f $((10 * 1024 * 1024)); exec $program"
expect "file size 1 MB: result" "^right, with 0 workers" "ulimit -f 1024; exec $program"
expect "file size 1 MB: reason" "run serially.*ulimit -f" "ulimit -f 1024; exec $program"
expect "address space 1 GB: result" "^right, with 0 workers" "ulimit -v $((1024 * 1024)); exec $program"
expect "address space 1 GB: reason" "run serially.*ulimit -v" "ulimit -v $((1024 * 1024)); exec $program"
expect "address space 40 GB: result" "^right, with 2 workers" "ulimit -v $((40 * 1024 * 1024)); exec $program"
expect "address space 40 GB: warning" "cannot be told apart" "ulimit -v $((40 * 1024 * 1024)); exec $program"
expect "arrays without a shared region" "^right, with 0 workers" "ulimit -f 1024; exec $program array"
expect "unlimited stack" "^right, with 2 workers" "ulimit -s unlimited; exec $program"
expect "no debugger in sight" "^right, with 2 workers" "exec $program"

# A core dump must not write, or create, the pages of the region. One worker alone, because the death of
# one ends another one's dump. A limit above what is allowed here, so that a broken promise does not fill
# the disk.
pattern=$(</proc/sys/kernel/core_pattern)
if [[ $pattern != \|* && $pattern != /* ]]; then
  folder=$(mktemp -d)
  cd "$folder" || exit 1
  expect "with core dumps" "^right, with" "ulimit -c 200000; PTOOLS_WORKERS=1 exec $program abort"
  size=$(du -sk . | cut -f1)
  if ((size > 65536)); then
    echo "core dumps: $size kB on disk"
    failed=1
  fi
  cd / && rm -rf "$folder"
fi
exit $failed
