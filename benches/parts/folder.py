"""A folder of stories: on one core and on all, in memory beside deflate alone and on the disk beside plain writing; again
with nothing changed, and with one story changed."""
import os, pathlib, shutil, tempfile

from . import machine, stories
from .report import table

STORIES = 20_000
BYTES = 20_000
# The stories are cut out of one text, each from a place of its own.
TEXT = 4_000_000

# What is asked for: all cores beside one; beside deflating the same texts; an unchanged folder beside the first run.
CORES_AT_LEAST = 1.8
DEFLATE_AT_MOST = 1.5
UNCHANGED_AT_MOST = 0.1


def write(folder, count):
    """Writes the stories: each with a title, an author and two chapters of its own."""

    def work():
        text = stories.story(stories.sentences(), TEXT, chapter_length=2 * TEXT).decode()
        paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph and not paragraph.startswith("Chapter")]
        folder.mkdir()
        for number in range(count):
            at, taken, length = (number * 7919) % len(paragraphs), [], 0
            while length < BYTES:
                taken.append(paragraphs[at % len(paragraphs)])
                length += len(taken[-1].encode()) + 2
                at += 1
            middle = len(taken) // 2
            story = ["Story %d" % number, "by Bench Author", "Chapter 1", *taken[:middle], "Chapter 2", *taken[middle:]]
            (folder / ("story%05db.txt" % number)).write_text("\n\n".join(story) + "\n")

    stories.in_child(work)


def measure(programs, folder, runs, quick):
    """Everything that is measured, as it goes into results.json."""
    count = 200 if quick else STORIES
    texts, books, pressed = folder / "stories", folder / "books", folder / "pressed"
    write(texts, count)
    every = sorted({1, len(machine.cores())})
    rows = {}

    def run(name, cores, command, anew=None):
        if anew:
            shutil.rmtree(anew, ignore_errors=True)
        os.sync()
        seconds, peak = machine.measure(command, machine.pin(cores))
        row = rows.setdefault((name, cores), {"run": name, "cores": cores, "seconds": [], "peak_bytes": 0})
        row["seconds"].append(round(seconds, 3))
        row["peak_bytes"] = max(row["peak_bytes"], peak)

    convert = lambda to: [programs.storybind, "convert", "--quiet", str(texts), "-o", str(to)]
    # A long run needs few turns.
    for _ in range(max(1, min(3, runs // 3))):
        for cores in every:
            run("deflate alone", cores, [programs.folder, "deflate", str(texts), str(pressed), str(cores)], anew=pressed)
            run("in memory, without covers", cores, convert(books) + ["--no-cover"], anew=books)
            run("in memory", cores, convert(books), anew=books)
        run("unchanged", every[-1], convert(books))
        changed = texts / "story00100b.txt"
        changed.write_text(changed.read_text() + "\nAnd then it rained again.\n")
        run("one changed", every[-1], convert(books))
    size = sum(book.stat().st_size for book in books.iterdir())
    disk = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=machine.target()))
    try:
        run("plain writing on disk", every[-1],
            [programs.folder, "plain", str(books), str(disk / "plain"), str(every[-1])], anew=disk / "plain")
        run("on disk", every[-1], convert(disk / "books"), anew=disk / "books")
    finally:
        shutil.rmtree(disk, ignore_errors=True)
        for done in (texts, books, pressed):
            shutil.rmtree(done)
    return {"stories": count, "bytes": BYTES, "books_bytes": size, "runs": list(rows.values())}


class Seen:
    """What was measured, by what is asked of it."""

    def __init__(self, raw):
        middle = lambda values: sorted(values)[len(values) // 2]
        self.seconds = {(row["run"], row["cores"]): middle(row["seconds"]) for row in raw["runs"]}
        self.peak = max(row["peak_bytes"] for row in raw["runs"] if row["run"].startswith("in memory") or row["run"] == "on disk")
        self.cores = max(cores for _, cores in self.seconds)

    def of(self, name, cores=None):
        return self.seconds[name, cores or self.cores]


def promises(raw):
    """What is asked for, whether it holds, and what was measured."""
    seen, found = Seen(raw), []
    def promise(good, text, *values):
        found.append((good, text % values))
    factor = seen.of("in memory", 1) / seen.of("in memory")
    if seen.cores > 1:
        promise(factor >= CORES_AT_LEAST, "%d cores: %.2f times as fast as one (at least %.1f)", seen.cores, factor, CORES_AT_LEAST)
    factor = seen.of("in memory, without covers") / seen.of("deflate alone")
    promise(factor <= DEFLATE_AT_MOST, "in memory, without covers: %.2f times deflating the same texts alone (at most %.1f)", factor, DEFLATE_AT_MOST)
    factor = seen.of("unchanged") / seen.of("in memory")
    promise(factor <= UNCHANGED_AT_MOST, "an unchanged folder: %.3f times the first run (at most %.1f)", factor, UNCHANGED_AT_MOST)
    return found


def pages(raw):
    """The tables, as Markdown."""
    seen = Seen(raw)
    beside = {"in memory, without covers": "deflate alone", "in memory": "in memory, without covers", "on disk": "plain writing on disk", "unchanged": "in memory", "one changed": "unchanged"}
    rows = [["run", "cores", "time", "stories a second", "beside", "ratio"]]
    for (name, cores), seconds in seen.seconds.items():
        against = seen.seconds.get((beside.get(name), cores))
        rows.append([name, str(cores), "%.2f s" % seconds, "{:,.0f}".format(raw["stories"] / seconds),
                     beside.get(name, ""), "%.3f" % (seconds / against) if against else ""])
    return "\n".join([
        "## A folder of stories", "",
        "{:,} stories of {:,} bytes, each with a title, an author and two chapters. *Deflate alone* reads each, deflates it".format(raw["stories"], raw["bytes"]),
        "at level 6 and writes it; *plain writing* writes the finished books anew, each to the disk before it is renamed.", "",
        table(rows), "",
        *["- %s%s" % ("" if good else "**missed** ", text) for good, text in promises(raw)],
        "- Peak memory of a first run: %.0f MB." % (seen.peak / 1e6), ""])
