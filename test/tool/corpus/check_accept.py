#!/usr/bin/env python3
"""Checks that correct annotated loops are accepted without a word.

The file must be plain C++17 and C++20 without warnings, ptools-rewrite must write it without any
output, and the rewritten text must compile without warnings with g++ as C++17 and clang++ as C++20.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import precompiled

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False)


def check(arguments, source):
    """Yields a line of text for each thing that is wrong."""
    source = pathlib.Path(source)
    include = ["-I", arguments.include]
    for std in () if arguments.rewrite_only else ("c++17", "c++20"):
        plain = run([arguments.gxx, f"-std={std}",
                     *precompiled.options(arguments.precompiled, arguments.gxx, std),
                     "-Wno-attributes", *WARNINGS, *include, str(source)])
        if plain.returncode != 0:
            yield f"not plain {std}:\n{plain.stdout}"
            return

    for cxx, std in ((arguments.gxx, "c++17"), (arguments.clangxx, "c++20")):
        with tempfile.TemporaryDirectory() as scratch:
            out = pathlib.Path(scratch) / f"{source.stem}.pt.cpp"
            said = run([arguments.rewrite, "--no-color", "-o", str(out), "--", cxx, f"-std={std}",
                        *include, "-c", str(source)])
            if said.returncode != 0 or said.stdout:
                yield (f"ptools-rewrite for {cxx} -std={std} left with status {said.returncode} "
                       f"and said:\n{said.stdout}")
                continue
            if arguments.rewrite_only:
                continue
            # The folder of the original is where its quoted includes are found.
            compiled = run([cxx, f"-std={std}", *precompiled.options(arguments.precompiled, cxx, std),
                            *WARNINGS, *include, "-iquote", str(source.parent), str(out)])
            if compiled.returncode != 0:
                yield f"rewritten text, {cxx} -std={std}:\n{compiled.stdout}"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rewrite", required=True, help="the ptools-rewrite to test")
    parser.add_argument("--include", required=True, help="folder of the public headers")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--clangxx", default="clang++-19")
    parser.add_argument("--precompiled", help="folder of precompiled headers")
    parser.add_argument("--rewrite-only", action="store_true", help="leave out the compilers")
    parser.add_argument("sources", nargs="+")
    arguments = parser.parse_args()

    failed = False
    for source in arguments.sources:
        for problem in check(arguments, source):
            print(f"{source}: {problem}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
