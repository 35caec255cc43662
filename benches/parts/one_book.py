"""One book: whole processes beside pandoc, calibre and deflate alone, on one core and on all; the stages of a book within
one process; how the cost of a byte grows; the start."""
import os, statistics, subprocess, zipfile

from . import machine, stories
from .report import chart, table

SIZES = [100_000, 1_000_000, 10_000_000]
WARM = {100_000: 41, 1_000_000: 21, 10_000_000: 9, 100_000_000: 3}
# One page, and one word: what a process costs before there is a story.
PAGE, WORD = 2_000, 0
PEER_RUNS = {PAGE: 5, 100_000: 3, 1_000_000: 3, 10_000_000: 1}
# Seconds that calibre is given for a book.
LIMIT = 300

# What is asked for: the factors by which the peers are slower on 10 MB, and what may be paid beside deflate alone.
PANDOC_AT_LEAST = 100
CALIBRE_AT_LEAST = 1_000
REFERENCE_AT_MOST = 1.5
# Peak memory beside the story's 10 MB; the dearest byte beside the cheapest, warm, 100 KB to 100 MB; one page beside
# pandoc's.
PEAK_AT_MOST = 6
FLAT = 1.3
START_AT_MOST = 0.2
# Within a book: detection beside deflate alone, and the proof beside the compression.
DETECTION = ["decoding and measuring", "cues", "best path"]
STAGES = [("detection", DETECTION), ("document", ["document"]), ("rendering", ["rendering"]),
          ("conservation", ["conservation"]), ("compression and archive", ["compression and archive"])]


def words(size):
    if size < 1_000:
        return "one word"
    if size < 100_000:
        return "one page"
    return "%d MB" % (size / 1e6) if size >= 1e6 else "%d KB" % (size / 1e3)


def measure(programs, folder, runs, quick):
    """Everything that is measured, as it goes into results.json."""
    sizes = [size for size in SIZES if not quick or size <= 1_000_000]
    warm = {size: (3 if quick else count) for size, count in WARM.items() if not quick or size <= 1_000_000}
    compress = stories.write(folder, {PAGE, *sizes, *warm})
    texts = {size: str(folder / ("%d.txt" % size)) for size in {PAGE, *sizes, *warm}}
    texts[WORD] = str(folder / "word.txt")
    with open(texts[WORD], "w") as file:
        file.write("One.\n")
    book = str(folder / "book.epub")
    commands = {
        "storybind": lambda text, cores: [programs.storybind, "convert", "--quiet", "--force", "--title", "Bench", text, "-o", book],
        "deflate alone": lambda text, cores: [programs.reference, text, str(folder / "text.deflate"), str(cores)],
    }
    if programs.pandoc:
        commands["pandoc"] = lambda text, cores: [programs.pandoc, "-f", "markdown", "-t", "epub3", "--metadata", "title=Bench",
                                                  text, "-o", str(folder / "pandoc.epub")]
    if programs.calibre and not quick:
        commands["calibre"] = lambda text, cores: [programs.calibre, text, str(folder / "calibre.epub")]
    rows = {}
    every = sorted({1, len(machine.cores())})
    for turn in range(runs):
        for size in [WORD, PAGE, *sizes]:
            for cores in every:
                environment = machine.pin(cores)
                for name, command in commands.items():
                    is_peer = name in ("pandoc", "calibre")
                    # The peers use one core, whatever they are given; they are given all.
                    if is_peer and (turn >= PEER_RUNS.get(size, 0) or cores != every[-1]):
                        continue
                    seconds, peak = machine.measure(command(texts[size], cores), environment, LIMIT if is_peer else None)
                    row = rows.setdefault((name, size, cores), {"program": name, "bytes": size, "cores": cores,
                                                               "milliseconds": [], "peak_bytes": 0})
                    row["milliseconds"].append(round(seconds * 1e3, 2))
                    row["peak_bytes"] = max(row["peak_bytes"], peak or 0)
                    row["ended"] = peak is not None
    with zipfile.ZipFile(book) as archive:
        shape = {"bytes": os.path.getsize(book), "entries": len(archive.infolist())}
    stages = []
    environment = machine.pin(1)
    for size, count in warm.items():
        done = subprocess.run([programs.stages, str(count), texts[size]], env=environment, check=True, capture_output=True, text=True)
        for line in done.stdout.splitlines():
            name, *times = line.split("\t")
            stages.append({"stage": name, "bytes": size, "cores": 1, "values": [float(time) for time in times]})
    return {"processes": list(rows.values()), "stages": stages, "book": shape,
            "deflates_to": {"shuffled": round(compress[0], 3), "in_order": round(compress[1], 3)}}


class Seen:
    """What was measured, by what is asked of it."""

    def __init__(self, raw):
        self.rows = {(row["program"], row["bytes"], row["cores"]): row for row in raw["processes"]}
        self.stages = {(row["stage"], row["bytes"]): row["values"] for row in raw["stages"]}
        self.sizes = [size for size in SIZES if ("storybind", size, 1) in self.rows]
        self.warm = [size for size in WARM if ("cues", size) in self.stages]
        self.cores = sorted({cores for _, _, cores in self.rows})

    def ms(self, name, size, cores=None):
        row = self.rows.get((name, size, cores or self.cores[-1]))
        return row and statistics.median(row["milliseconds"])

    def peak(self, name, size):
        return max(row["peak_bytes"] for (other, bytes, _), row in self.rows.items() if (other, bytes) == (name, size))

    def stage(self, names, size):
        """The median, over the runs, of what some stages take together."""
        return statistics.median(map(sum, zip(*(self.stages[name, size] for name in names))))

    def book(self, size):
        return self.stage([name for _, names in STAGES for name in names], size)


def promises(raw):
    """What is asked for, whether it holds, and what was measured."""
    seen, found = Seen(raw), []
    largest = seen.sizes[-1]
    def promise(good, text, *values):
        found.append((good, text % values))
    for cores in seen.cores:
        mine, on = seen.ms("storybind", largest, cores), "%s on %s" % (words(largest), plural(cores, "core"))
        for peer, least in (("pandoc", PANDOC_AT_LEAST), ("calibre", CALIBRE_AT_LEAST)):
            theirs = seen.ms(peer, largest)
            if theirs:
                ended = seen.rows[peer, largest, seen.cores[-1]]["ended"]
                promise(theirs / mine >= least, "%s: %s%.0f times as fast as %s (at least %d)", on, "" if ended else "more than ",
                        theirs / mine, peer + ("" if ended else ", which was ended after %d s" % LIMIT), least)
        factor = mine / seen.ms("deflate alone", largest, cores)
        promise(factor <= REFERENCE_AT_MOST, "%s: %.2f times reading, deflating and writing alone (at most %.1f)", on, factor, REFERENCE_AT_MOST)
    factor = seen.peak("storybind", largest) / largest
    promise(factor <= PEAK_AT_MOST, "%s: peak memory %.1f times the story (at most %d)", words(largest), factor, PEAK_AT_MOST)
    pressed, at_six = (seen.stages[name, largest][0] for name in ("pressed bytes", "at level 6 of zlib-rs"))
    promise(pressed <= at_six, "%s: the chapters deflate to %.3f times what zlib-rs makes of them at level 6 (at most 1)", words(largest), pressed / at_six)
    each = [seen.book(size) / size for size in seen.warm]
    rise = max(each) / min(each)
    promise(rise <= FLAT, "cost of a byte, warm, %s to %s: the dearest %.2f times the cheapest (at most %.1f)", words(seen.warm[0]), words(seen.warm[-1]), rise, FLAT)
    if seen.ms("pandoc", PAGE):
        factor = seen.ms("storybind", PAGE) / seen.ms("pandoc", PAGE)
        promise(factor <= START_AT_MOST, "one page, start to finished book: %.3f times pandoc's time (at most %.1f)", factor, START_AT_MOST)
    return found


def plural(count, noun):
    return "%d %s%s" % (count, noun, "" if count == 1 else "s")


def pages(raw):
    """The tables, as Markdown."""
    seen = Seen(raw)
    ms = lambda value: "" if value is None else "%.1f ms" % value if value < 1_000 else "%.2f s" % (value / 1e3)
    times = lambda theirs, mine: "%.1f" % (theirs / mine) if theirs and theirs / mine < 10 else "%.0f" % (theirs / mine) if theirs else ""
    ended = lambda name, size: "" if seen.rows.get((name, size, seen.cores[-1]), {"ended": True})["ended"] else "> "
    whole = [["story", "cores", "storybind", "deflate alone", "ratio", "pandoc", "ratio", "calibre", "ratio", "peak memory"]]
    for size in [PAGE, *seen.sizes]:
        for cores in seen.cores:
            mine, other = seen.ms("storybind", size, cores), seen.ms("deflate alone", size, cores)
            row = [words(size), str(cores), ms(mine), ms(other), "%.2f" % (mine / other)]
            for peer in ("pandoc", "calibre"):
                theirs = seen.ms(peer, size)
                row += [ended(peer, size) + ms(theirs) if theirs else "", ended(peer, size) + times(theirs, mine)]
            whole.append(row + ["%.0f MB" % (seen.rows["storybind", size, cores]["peak_bytes"] / 1e6)])
    stages = [["stage", *(words(size) for size in seen.warm), "each byte", "beside deflate alone"]]
    largest = 10_000_000 if 10_000_000 in seen.warm else seen.warm[-1]
    for name, parts in [*STAGES, ("**the whole book**", [part for _, parts in STAGES for part in parts]), ("deflate alone, level 6", ["deflate alone"])]:
        row = [seen.stage(parts, size) for size in seen.warm]
        here = seen.stage(parts, largest)
        stages.append([name, *map(ms, row), "%.1f ns" % (here / largest * 1e6), "%.2f" % (here / seen.stage(["deflate alone"], largest))])
    cost = [["story", *(words(size) for size in seen.warm)],
            ["each byte", *("%.1f ns" % (seen.book(size) / size * 1e6) for size in seen.warm)],
            ["beside deflate alone", *("%.2f" % (seen.book(size) / seen.stage(["deflate alone"], size)) for size in seen.warm)]]
    return "\n".join([
        "## One book", "",
        "Whole processes, from the start to the finished file. The peers use one core and are given all; calibre is ended",
        "after %d s. *Deflate alone* reads the file, deflates it at level 6 with zlib-rs, one part for each core, and writes it." % LIMIT, "",
        table(whole), "",
        "Within one process, warm, on one core. Rendering and conservation are done once more by themselves, compression and",
        "archive is what binding takes beyond them; each byte and the ratio are those of %s:" % words(largest), "",
        table(stages), "",
        table(cost), "",
        *["- %s%s" % ("" if good else "**missed** ", text) for good, text in promises(raw)],
        "- A process costs %s before there is a story (one word)." % ms(seen.ms("storybind", WORD)),
        "- Peak memory as the system accounts for it; below %.0f MB it is that of the measuring process." % (seen.peak("deflate alone", WORD) / 1e6),
        "- The book of %s has %d entries and %.1f MB." % (words(seen.sizes[-1]), raw["book"]["entries"], raw["book"]["bytes"] / 1e6),
        "- The shuffled text deflates to %.0f %%; the sentences in their own order to %.0f %%." % (raw["deflates_to"]["shuffled"] * 100, raw["deflates_to"]["in_order"] * 100), "",
        "![Cost of a byte by size of the story](results.svg)", ""])


def drawing(raw):
    """The chart: cost of a byte over the story's size."""
    seen = Seen(raw)
    cost = {}
    for name, cores, title in [("storybind", cores, "storybind, " + plural(cores, "core")) for cores in seen.cores] + [
            ("deflate alone", 1, "deflate, 1 core"), ("pandoc", seen.cores[-1], "pandoc"), ("calibre", seen.cores[-1], "calibre")]:
        series = {size: seen.ms(name, size, cores) / size * 1e6 for size in seen.sizes if seen.ms(name, size, cores)}
        if series:
            cost[title] = series
    return chart(cost, {size: words(size) for size in seen.sizes}, "nanoseconds for each byte, from the start of the process to the finished file")
