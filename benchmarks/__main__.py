"""`make bench`, `make bench NAME='page.*'`: measure, print a table, write benchmarks/latest.json."""

from __future__ import annotations

import shutil
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from benchmarks import (
    allocation,
    board,
    bulk,
    bundles,
    closing,
    first_visit,
    growth,
    imports,
    lint,
    matrix,
    pages,
    pdf,
    pilot,
    raters,
    rounds,
    skm,
    tree,
)
from benchmarks.results import Result, table, write


def main(arguments: list[str]) -> int:
    """0: measured. 1: something could not be measured, or a page's queries grow with the number of people."""
    pattern = arguments[0] if arguments else "*"
    known = [
        *pages.names(),
        board.NAME,
        matrix.NAME,
        first_visit.NAME,
        imports.NAME,
        pdf.NAME,
        tree.NAME,
        bulk.NAME,
        *closing.NAMES,
        bundles.NAME,
        *lint.NAMES,
        *rounds.NAMES,
        *raters.NAMES,
        *allocation.NAMES,
        *growth.NAMES,
        *pilot.NAMES,
        *skm.NAMES,
    ]
    if not any(fnmatch(name, pattern) for name in known):
        print(f"Nothing is called {pattern}. There is: {', '.join(known)}", file=sys.stderr)
        return 2
    at = Path(tempfile.mkdtemp(prefix="kasuari-bench-"))
    results: list[Result] = []
    failed = []
    measures = [
        (pages.names(), lambda: pages.measure(pattern, at)),
        ([board.NAME], lambda: board.measure(at)),
        ([matrix.NAME], lambda: matrix.measure(at)),
        ([first_visit.NAME], lambda: first_visit.measure(at)),
        ([imports.NAME], lambda: imports.measure(at)),
        ([pdf.NAME], lambda: pdf.measure(at)),
        ([tree.NAME], lambda: tree.measure(at)),
        ([bulk.NAME], lambda: bulk.measure(at)),
        (list(closing.NAMES), lambda: closing.measure(at)),
        ([bundles.NAME], lambda: bundles.measure(at)),
        (list(lint.NAMES), lint.measure),
        (list(rounds.NAMES), lambda: rounds.measure(at)),
        (list(raters.NAMES), raters.measure),
        (list(allocation.NAMES), lambda: allocation.measure(at)),
        (list(growth.NAMES), lambda: growth.measure(at)),
        (list(pilot.NAMES), pilot.measure),
        (list(skm.NAMES), lambda: skm.measure(at)),
    ]
    try:
        for names, measure in measures:
            if not any(fnmatch(name, pattern) for name in names):
                continue
            try:
                results += measure()
            except Exception as error:  # the figures of the others are kept
                failed.append(f"{', '.join(names)}: {error!r}")
    finally:
        shutil.rmtree(at, ignore_errors=True)
    write(results)
    print(table(results))
    for line in failed:
        print(f"FAILED {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
