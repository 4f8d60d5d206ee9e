"""Compares the dependency files of ptools-cc with those of the compiler behind it."""
import os
import shutil
import subprocess
import sys

ptools_cc, compiler = sys.argv[1:]
start = os.getcwd()
failures = 0

CASES = [
    "-MD -c src/x.cpp",
    "-MMD -c src/x.cpp",
    "-MMD -c src/x.cpp -o out/x.obj",
    "-MD -MF deps/x.dep -c src/x.cpp -o out/x.o",
    "-MMD -MFdeps/x.dep -c src/x.cpp -o out/x.o",
    "-MMD -MT target -c src/x.cpp",
    "-MMD -MTtarget -MT second -c src/x.cpp",
    "-MMD -MQ $odd -c src/x.cpp",
    "-MMD -MP -c src/x.cpp -o out/x.o",
    "-MD -MP -MF deps/x.dep -MT a -c src/x.cpp -o out/x.o",
    "-Wp,-MMD,deps/x.dep -c src/x.cpp",
    "--write-user-dependencies -c src/x.cpp --output=out/x.o",
    "-MMD -S src/x.cpp",
    "-MMD -S src/x.cpp -o out/x.asm",
    "-MMD -E src/x.cpp -o out/x.ii",
    "-MMD -fsyntax-only src/x.cpp",
    "-MMD -c src/x.cpp src/y.cpp",
    "-MMD -c main.cpp -o out/main.o",
    "-MMD -MP -c main.cpp",
    "-MMD -c ./main.cpp",
    "-MMD -c .//main.cpp",
    "-MMD -I. -c main.cpp",
    "-MMD -c $PWD/src/x.cpp -o $PWD/out/x.o",
    "-MMD -MF - -c src/x.cpp",
    "-MMD src/main.cpp -o out/program",
    "-MMD src/main.cpp",
    "-MMD -MF deps/program.dep -MT p src/main.cpp -o out/program",
    "-M src/x.cpp",
    "-MM -MG src/x.cpp",
    "-MM -MF deps/x.dep -MT t src/x.cpp",
]
if "clang" not in compiler:  # which reads no more than -Wp,-MMD,FILE
    CASES.append("-Wp,-MMD,deps/x.dep,-MP,-MT,named -c src/x.cpp -o out/x.o")


def files_of(directory):
    return {
        os.path.relpath(os.path.join(base, name), directory)
        for base, _, names in os.walk(directory)
        for name in names
    }


def rules_of(text):
    """Targets -> set of prerequisites. The order of prerequisites is no one's business, and neither
    are the library's own headers, which rewritten text may include."""
    rules = {}
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip():
            continue
        targets, _, rest = line.partition(": ") if ": " in line else (line.rstrip(":"), "", "")
        rules.setdefault(targets, set()).update(rest.split())
    return rules


def run(command, directory):
    shutil.rmtree(directory, ignore_errors=True)
    os.mkdir(directory)
    for name in ("src", "main.cpp", "here.hpp"):
        os.symlink(os.path.join(start, name), os.path.join(directory, name))
    for name in ("out", "deps"):
        os.mkdir(os.path.join(directory, name))
    before = files_of(directory)
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("%s\nended with %d: %s" % (command, done.returncode, done.stderr))
    texts = {}
    for name in files_of(directory) - before:
        if name.endswith((".d", ".dep")):
            with open(os.path.join(directory, name)) as file:
                texts[name] = rules_of(file.read())
        else:
            texts[name] = None
    printed = rules_of(done.stdout) if "-MF -" in " ".join(command) or " -M" in command else None
    return texts, printed


def check(case):
    global failures
    work = os.path.join(start, "work")
    words = [word.replace("$PWD", work) for word in case.split()]
    plain = run([compiler, "-Wno-attributes", *words], work)
    ours = run([ptools_cc, compiler, *words], work)
    if plain != ours:
        failures += 1
        print("%s\n  plain %s\n  ours  %s" % (case, plain, ours))


for case in CASES:
    check(case)
sys.exit(failures != 0)
