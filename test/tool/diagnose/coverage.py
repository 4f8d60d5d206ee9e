#!/usr/bin/env python3
"""Checks that no diagnostic is without a page and tests, and no page or test without a diagnostic.

Ids of the compile-time tool come from tool/diagnostics/diagnostics.def; each needs a page, a
`// expected...: PTxxxx` and an `// accepted: PTxxxx` in the tests of this folder. Ids of the runtime
are those that the runtime's own sources name; each needs a page.
"""

import pathlib
import re
import sys

# Which sources may name an id of the runtime: where its messages are written.
RUNTIME_SOURCES = ("runtime", "include/ptools")


def ids_of_tool(root):
    text = (root / "tool/diagnostics/diagnostics.def").read_text()
    return {f"PT{int(n):04}" for n in re.findall(r"^PTOOLS_DIAGNOSTIC\((\d+),", text, re.M)}


def ids_of_runtime(root):
    found = set()
    for folder in RUNTIME_SOURCES:
        for path in sorted((root / folder).rglob("*.[ch]pp")):
            found |= set(re.findall(r"\bPT01\d\d\b", path.read_text(errors="replace")))
    return found


def ids_after(word, root):
    found = set()
    for path in sorted((root / "test/tool/diagnose").rglob("*")):
        if path.suffix not in (".cpp", ".hpp", ".test"):
            continue
        for line in path.read_text().splitlines():
            if re.search(rf"(?://|#).*?\b{word}", line):
                found |= set(re.findall(r"\bPT\d{4}\b", line))
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    tool, runtime = ids_of_tool(root), ids_of_runtime(root)
    pages = {p.stem for p in (root / "docs/reference/diagnostics").glob("PT*.md")}
    problems = []
    for ident in sorted((tool | runtime) - pages):
        problems.append(f"{ident} has no page docs/reference/diagnostics/{ident}.md")
    for ident in sorted(pages - tool - runtime):
        problems.append(f"docs/reference/diagnostics/{ident}.md explains a diagnostic nobody gives")
    index = (root / "docs/reference/diagnostics/README.md").read_text()
    for ident in sorted(pages):
        if f"({ident}.md)" not in index:
            problems.append(f"docs/reference/diagnostics/README.md does not list {ident}")
    for kind, word in (("positive", "expected(?:-warning|-remark|-behind)?(?:@[+-]\\d+)?:"),
                       ("negative", "accepted:")):
        tested = ids_after(word, root)
        for ident in sorted(tool - tested):
            problems.append(f"{ident} has no {kind} test in test/tool/diagnose")
        for ident in sorted(tested - tool):
            problems.append(f"a {kind} test names {ident}, which is not in diagnostics.def")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
