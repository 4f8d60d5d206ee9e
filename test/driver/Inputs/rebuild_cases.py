"""Touches files and looks whether the build tool compiles again."""
import os
import subprocess
import sys

ptools_cc, tool = sys.argv[1:]
log = os.path.abspath("log")
environment = dict(os.environ, STAND_IN_LOG=log)
for old in ("x.o", "x.o.d", ".ninja_deps", ".ninja_log"):
    if os.path.exists(old):
        os.unlink(old)
clock = 1_000_000_000


def build():
    """True if something was compiled."""
    if os.path.exists(log):
        os.unlink(log)
    command = ["make", "cc=" + ptools_cc] if tool == "make" else ["ninja"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("%s: %s%s" % (tool, done.stdout, done.stderr))
    return os.path.exists(log)


def expect(compiled, after):
    if build() != compiled:
        sys.exit("%s: after %s the source was %scompiled" % (tool, after, "not " if compiled else ""))


def touch(name):
    """Makes a file newer than what was built: the clock of files may stand still meanwhile."""
    while True:
        os.utime(name)
        if os.stat(name).st_mtime_ns > os.stat("x.o").st_mtime_ns:
            return


with open("build.ninja") as file:
    text = file.read()
if not text.startswith("cc ="):
    with open("build.ninja", "w") as file:
        file.write("cc = %s\n%s" % (ptools_cc, text))
for name in os.listdir("src"):
    os.utime(os.path.join("src", name), (clock, clock))

expect(True, "the start")
expect(False, "a build")
for name in ("annotated.hpp", "plain.hpp", "x.cpp"):
    touch(os.path.join("src", name))
    expect(True, "a change in " + name)
    expect(False, "the build after a change in " + name)
touch("src/unused.hpp")
expect(False, "a change in unused.hpp")
# A header that is gone is an error of the compiler if it is still included, not of the build tool.
if tool == "make":
    os.rename("src/plain.hpp", "src/gone.hpp")
    with open("src/annotated.hpp") as file:
        text = file.read()
    with open("src/annotated.hpp", "w") as file:
        file.write(text.replace('#include "plain.hpp"', ""))
    touch("src/annotated.hpp")
    expect(True, "plain.hpp is gone")
