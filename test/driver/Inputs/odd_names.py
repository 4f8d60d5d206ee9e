"""Compiles annotated files with odd names, and has make follow their dependency files."""
import os
import shutil
import subprocess
import sys

ptools_cc, compiler = sys.argv[1:]
TEXT = """#include "helper.hpp"
int f() {
  [[ptools::parallel]]
  for (int i = 0; i < 2; ++i) {}
  return g();
}
"""
NAMES = ["with space", "it's", 'a"quote', "-dash", "naïve", "do$llar", "ha#sh", "a=b", "semi;colon", "per%cent"]
# What the programs themselves cannot do: make has no way to write these in a rule.
NOT_FOR_MAKE = {"a=b", "per%cent", "semi;colon"}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit("%s: status %d\n%s" % (command, done.returncode, done.stderr))
    return done.stdout


def make_is_up_to_date(name):
    with open("Makefile", "w") as file:
        file.write("object.o:\n\ttouch $@\n-include rules.d\n")
    target = "object.o"
    return subprocess.run(["make", "-q", target], capture_output=True).returncode == 0


for name in NAMES:
    shutil.rmtree("odd", ignore_errors=True)
    os.mkdir("odd")
    os.chdir("odd")
    with open(name + ".cpp", "w") as file:
        file.write(TEXT)
    with open("helper.hpp", "w") as file:
        file.write("inline int g() { return 1; }\n")

    source = "./" + name + ".cpp" if name.startswith("-") else name + ".cpp"
    run(ptools_cc, compiler, "-c", source)
    if "pt_rewritten" not in run("nm", "--", name + ".o"):
        sys.exit("'%s' was not rewritten" % name)
    run(ptools_cc, compiler, "-MMD", "-MF", "rules.d", "-MT", "object.o", "-c", source, "-o", "object.o")
    if name not in NOT_FOR_MAKE:
        if not make_is_up_to_date(name):
            sys.exit("make does not understand the dependencies of '%s':\n%s" % (name, open("rules.d").read()))
        os.utime("object.o", (1, 1))
        os.utime("helper.hpp", (0, 0))
        if make_is_up_to_date(name):
            sys.exit("the source '%s' is missing in the dependencies:\n%s" % (name, open("rules.d").read()))
    left = set(os.listdir(".")) - {name + ".cpp", name + ".o", "helper.hpp", "object.o", "rules.d", "Makefile"}
    if left:
        sys.exit("left behind: %s" % left)
    os.chdir("..")

# The directory of the object is odd as well, and the source is elsewhere.
os.makedirs("out put/it's", exist_ok=True)
run(ptools_cc, compiler, "-g", "-c", "odd/per%cent.cpp", "-o", "out put/it's/x.o")
if os.listdir("out put/it's") != ["x.o"]:
    sys.exit("left behind: %s" % os.listdir("out put/it's"))
