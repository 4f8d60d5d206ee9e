#!/usr/bin/env python3
"""Compiles and runs the examples for scripts/demo; exits with 1 if any result differs, or there is no picture.

usage: demo.py BUILD [--once]
"""
import os
import re
import subprocess
import sys
import time

# name, further flags, arguments of the run on workers
EXAMPLES = (
    ("count_heads", [], []),
    ("pi", [], []),
    ("dot", [], []),
    ("advection", [], []),
    ("mandelbrot", [], []),
    ("render_scene", ["-lpng"], ["scene.png"]),
)
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")
REPEATS = 3


def agreement(serial, parallel):
    """How far two outputs agree; floating sums may differ by reassociation."""
    if serial == parallel:
        return "yes"
    a, b = NUMBER.findall(serial), NUMBER.findall(parallel)
    if NUMBER.sub("#", serial) == NUMBER.sub("#", parallel) and all(
            abs(float(x) - float(y)) <= 1e-9 * abs(float(x)) for x, y in zip(a, b)):
        return "yes, up to rounding"
    return "NO"


def compile_example(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"$ {' '.join(command)}\n{result.stdout}{result.stderr}")


def run(program, arguments, directory, repeats):
    """Best wall-clock time of some runs, and what the program printed."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        result = subprocess.run([program, *arguments], cwd=directory, capture_output=True, text=True)
        best = min(best, time.perf_counter() - start)
        if result.returncode != 0:
            sys.exit(f"{program} ended with status {result.returncode}\n{result.stderr}")
    return best, result.stdout


def main():
    build = os.path.realpath(sys.argv[1])
    source = os.path.realpath("examples")
    demo = os.path.join(build, "demo")
    os.makedirs(demo, exist_ok=True)
    library = os.path.join(build, "lib")
    plain = ["g++", "-O2", "-Wno-attributes", "-I" + os.path.realpath("include"), "-L" + library,
             "-Wl,-rpath," + library]
    picture = os.path.join(demo, "scene.png")
    if os.path.exists(picture):
        os.remove(picture)
    workers = os.environ.get("PTOOLS_WORKERS", str(len(os.sched_getaffinity(0))))

    print(f"\n{'example':<14}{'g++':>10}{workers + ' workers':>14}{'ratio':>8}   result")
    repeats = 1 if "--once" in sys.argv else REPEATS
    disagree = False
    for name, flags, arguments in EXAMPLES:
        text = os.path.join(source, name + ".cpp")
        serial, parallel = os.path.join(demo, name + "_serial"), os.path.join(demo, name)
        compile_example([*plain, text, "-o", serial, *flags, "-lptools"])
        compile_example([os.path.join(build, "bin", "ptools-cc"), "-O2", text, "-o", parallel, *flags])
        serial_time, expected = run(serial, [], demo, repeats)
        parallel_time, output = run(parallel, arguments, demo, repeats)
        same = agreement(expected, output)
        disagree |= same == "NO"
        print(f"{name:<14}{serial_time:>8.2f} s{parallel_time:>12.2f} s"
              f"{serial_time / parallel_time:>7.2f}x   {same}", flush=True)
        if same == "NO":
            print(f"  serially:   {expected.strip()}\n  on workers: {output.strip()}")
    with open(picture, "rb") as file:
        if file.read(8) != b"\x89PNG\r\n\x1a\n":
            sys.exit(f"{picture} is no picture")
    print(f"\npicture: {os.path.relpath(picture)}")
    return 1 if disagree else 0


if __name__ == "__main__":
    sys.exit(main())
