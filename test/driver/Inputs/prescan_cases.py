"""Runs ptools-cc on each case and looks whether the rewriter was started."""
import os
import subprocess
import sys

ptools_cc, directory = sys.argv[1:]
log = os.path.join(directory, "log")
environment = dict(os.environ, STAND_IN_LOG=log)
failures = 0


def expect(rewritten, *arguments, **more_environment):
    global failures
    if os.path.exists(log):
        os.unlink(log)
    command = [ptools_cc, "-fsyntax-only", *arguments]
    done = subprocess.run(
        command, cwd=directory, env=dict(environment, **more_environment), capture_output=True, text=True
    )
    ran = os.path.exists(log)
    if ran != rewritten:
        failures += 1
        print("%s: rewriter %s\n%s" % (arguments, "ran" if ran else "did not run", done.stderr))


for name in sorted(os.listdir(os.path.join(directory, "clean"))):
    if name.endswith(".cpp"):
        expect(False, "clean/" + name)
for name in sorted(os.listdir(os.path.join(directory, "annotated"))):
    if name.endswith(".cpp"):
        expect(True, "annotated/" + name)

expect(True, "uses/angled.cpp", "-Iinclude_dir")
expect(True, "uses/angled.cpp", "-I", "include_dir")
expect(True, "uses/angled.cpp", "--include-directory=include_dir")
expect(True, "uses/angled.cpp", CPATH="include_dir")
expect(False, "uses/angled.cpp", "-isystem", "include_dir")
expect(False, "uses/angled.cpp", "-isystem", "include_dir", "-Iinclude_dir")
expect(False, "uses/angled.cpp", "-iquote", "include_dir")
expect(True, "uses/chain.cpp", "-Iinclude_next/first", "-Iinclude_next/second")
expect(True, "uses/nothing.cpp", "-include", "annotated/with.hpp")
expect(True, "uses/nothing.cpp", "-include", "only_here.hpp", "-Iinclude_dir")
expect(False, "uses/nothing.cpp", "-include", "clean/plain.hpp")
expect(True, "uses/macro.cpp", "-DPAR=[[ptools::parallel]]")
expect(True, "uses/macro.cpp", "-D", "PAR=[[ptools::parallel]]")
expect(False, "uses/macro.cpp", "-DPAR=", "-DPTOOLS_FAST=1")
with open(os.path.join(directory, "flags"), "w") as flags:
    flags.write("-D'PAR=[[ptools::parallel]]'\n")
expect(True, "uses/macro.cpp", "@flags")
sys.exit(failures != 0)
