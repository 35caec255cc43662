"""Covers: drawn and encoded, beside encoding a flat image of that size."""
import statistics, subprocess

from . import machine
from .report import table

TITLES = 8
# What is asked for: a cover beside a flat image of 1600 by 2400 pixels.
FLAT_AT_MOST = 2.0


def measure(programs, folder, runs, quick):
    """Everything that is measured, as it goes into results.json: microseconds."""
    done = subprocess.run([programs.covers, str(2 if quick else runs)], env=machine.pin(1), check=True, capture_output=True, text=True)
    rows = [[float(time) for time in line.split("\t")] for line in done.stdout.splitlines()]
    return {"cover": [round(statistics.mean(row[:TITLES]), 1) for row in rows], "flat": [row[TITLES] for row in rows],
            "flat_at_least_effort": [row[TITLES + 1] for row in rows], "flat_by_palette": [row[TITLES + 2] for row in rows]}


def promises(raw):
    """What is asked for, whether it holds, and what was measured."""
    factor = statistics.median(raw["cover"]) / statistics.median(raw["flat"])
    return [(factor <= FLAT_AT_MOST, "a cover: %.2f times encoding a flat image of its size (at most %.1f)" % (factor, FLAT_AT_MOST))]


def pages(raw):
    """The tables, as Markdown."""
    middle = {name: statistics.median(values) / 1e3 for name, values in raw.items()}
    named = [("a cover, drawn and encoded", "cover"), ("a flat image, 24 bits a pixel, by `image` at its usual effort", "flat"),
             ("the same at its least", "flat_at_least_effort"),
             ("a flat image, 4 bits a pixel, by libdeflate", "flat_by_palette")]
    rows = [["what", "time", "a cover beside it"]]
    rows += [[said, "%.2f ms" % middle[name], "%.2f" % (middle["cover"] / middle[name])] for said, name in named]
    return "\n".join([
        "## Covers", "",
        "1600 by 2400 pixels, warm, on one core: the mean of %d titles in five scripts, each in every design." % TITLES, "",
        table(rows), "",
        *["- %s%s" % ("" if good else "**missed** ", text) for good, text in promises(raw)], ""])
