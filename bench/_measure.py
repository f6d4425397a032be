"""Clock, memory and write-ahead log of a piece of work."""

import resource
import statistics
import time
from typing import NamedTuple


class Measured(NamedTuple):
    seconds: float
    wal_bytes: int
    result: object


def measure(database, work):
    """Run `work(env)` in one transaction, commit included."""
    before = wal(database)
    start = time.perf_counter()
    with database.session() as env:
        result = work(env)
    seconds = time.perf_counter() - start
    return Measured(seconds, wal(database) - before, result)


def wal(database):
    rows = database.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
    return int(rows[0][0])


def peak_megabytes():
    """Largest memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median(values):
    return statistics.median(list(values))


def spread(values):
    """'median (min–max)' of some numbers."""
    values = sorted(values)
    return f"{median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f})"
