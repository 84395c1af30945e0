"""Closing a period of more and more people on PostgreSQL: `python -m benchmarks.agency 75000 150000 300000`.

Takes the server from `KASUARI_BENCH_SERVER` (`postgresql://user@host:5432`), where it makes a database for
each size and drops it again. Prints the seconds of each size, the exponent of the growth, and what that makes
of 4.7 million people. Not a part of `make bench`: filling 300,000 people takes longer than measuring them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.closing import growth
from benchmarks.world import populate, run

COUNTRY = 4_700_000


def main(sizes: list[int]) -> int:
    server = os.environ.get("KASUARI_BENCH_SERVER", "").rstrip("/")
    if not server or len(sizes) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="kasuari-bench-") as at:
        for size in sizes:
            seconds[size] = measured(server, size, Path(at) / str(size))
            print(f"{size:>9,} people: closed in {seconds[size]:.2f} s", flush=True)
    exponent, largest = growth(seconds), max(sizes)
    country = seconds[largest] * (COUNTRY / largest) ** max(exponent, 1.0)
    print(f"exponent {exponent:.3f}; {COUNTRY:,} people by extrapolation: {country / 60:.1f} min")
    return 0


def measured(server: str, size: int, at: Path) -> float:
    """The seconds to close the first quarter. Raises RuntimeError where somebody is missing."""
    name = f"kasuari_bench_{size}"
    _in_server(server, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    try:
        os.environ["KASUARI_BENCH_DATABASE_URL"] = f"{server}/{name}"
        populate(at, size)
        _in_server(f"{server}/{name}", "ANALYZE")
        found = json.loads(run(at, "benchmarks.closing").splitlines()[-1])
    finally:
        os.environ.pop("KASUARI_BENCH_DATABASE_URL", None)
        _in_server(server, f'DROP DATABASE IF EXISTS "{name}"')
    if found["signed"] < size - 20:
        raise RuntimeError(f"{name}: {found}")
    return float(found["seconds"])


def _in_server(url: str, *statements: str) -> None:
    import psycopg

    where = url if urlsplit(url).path.strip("/") else f"{url}/postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]]))
