#!/usr/bin/env python3
"""Builds the programs of this folder with --ptools-check: in none of them do iterations meet, and each prints
what it prints as a plain program.

usage: checked_programs.py --ptools-cc=PATH --include=DIR --lib=DIR --census=PATH --scratch=DIR PROGRAM.cpp ...
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys


def further_sources(source):
    with open(source, encoding="utf-8") as file:
        found = re.search(r"^// with: (.*)$", file.read(), re.M)
    folder = os.path.dirname(source)
    return [os.path.join(folder, name) for name in found[1].split()] if found else []


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, check=False,
                          **options)


def problem_of(arguments, source):
    """What is wrong, or nothing."""
    name = os.path.splitext(os.path.basename(source))[0]
    sources = [source] + further_sources(source)
    program = os.path.join(arguments.scratch, name)
    built = run([arguments.ptools_cc, "--ptools-check", "-Wno-ptools-output-order", "-std=c++20", "-O1"] + sources +
                ["-o", program + ".checked"])
    if built.returncode:
        return f"{name}: ptools-cc --ptools-check fails\n{built.stderr}"
    built = run(["g++", "-std=c++20", "-O0", "-Wno-attributes", "-I" + arguments.include] + sources +
                ["-L" + arguments.lib, "-lptools", "-Wl,-rpath," + arguments.lib, "-o", program + ".plain"])
    if built.returncode:
        return f"{name}: the plain build fails\n{built.stderr}"
    plain = run([program + ".plain"])
    checked = run([arguments.census, "--no-cwd", "--timeout=120", "--", program + ".checked"])
    silent = re.search(r"checked [1-9]\d* loops?, [1-9]\d* iterations: no two iterations meet", checked.stderr)
    if checked.returncode or not silent:
        return f"{name}: status {checked.returncode}\n{checked.stderr}"
    if checked.stdout != plain.stdout:
        return f"{name}: prints\n{checked.stdout}\nand as a plain program\n{plain.stdout}"
    return None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for option in ("--ptools-cc", "--include", "--lib", "--census", "--scratch"):
        parser.add_argument(option, required=True)
    parser.add_argument("programs", nargs="+")
    arguments = parser.parse_args()
    os.makedirs(arguments.scratch, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [p for p in pool.map(lambda source: problem_of(arguments, source), arguments.programs) if p]
    print("\n".join(found))
    print(f"Passed: {len(arguments.programs) - len(found)}\nFailed: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
