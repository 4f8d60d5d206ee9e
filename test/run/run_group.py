#!/usr/bin/env python3
"""Builds one program plain and by ptools-cc in several ways, runs it with different numbers of
workers under the census, and compares what it prints. Silent if all agrees.

usage: run_group.py --settings=FILE PROGRAM.cpp

FILE is JSON: build (where results are kept), include, lib, ptools_cc, ptools_run, census, tools (files
whose change makes every build stale), variants ("all": both compilers with both flavours; "turns": each
compiler with another flavour, which one by turns from program to program; "quick": the same two for all).

A program may say in its first lines
    // needs: c++20          only built in that standard
    // with: a.cpp b.cpp     further translation units, relative to the program
    // quick-only: REASON    too slow for all variants

Lines of output that begin with "~" hold floating-point reductions: against the plain build they may
differ by reassociation, relatively by 1e-11, with "~N" by 1e-N; all other lines must be equal. Runs
of one executable must print the same bytes whatever the number of workers.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import zlib

WORKERS = ("0", "1", "2", "3", "7")
PERTURBED = (("2", "1"), ("3", "2"), ("7", "3"))  # workers, seed of the schedule perturber
BACK_ENDS = ("g++", "clang++-19")
FLAVOURS = (("c++17", "-O0"), ("c++20", "-O2"))
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|inf|nan)")


class Failure(Exception):
    pass


class Program:
    def __init__(self, path):
        self.path = os.path.realpath(path)
        self.name = os.path.splitext(os.path.basename(path))[0]
        head = open(self.path, encoding="utf-8").read(2000)
        self.needs_20 = bool(re.search(r"^// needs: c\+\+20", head, re.M))
        self.quick_only = bool(re.search(r"^// quick-only:", head, re.M))
        extra = re.search(r"^// with: (.*)", head, re.M)
        directory = os.path.dirname(self.path)
        self.sources = [self.path] + [
            os.path.join(directory, name) for name in (extra.group(1).split() if extra else [])]


def facts(path):
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def dependencies(depfiles):
    """Files that a build read, out of make rules."""
    found = set()
    for depfile in depfiles:
        with open(depfile, encoding="utf-8") as rules:
            text = rules.read().replace("\\\n", " ")
        for rule in text.splitlines():
            found.update(rule.partition(": ")[2].split())
    return found


def is_fresh(stamp, command):
    try:
        with open(stamp, encoding="utf-8") as file:
            before = json.load(file)
    except (OSError, ValueError):
        return False
    return before["command"] == command and all(
        facts(path) == known for path, known in before["inputs"].items())


def build(settings, program, directory, compiler, flags, link):
    """Compiles and links in `directory` unless nothing has changed since; returns the executable."""
    os.makedirs(directory, exist_ok=True)
    executable = os.path.join(directory, program.name)
    stamp = executable + ".stamp"
    command = compiler + flags + program.sources + link
    if is_fresh(stamp, command) and os.path.exists(executable):
        return executable
    objects, depfiles = [], []
    for source in program.sources:
        base = os.path.join(directory, os.path.splitext(os.path.basename(source))[0])
        step = compiler + flags + ["-MD", "-MF", base + ".d", "-c", source, "-o", base + ".o"]
        run_compiler(step)
        objects.append(base + ".o")
        depfiles.append(base + ".d")
    run_compiler(compiler + flags + objects + link + ["-o", executable])
    inputs = dependencies(depfiles) | set(settings["tools"])
    with open(stamp, "w", encoding="utf-8") as file:
        json.dump({"command": command, "inputs": {path: facts(path) for path in inputs}}, file)
    return executable


def run_compiler(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            errors="replace", timeout=300)
    if result.returncode != 0 or result.stdout:
        raise Failure(f"$ {' '.join(command)}\nstatus {result.returncode}, and a build should say "
                      f"nothing, but it said:\n{result.stdout}")


def run(settings, executable, directory, environment, prefix=()):
    cleaned = {k: v for k, v in os.environ.items() if not k.startswith("PTOOLS_")}
    cleaned.update(environment)
    # An empty directory of its own, so that whatever is left there was left by this run.
    where = os.path.join(directory, "cwd")
    os.makedirs(where, exist_ok=True)
    command = [settings["census"], "--timeout=60", "--", *prefix, executable]
    result = subprocess.run(command, cwd=where, env=cleaned, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    shown = " ".join([f"{k}={v}" for k, v in environment.items()] + [*prefix, executable])
    if result.returncode != 0 or result.stderr:
        raise Failure(f"$ {shown}\nstatus {result.returncode}\n"
                      f"{result.stdout.decode(errors='replace')[-1000:]}"
                      f"{result.stderr.decode(errors='replace')[-4000:]}")
    return result.stdout, shown


def close_enough(expected, actual):
    if not (expected.startswith("~") and actual.startswith("~")):
        return False
    digits = re.match(r"~(\d*)", expected).group(1)
    bound = 10.0 ** -int(digits or 11)
    wanted, got = NUMBER.findall(expected), NUMBER.findall(actual)
    if NUMBER.sub("#", expected) != NUMBER.sub("#", actual):
        return False
    return all(abs(float(a) - float(b)) <= bound * abs(float(a))
               for a, b in zip(wanted, got))


def compare_with_plain(plain, output, shown):
    expected, actual = plain.decode().splitlines(), output.decode(errors="replace").splitlines()
    if len(expected) != len(actual):
        raise Failure(f"$ {shown}\nprinted {len(actual)} lines, the plain build {len(expected)}")
    for number, (a, b) in enumerate(zip(expected, actual), 1):
        if a != b and not close_enough(a, b):
            raise Failure(f"$ {shown}\nline {number} is not what the plain build prints\n"
                          f"  plain: {a[:300]}\n  here:  {b[:300]}")


def check_variant(settings, program, directory, back_end, standard, level, plain):
    place = os.path.join(directory, f"{back_end}-{standard}{level}")
    compiler = [settings["ptools_cc"], f"--ptools-cxx={back_end}"]
    flags = [f"-std={standard}", level, "-Wall", "-Wextra"]
    executable = build(settings, program, place, compiler, flags, [])
    first = None
    runs = [({"PTOOLS_WORKERS": n}, ()) for n in WORKERS]
    runs += [({"PTOOLS_WORKERS": n, "PTOOLS_PERTURB": seed}, ()) for n, seed in PERTURBED]
    runs += [({}, ()), ({}, (settings["ptools_run"], "-p", "2"))]
    for environment, prefix in runs:
        output, shown = run(settings, executable, place, environment, prefix)
        compare_with_plain(plain, output, shown)
        if first is None:
            first = output, shown
        elif output != first[0]:
            raise Failure(f"these two print different bytes:\n$ {first[1]}\n$ {shown}\n"
                          f"{first_difference(first[0], output)}")


def first_difference(a, b):
    for number, (x, y) in enumerate(zip(a.splitlines(), b.splitlines()), 1):
        if x != y:
            return f"line {number}: {x.decode(errors='replace')} | {y.decode(errors='replace')}"
    return "one is longer than the other"


def check(settings, program):
    directory = os.path.join(settings["build"], program.name)
    standard = "c++20" if program.needs_20 else "c++17"
    plain_exe = build(
        settings, program, os.path.join(directory, "plain"), ["g++"],
        [f"-std={standard}", "-O2", "-Wall", "-Wextra", "-Wno-attributes", "-I" + settings["include"]],
        ["-L" + settings["lib"], "-lptools", "-Wl,-rpath," + settings["lib"], "-pthread"])
    plain, _ = run(settings, plain_exe, os.path.join(directory, "plain"), {})

    flavours = [f for f in FLAVOURS if f[0] == "c++20" or not program.needs_20]
    variants = [(b, *f) for b in BACK_ENDS for f in flavours]
    if settings["variants"] != "all" or program.quick_only:
        variants = [("g++", *flavours[-1]), ("clang++-19", *flavours[0])]
        if settings["variants"] == "turns" and zlib.crc32(program.name.encode()) % 2:
            variants = [("g++", *flavours[0]), ("clang++-19", *flavours[-1])]
    failures = []
    with concurrent.futures.ThreadPoolExecutor(settings.get("jobs", 1)) as pool:
        pending = {pool.submit(check_variant, settings, program, directory, *v, plain): v
                   for v in variants}
        for future in concurrent.futures.as_completed(pending):
            try:
                future.result()
            except Failure as failure:
                failures.append(f"--- {' '.join(pending[future])}\n{failure}")
    if failures:
        raise Failure("\n".join(failures))


def main():
    if len(sys.argv) != 3 or not sys.argv[1].startswith("--settings="):
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1].partition("=")[2], encoding="utf-8") as file:
        settings = json.load(file)
    try:
        check(settings, Program(sys.argv[2]))
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
