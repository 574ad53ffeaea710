"""Reads the files that the tests of report/ wrote for CI systems, with independent readers.

Apache Otava uses Python's csv module; prometheus_client is Prometheus' own library.
"""

import csv
import json
import pathlib
import sys
import xml.etree.ElementTree

from prometheus_client.openmetrics.parser import text_string_to_metric_families

folder = pathlib.Path(sys.argv[1])
failed = 0


def check(name, holds):
    global failed
    failed += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}")


def refused(read, text):
    try:
        read(text)
    except (ValueError, xml.etree.ElementTree.ParseError):
        return True
    return False


def metrics(text):
    return {family.name: family for family in text_string_to_metric_families(text)}


def rows(text):
    """Like CsvImporter of Otava: no row shorter than the header, every metric a float."""
    lines = list(csv.reader(text.splitlines(), delimiter=",", quotechar='"'))
    header = lines[0]
    for line in lines[1:]:
        if len(line) < len(header):
            raise ValueError("short row")
        for column, value in zip(header[3:], line[3:]):
            float(value)
    return header, lines[1:]


text = (folder / "metrics.txt").read_text()
families = metrics(text)
times = families["wirebench_response_time_seconds"]
check("metrics.txt: times are gauges in seconds", (times.type, times.unit) == ("gauge", "seconds"))
check("metrics.txt: six cells, three instruments and loads, five quantiles", len(times.samples) == 6 * 3 * 5)
check("metrics.txt: a verdict", sum(s.value for s in families["wirebench_run_verdict"].samples) == 1)
check("metrics.txt: refused without its end", refused(metrics, text.replace("# EOF\n", "")))
check("metrics.txt: refused with a sample twice", refused(metrics, text.replace("# EOF\n", text)))

text = (folder / "otava.csv").read_text()
header, lines = rows(text)
check("otava.csv: a row with a number in each column", len(lines) == 1 and len(header) > 100)
check("otava.csv: no column that Otava takes for a branch", "branch" not in header)
check("otava.csv: refused with a value less", refused(rows, text.rstrip().rpartition(",")[0]))

text = (folder / "junit.xml").read_text()
suites = xml.etree.ElementTree.fromstring(text)
cases = suites.findall("testsuite/testcase")
check("junit.xml: as many cases as it says", len(cases) == int(suites.get("tests")) == 4)
check("junit.xml: a failure and an error", [len(suites.findall(f".//{kind}")) for kind in ("failure", "error")] == [1, 1])
check("junit.xml: refused without its end", refused(xml.etree.ElementTree.fromstring, text.replace("</testsuites>", "")))

for name in ("gates.sarif", "load-performance.json", "benchmark-smaller.json", "benchmark-bigger.json", "bencher.json"):
    text = (folder / name).read_text()
    check(f"{name}: JSON", bool(json.loads(text)) and refused(json.loads, text[:-3]))

sys.exit(failed != 0)
