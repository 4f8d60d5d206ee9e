#!/usr/bin/env python3
"""Checks that the corpus has the size and the shape of real programs' loops.

Every annotation in accept/ has a comment `// shape: ROW, ROW ...` above it; every row of rows.txt
(what is found in 3 % and more of real loops) must occur at least twice, with no row but those of
rows.txt.
"""

import collections
import pathlib
import re
import sys

LEAST_LOOPS = 150
LEAST_EACH = 2


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = {}
    for line in (folder / "rows.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, meaning = line.partition(" ")
            rows[name] = meaning.strip()

    seen = collections.Counter()
    loops = 0
    problems = []
    for path in sorted((folder / "accept").rglob("*.[ch]pp")):
        text = path.read_text()
        shapes = re.findall(r"^\s*// shape: (.*)$", text, re.MULTILINE)
        loops += len(shapes)
        for shape in shapes:
            for row in shape.split(", "):
                seen[row] += 1
                if row not in rows:
                    problems.append(f"{path.name}: no row '{row}' in rows.txt")
        # A loop without a shape would not be counted: every annotation follows its shape.
        annotated = len(re.findall(r"// shape: .*\n\s*(?:\[\[|PARALLEL)", text))
        if annotated != len(shapes):
            problems.append(f"{path.name}: a shape that no annotation follows")

    if loops < LEAST_LOOPS:
        problems.append(f"{loops} loops, fewer than {LEAST_LOOPS}")
    for row in rows:
        if seen[row] < LEAST_EACH:
            problems.append(f"row '{row}' occurs {seen[row]} times, fewer than {LEAST_EACH}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
