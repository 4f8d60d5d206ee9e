#!/usr/bin/env python3
"""Compares what ptools-rewrite says about a source file with the comments in that file.

    // expected: PT0024 "part of the message"     an error on this line
    // expected@+1: PT0024 "part of the message"  on the next line (any offset)
    // expected-warning: PT0039 "..."             a warning; expected-remark likewise
    // expected-note: "part of the note"          a note on this line belonging to any diagnostic
    // accepted: PT0024                           a reader's mark: close to PT0024, and correct
    // rewrite-flags: --remarks                   more options for ptools-rewrite
    // plain: no                                  the file is not meant for a plain compiler

A comment may hold several, separated by commas. Any diagnostic that no comment expects fails the
test, and so does an expectation that nothing meets. The file must also be plain C++.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

EXPECTATION = re.compile(r"//.*?\bexpected(?:-(warning|remark|note))?(?:@([+-]\d+))?:\s*(.*)$")
ITEM = re.compile(r'\s*(?:(PT\d{4})\s*)?"((?:[^"\\]|\\.)*)"\s*,?')
DIAGNOSTIC = re.compile(r"^(.*?):(\d+):(\d+): (error|warning|remark|note|fatal error): (.*)$")
ID = re.compile(r"\[(PT\d{4})(?:, -W[\w-]+)?\]$")
OPTION = re.compile(r"//\s*(rewrite-flags|plain):\s*(.*)$")


class Expectation:
    def __init__(self, line, level, ident, text):
        self.line, self.level, self.ident, self.text = line, level, ident, text
        self.met = False

    def fits(self, line, level, ident, message):
        if line != self.line or level != self.level or self.text not in message:
            return False
        return level == "note" or ident == self.ident

    def __str__(self):
        return f"{self.line}: {self.level}: {self.ident or ''} \"{self.text}\""


def read_comments(source):
    """The expectations of a source text, and its options."""
    expectations, options = [], {}
    for number, line in enumerate(source.splitlines(), 1):
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
            if level != "note" and not item[1]:
                raise ValueError(f"line {number}: the expectation names no id")
            expectations.append(Expectation(at, level, item[1], item[2].replace('\\"', '"')))
            rest, items = rest[item.end():], items + 1
        if items == 0:
            raise ValueError(f"line {number}: the expectation cannot be read")
    return expectations, options


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False)


def compare(source_path, expectations, output, status):
    """The differences between output and expectations, as lines of text."""
    problems = []
    for line in output.splitlines():
        found = DIAGNOSTIC.match(line)
        if not found:
            continue
        file, number, level, message = found[1], int(found[2]), found[4], found[5]
        ident = ID.search(message)
        ident = ident[1] if ident else None
        here = pathlib.Path(file).name == pathlib.Path(source_path).name
        fitting = [e for e in expectations if here and e.fits(number, level, ident, message)]
        fresh = [e for e in fitting if not e.met]
        if fresh:
            fresh[0].met = True
        elif level != "note":
            problems.append(f"not expected: {line}")
    for e in expectations:
        if not e.met:
            problems.append(f"expected and not seen: {e}")
    wanted = 1 if any(e.level == "error" for e in expectations) else 0
    if status != wanted:
        problems.append(f"ptools-rewrite left with status {status} instead of {wanted}")
    return problems


def check_file(arguments, path, text):
    expectations, options = read_comments(text)
    command = [arguments.rewrite, "--no-color"]
    command += options.get("rewrite-flags", "").split()
    compile_command = [arguments.cxx, f"-std={arguments.std}", "-Wno-attributes",
                       "-I", arguments.include, "-c", str(path)]
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out.pt.cpp"
        said = run(command + ["-o", str(out), "--"] + compile_command)
        problems = compare(path, expectations, said.stdout, said.returncode)
        if said.returncode == 0 and not out.exists():
            problems.append("ptools-rewrite left with status 0 and wrote nothing")
    if problems:
        problems.append("--- ptools-rewrite said:\n" + said.stdout)
    if options.get("plain") != "no":
        plain = run(compile_command + ["-fsyntax-only"])
        if plain.returncode != 0:
            problems.append("--- not plain C++:\n" + plain.stdout)
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rewrite", required=True, help="the ptools-rewrite to test")
    parser.add_argument("--include", required=True, help="folder of the public headers")
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--std", default="c++20")
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
