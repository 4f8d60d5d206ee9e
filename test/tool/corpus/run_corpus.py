#!/usr/bin/env python3
"""Builds loops of the corpus plain and by ptools-cc, and compares what the two programs print with
0, 1, 2 and 3 workers, under the census: no process, file or shared memory may be left."""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

# The files whose loops run/main.cpp calls.
FILES = """canonical raw_pointers user_calls steps outer_index independent globals reduce_plus
reduce_multiplies reduce_min_max reduce_bits reduce_logical reduce_callables reduce_several containers
private_copies lambdas proxies""".split()
OPTIONS = ["-std=c++17", "-O1", "-c"]


def run(command, **more):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=300, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: left with {done.returncode}\n{done.stdout}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--include", required=True)
    parser.add_argument("corpus", type=pathlib.Path)
    arguments = parser.parse_args()
    compiler, libraries = arguments.build / "bin" / "ptools-cc", arguments.build / "lib"
    census = arguments.build / "test" / "support" / "ptools-census"
    sources = [arguments.corpus / "accept" / f"{name}.cpp" for name in FILES]
    sources.append(arguments.corpus / "run" / "main.cpp")

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        plain, made = [], []
        for source in sources:
            plain.append(scratch / f"{source.stem}.plain.o")
            made.append(scratch / f"{source.stem}.o")
            run(["g++", *OPTIONS, "-Wno-attributes", "-I", arguments.include, source, "-o", plain[-1]])
            run([compiler, *OPTIONS, source, "-o", made[-1]])
        run(["g++", *plain, "-o", scratch / "plain", "-L", libraries, "-lptools",
             f"-Wl,-rpath,{libraries}"])
        run([compiler, *made, "-o", scratch / "program"])

        expected = run([scratch / "plain"], cwd=scratch)
        for workers in range(4):
            seen = run([census, "--timeout=60", "--", scratch / "program"], cwd=scratch,
                       env={**os.environ, "PTOOLS_WORKERS": str(workers)})
            if seen != expected:
                sys.exit(f"with {workers} workers:\n{seen}\ninstead of\n{expected}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
