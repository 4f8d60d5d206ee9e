#!/bin/bash
# status.sh N COMMAND...: succeeds if the command ends with exactly this status.
expected=$1
shift
"$@"
actual=$?
[[ $actual -eq $expected ]] && exit 0
echo "status.sh: status $actual, expected $expected: $*" >&2
exit 1
