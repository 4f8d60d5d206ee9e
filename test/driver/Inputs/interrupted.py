"""Ends ptools-cc by a signal while its compiler runs."""
import os
import signal
import subprocess
import sys

ptools_cc = sys.argv[1]
COMPILER = """#!/bin/sh
echo $$ > started
read line < gate
"""
with open("compiler", "w") as file:
    file.write(COMPILER)
os.chmod("compiler", 0o755)


def default_signals():
    # A shell starts background commands with SIGINT ignored, and ptools-cc keeps it so.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    os.mkfifo("started")
    os.mkfifo("gate")
    command = [ptools_cc, "./compiler", "-c", "annotated.cpp", "-o", "x.o"]
    process = subprocess.Popen(command, preexec_fn=default_signals)
    with open("started") as started:  # waits until the compiler runs
        compiler = int(started.read())
    process.send_signal(number)
    status = process.wait()
    if status != -number:
        sys.exit("signal %d: status %d" % (number, status))
    if os.path.exists("/proc/%d" % compiler):
        sys.exit("signal %d: the compiler still runs" % number)
    if os.path.exists("x.o.pt"):
        sys.exit("signal %d: x.o.pt was left behind" % number)
    os.unlink("started")
    os.unlink("gate")
os.unlink("compiler")
