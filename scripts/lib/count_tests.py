#!/usr/bin/env python3
"""Prints "PASSED FAILED" for the last ctest run in a build directory.

A test that is itself a suite (lit, unittest) counts as many as it ran, so that the closing line of
scripts/test says how much was really tested.
"""
import re
import sys
import xml.etree.ElementTree as xml

# What a suite prints at its end: the pattern's groups are added up.
PASSED = re.compile(r"^\s*(?:Expectedly Failed|Passed)\s*: *(\d+)", re.M)
FAILED = re.compile(r"^\s*(?:Failed|Timed Out|Unresolved|Unexpectedly Passed)\s*: *(\d+)", re.M)
UNITTEST = re.compile(r"^Ran (\d+) tests? in", re.M)


def skipped(case):
    """A test that says itself that it cannot run here; a missing executable is a failure."""
    if case.get("status") == "disabled":
        return True
    note = case.find("skipped")
    return case.get("status") == "notrun" and note is not None and "SKIP" in note.get("message", "")


def counts(case):
    """(passed, failed) of one CTest test."""
    output = case.findtext("system-out") or ""
    ok = case.get("status") == "run"
    passed = sum(int(n) for n in PASSED.findall(output))
    failed = sum(int(n) for n in FAILED.findall(output))
    if ok and not passed:
        passed = sum(int(n) for n in UNITTEST.findall(output))
    if ok:
        return (passed or 1), 0
    return passed, max(failed, 1)


def main():
    totals = [0, 0]
    try:
        root = xml.parse(sys.argv[1] + "/junit.xml").getroot()
    except (OSError, xml.ParseError) as problem:
        print(f"no test report: {problem}", file=sys.stderr)
        print(0, 1)
        return
    for case in root.iter("testcase"):
        if skipped(case):
            print(f"{case.get('name')} cannot run here", file=sys.stderr)
            continue
        passed, failed = counts(case)
        totals[0] += passed
        totals[1] += failed
    print(*totals)


if __name__ == "__main__":
    main()
