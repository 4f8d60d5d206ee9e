#!/usr/bin/env python3
"""Checks the C++ in the pages of the diagnostics, as the tests of this folder are checked.

The ```cpp block under "## Example" must give what its comments expect, the page's own id among it;
a block ```cpp NAME.hpp is a header beside it, ```cpp NAME.cpp another file that is linked with it.
Those under "## How to mend it" must give nothing. A page of the runtime (PT0101 and up) has an
example that is accepted; with --ptools-cc it is built, and must end with the page's id on stderr,
while the mended ones end well; both under the census, leaving nothing behind.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import check

SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```cpp *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIRST_RUNTIME_ID = 101
LEFT_BEHIND = 70  # status of the census


def blocks_of(text):
    """Section title -> its (name of the file or "", text)."""
    parts = SECTION.split(text)
    return {title: BLOCK.findall(body) for title, body in zip(parts[1::2], parts[2::2])}


def check_block(arguments, scratch, name, text):
    path = pathlib.Path(scratch) / name
    path.write_text(text)
    return [f"{name}: {p}" for p in check.check_file(arguments, path, text)]


def run_block(arguments, scratch, name, ident, others, options):
    """Builds and runs a program of a page; `ident` is what must stop it, None if nothing may."""
    program = pathlib.Path(scratch) / "program"
    sources = [str(pathlib.Path(scratch) / source) for source in [name] + others]
    built = check.run([arguments.ptools_cc, "-O1"] + options + sources + ["-o", str(program)])
    if built.returncode != 0:
        return [f"{name}: ptools-cc: {built.stdout}"]
    census = pathlib.Path(arguments.ptools_cc).parent.parent / "test" / "support" / "ptools-census"
    ran = subprocess.run([census, "--timeout=60", "--", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True, errors="replace", timeout=120, check=False, cwd=scratch,
                         env={**os.environ, "PTOOLS_WORKERS": "2"})
    if ident is None:
        return [] if ran.returncode == 0 else [f"{name}: left with {ran.returncode}: {ran.stdout}"]
    if ran.returncode in (0, LEFT_BEHIND) or f"[{ident}]" not in ran.stdout:
        return [f"{name}: left with {ran.returncode}, without [{ident}]: {ran.stdout}"]
    return []


def check_page(arguments, path):
    ident = path.stem
    options = ["--ptools-check"] if "built with `--ptools-check`" in path.read_text() else []
    runtime = int(ident[2:]) >= FIRST_RUNTIME_ID
    text = path.read_text()
    problems = []
    if not text.startswith(f"# {ident}: "):
        problems.append(f"the title does not begin with '{ident}: '")
    sections = blocks_of(text)
    for needed in ("Example", "How to mend it", "Related"):
        if needed not in sections:
            problems.append(f"no section '{needed}'")
    headers = [b for blocks in sections.values() for b in blocks if b[0]]
    others = [name for name, _ in headers if name.endswith(".cpp")]
    examples = [code for name, code in sections.get("Example", []) if not name]
    mended = [code for name, code in sections.get("How to mend it", []) if not name]
    if len(examples) != 1:
        problems.append(f"{len(examples)} examples instead of one")
    if not mended:
        problems.append("no code that shows how to mend it")
    with tempfile.TemporaryDirectory() as scratch:
        for name, code in headers:
            (pathlib.Path(scratch) / name).write_text(code)
        for example in examples:
            expected, _ = check.read_comments(pathlib.Path(scratch) / "example.cpp", example)
            if not runtime and ident not in {e.ident for e in expected}:
                problems.append(f"the example does not expect {ident}")
            problems += check_block(arguments, scratch, "example.cpp", example)
            if runtime and arguments.ptools_cc and not problems:
                problems += run_block(arguments, scratch, "example.cpp", ident, others, options)
        for number, block in enumerate(mended, 1):
            name = f"mended{number}.cpp"
            if check.read_comments(pathlib.Path(scratch) / name, block)[0]:
                problems.append(f"{name} expects a diagnostic")
            problems += check_block(arguments, scratch, name, block)
            if runtime and arguments.ptools_cc and not problems:
                problems += run_block(arguments, scratch, name, None, others, options)
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    check.add_options(parser)
    parser.add_argument("--ptools-cc", help="build and run the examples of runtime diagnostics")
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()

    failed = False
    for page in arguments.pages:
        for problem in check_page(arguments, page):
            print(f"{page.name}: {problem}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
