#!/usr/bin/env python3
"""Prints what each layer of tests took, and its budget, from the junit.xml of a build directory.

A budget is about what the layer took on two cores, and a quarter more: all of them together stay
under 45 minutes. A layer that is over its budget is said so; that fails no test, since a busy machine
takes longer.
"""
import os
import sys
import xml.etree.ElementTree

# layer: beginnings of the names of its tests, seconds
BUDGETS = {
    "tool": (("lit.tool",), 700),
    "run": (("lit.run", "run."), 450),
    "driver": (("lit.driver",), 180),
    "install": (("install",), 300),
    "docs": (("docs",), 180),
    "runtime": (("runtime.", "support."), 180),
    "bench": (("bench.",), 90),
    "unit": (("",), 120),  # all others
}


def main():
    took = dict.fromkeys(BUDGETS, 0.0)
    for case in xml.etree.ElementTree.parse(os.path.join(sys.argv[1], "junit.xml")).iter("testcase"):
        name = case.get("name", "")
        layer = next(l for l, (starts, _) in BUDGETS.items() if name.startswith(starts))
        took[layer] += float(case.get("time", 0))
    for layer, (_, budget) in BUDGETS.items():
        if took[layer] > 0:
            over = ": over its budget" if took[layer] > budget else ""
            print(f"   {layer}: {took[layer]:.0f} of {budget} s{over}")


if __name__ == "__main__":
    main()
