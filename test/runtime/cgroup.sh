#!/bin/bash
# cgroup.sh PROGRAM: runs it in a control group with 400 MB of memory. Status 77: no group can be made.
program=$1
limit=$((400 * 1024 * 1024))
name=ptools-test-$$

if [[ -w /sys/fs/cgroup/memory/cgroup.procs ]]; then
  group=/sys/fs/cgroup/memory/$name file=memory.limit_in_bytes
elif [[ -w /sys/fs/cgroup/cgroup.subtree_control ]]; then
  group=/sys/fs/cgroup/$name file=memory.max
else
  echo "no control group can be made here"
  exit 77
fi
own=$(sed -n 's/^[0-9]*:\(memory\)\?:\(.*\)$/\2/p' /proc/self/cgroup | head -1)
parent=$(dirname "$group")$own
mkdir "$group" 2>/dev/null || { echo "no control group can be made here"; exit 77; }
leave() {
  echo $$ >"$parent/cgroup.procs"
  rmdir "$group"
}
trap leave EXIT
echo $limit >"$group/$file" 2>/dev/null || { echo "the memory controller is not to be had"; exit 77; }
echo $$ >"$group/cgroup.procs"
PTOOLS_WORKERS=2 "$program"
