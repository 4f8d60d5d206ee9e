"""Ends process 1 at each single delicate point that it comes to, at the first time, the second, one
between and the last; the census around this script sees what stays.

Usage: kill_driver_points.py PROGRAM
"""
import collections
import signal
import subprocess
import sys

# Files of the runtime whose points process 1 must have ended at.
EXPECTED = {"membership.cpp", "local.cpp", "team.cpp", "partials.cpp", "arrays.cpp", "first_touch.cpp",
            "stripes.cpp", "mailbox.cpp", "ring.cpp", "waiting_room.cpp", "entry.cpp"}

program = sys.argv[1]


def run(*words):
    child = subprocess.run([program, "points", *words], stdout=subprocess.PIPE, text=True)
    return child.returncode, child.stdout.splitlines()


status, places = run()
if status != 0:
    sys.exit(f"the program, left alone, ended with {status}")
passed = collections.Counter(places)
ended = collections.Counter()
for place, times in passed.items():
    for k in sorted({1, 2, times // 2, times}):
        status, _ = run(place, str(k))
        if status == -signal.SIGKILL:
            ended[place] += 1
        elif status != 0:
            sys.exit(f"{place}, time {k}: ended with {status}")
for place, times in ended.items():
    print(f"{place}: ended {times} times, of {passed[place]} that it was passed")
# How often it waits differs from run to run, not what it does.
missing = EXPECTED - {place.split(":")[0] for place in ended}
if missing:
    sys.exit(f"process 1 has never ended in {', '.join(sorted(missing))}")
