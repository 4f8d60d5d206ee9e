#!/usr/bin/env python3
"""Compares what ptools-rewrite says about a source file with the comments in that file.

    // expected: PT0024 "part of the message"     an error on this line
    // expected@+1: PT0024 "part of the message"  on the next line (any offset)
    // expected-warning: PT0039 "..."             a warning; expected-remark likewise
    // expected-note: "part of the note"          a note on this line belonging to any diagnostic
    // expected: "part of the message"            an error of Clang's own, which has no id
    // expected-behind: PT0011 "..."              an error of the compiler that gets the rewritten text
    // accepted: PT0024                           a reader's mark: close to PT0024, and correct
    // rewrite-flags: --remarks                   more options for ptools-rewrite
    // compile-flags: -DX                         more options for the compile command
    // plain: no                                  the file is not meant for a plain compiler

Expectations in headers that the file includes by a name in quotes count too. A comment may hold
several, separated by commas. Any diagnostic that no comment expects fails the test, and so does an
expectation that nothing meets. The file must also be plain C++.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import precompiled

EXPECTATION = re.compile(r"//.*?\bexpected(?:-(warning|remark|note|behind))?(?:@([+-]\d+))?:\s*(.*)$")
ITEM = re.compile(r'\s*(?:(PT\d{4})\s*)?"((?:[^"\\]|\\.)*)"\s*,?')
NO_ANNOTATION = 3  # how ptools-rewrite leaves when a file has none
DIAGNOSTIC = re.compile(r"^(.*?):(\d+):(\d+): (error|warning|remark|note|fatal error): (.*)$")
ID = re.compile(r"\[(PT\d{4})(?:, -W[\w-]+)?\]")
HEADER = re.compile(r'\s*#include "([^"]+)"')
OPTION = re.compile(r"//\s*(rewrite-flags|compile-flags|plain):\s*(.*)$")


class Expectation:
    def __init__(self, file, line, level, ident, text):
        self.file, self.line = file, line
        self.level, self.ident, self.text = level, ident, text
        self.met = False

    def fits(self, file, line, level, ident, message):
        if (file, line, level) != (self.file, self.line, self.level) or self.text not in message:
            return False
        return level == "note" or ident == self.ident

    @property
    def behind(self):
        return self.level == "behind"

    def __str__(self):
        return f"{self.file}:{self.line}: {self.level}: {self.ident or ''} \"{self.text}\""


def read_comments(path, source):
    """The expectations of a source text, and its options."""
    path = pathlib.Path(path)
    expectations, options = [], {}
    for number, line in enumerate(source.splitlines(), 1):
        header = HEADER.match(line)
        if header:
            inside = path.parent / header[1]
            expectations += read_comments(inside, inside.read_text())[0]
        option = OPTION.search(line)
        if option:
            options[option[1]] = option[2].strip()
        found = EXPECTATION.search(line)
        if not found:
            continue
        level = found[1] or "error"
        at = number + int(found[2] or 0)
        rest, items = found[3], 0
        while True:
            item = ITEM.match(rest)
            if not item:
                break
            if level not in ("note", "error") and not item[1]:
                raise ValueError(f"line {number}: the expectation names no id")
            text = item[2].replace('\\"', '"')
            expectations.append(Expectation(path.name, at, level, item[1], text))
            rest, items = rest[item.end():], items + 1
        if items == 0:
            raise ValueError(f"line {number}: the expectation cannot be read")
    return expectations, options


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False)


def compare(expectations, output, status, text):
    """The differences between output and expectations, as lines of text."""
    problems = []
    for line in output.splitlines():
        found = DIAGNOSTIC.match(line)
        if not found:
            continue
        file, number, level, message = found[1], int(found[2]), found[4], found[5]
        ident = ID.search(message)
        ident = ident[1] if ident else None
        name = pathlib.Path(file).name
        fitting = [e for e in expectations if e.fits(name, number, level, ident, message)]
        fresh = [e for e in fitting if not e.met]
        if fresh:
            fresh[0].met = True
        elif level != "note":
            problems.append(f"not expected: {line}")
    for e in expectations:
        if not e.met and not e.behind:
            problems.append(f"expected and not seen: {e}")
    wanted = 1 if any(e.level == "error" for e in expectations) else 0
    if status != wanted and not (status == NO_ANNOTATION and "[[" not in text):
        problems.append(f"ptools-rewrite left with status {status} instead of {wanted}")
    return problems


def compare_behind(expectations, output):
    """What the compiler says of the rewritten text: its errors with an id, wherever they are."""
    problems = []
    wanted = [e for e in expectations if e.behind]
    for line in output.splitlines():
        ident = ID.search(line)
        if not ident or ": error: " not in line:
            continue
        fitting = [e for e in wanted if e.ident == ident[1] and e.text in line]
        if not fitting:
            problems.append(f"not expected of the compiler: {line}")
        for e in fitting:
            e.met = True
    problems += [f"expected and not seen: {e}" for e in wanted if not e.met]
    return problems


def check_file(arguments, path, text):
    expectations, options = read_comments(path, text)
    command = [arguments.rewrite, "--no-color"]
    command += options.get("rewrite-flags", "").split()
    compile_command = [arguments.cxx, f"-std={arguments.std}", "-Wno-attributes",
                       "-I", arguments.include, "-iquote", str(pathlib.Path(path).parent),
                       *options.get("compile-flags", "").split(),
                       "-c", str(path)]
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out.pt.cpp"
        said = run(command + ["-o", str(out), "--"] + compile_command)
        problems = compare(expectations, said.stdout, said.returncode, text)
        if said.returncode == 0 and not out.exists():
            problems.append("ptools-rewrite left with status 0 and wrote nothing")
        if any(e.behind for e in expectations) and out.exists():
            problems += compare_behind(expectations, run(compile_command[:-2] + [
                "-fsyntax-only", "-iquote", str(pathlib.Path(path).parent), str(out)]).stdout)
    if problems:
        problems.append("--- ptools-rewrite said:\n" + said.stdout)
    if options.get("plain") != "no" and not arguments.rewrite_only:
        first = precompiled.options(arguments.precompiled, arguments.cxx, arguments.std)
        plain = run(compile_command[:1] + first + compile_command[1:] + ["-fsyntax-only"])
        if plain.returncode != 0:
            problems.append("--- not plain C++:\n" + plain.stdout)
    return problems


def add_options(parser):
    parser.add_argument("--rewrite", required=True, help="the ptools-rewrite to test")
    parser.add_argument("--include", required=True, help="folder of the public headers")
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--rewrite-only", action="store_true",
                        help="leave out what says nothing of the ptools-rewrite to test: that the "
                             "sources are plain C++")
    parser.add_argument("--precompiled", help="folder of precompiled headers")
    parser.add_argument("--std", default="c++20")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("sources", nargs="+")
    arguments = parser.parse_args()

    failed = False
    for source in arguments.sources:
        problems = check_file(arguments, source, pathlib.Path(source).read_text())
        for problem in problems:
            print(f"{source}: {problem}")
        failed = failed or bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
