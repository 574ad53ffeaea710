#!/usr/bin/python3
"""Fails unless every case of an Autobahn report, and its close, has one of the given behaviours."""

import collections
import json
import sys

CASES = 247

report, *allowed = sys.argv[1:]
(cases,) = json.load(open(report, encoding="utf-8")).values()
print(len(cases), "cases:", dict(collections.Counter(case["behavior"] for case in cases.values())))
others = [
    f"{name}: {case['behavior']}, closed {case['behaviorClose']}"
    for name, case in cases.items()
    if case["behavior"] not in allowed or case["behaviorClose"] not in allowed
]
if others or len(cases) != CASES:
    sys.exit(f"{report}: of {CASES} cases " + "; ".join(others or ["some are missing"]))
