"""Median of the differences between ptools-cc and the compiler alone, pair by pair."""
import statistics
import subprocess
import sys
import time

ptools_cc, compiler, limit = sys.argv[1:]
ARGUMENTS = ["-O2", "-c", "empty.cpp", "-o", "empty.o"]


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


differences = []
for i in range(31):
    pair = [[ptools_cc, compiler, *ARGUMENTS], [compiler, *ARGUMENTS]]
    if i % 2:
        theirs, ours = seconds(pair[1]), seconds(pair[0])
    else:
        ours, theirs = seconds(pair[0]), seconds(pair[1])
    differences.append((ours - theirs) * 1e3)
median = statistics.median(differences)
print("ptools-cc costs %.2f ms" % median)
sys.exit(median > float(limit))
