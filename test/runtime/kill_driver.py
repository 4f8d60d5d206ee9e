"""Kills a program in one of its states, again and again; the census around this script sees what stays.

Usage: kill_driver.py PROGRAM STATE TIMES SIGNAL
"""
import os
import random
import signal
import subprocess
import sys
import time

program, state, times, signal_name = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
number = getattr(signal, signal_name)
chance = random.Random(1)

for _ in range(times):
    child = subprocess.Popen([program, state], stdout=subprocess.PIPE)
    line = child.stdout.readline()
    if line != b"here\n":
        sys.exit(f"{state}: the program said {line!r}")
    # Not a wait for something: the moment of death is to be anywhere in what the program does.
    end = time.perf_counter() + chance.random() * 0.004
    while time.perf_counter() < end:
        pass
    os.kill(child.pid, number)
    status = child.wait()
    if status != -number and not (state == "end" and status == 0):
        sys.exit(f"{state}: ended with {status} instead of signal {number}")
    child.stdout.close()
