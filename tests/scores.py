#!/usr/bin/env python3
"""Measure storybind on the labelled texts, and hold what it has reached.

usage: scores.py [--binary PATH] [--corpus NAME]...                     a table for each corpus
       scores.py --errors ROLE|all [--corpus NAME] [--only TEXT] [--limit N]   what is wrong, with the lines around it
       scores.py --texts                                                one row for each text
       scores.py --check                                                compare with tests/scores.tsv
       scores.py --write [--reason WHY]                                 commit to what is measured now, and tell README

`wild` lies in tests/corpus; `seeds`, `amateur` and `gutenberg` are read from the folder that STORYBIND_EVAL names. Where
it is not set they are named as not measured; where it is set and they are not there, this fails. The judgement itself
is score.py's. The texts that tests/groups.tsv marks `apart` are counted but never shown, unless --apart asks for it:
a rule written after reading them would make their score worthless.
"""
import argparse, collections, os, pathlib, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "corpus"))
sys.dont_write_bytecode = True
import score  # noqa: E402  (the one scorer, beside the corpus it was written for)

CORPORA = ["seeds", "wild", "amateur", "gutenberg"]
USES = ["open", "apart"]
COMMITTED = HERE / "scores.tsv"
HEADER = "# corpus\tuse\trow\tof\tfaults\tF1\treason"
README = HERE.parent / "README.md"
MARKS = ("<!-- scores: tests/scores.py --write -->\n", "<!-- /scores -->")
# The roles that README shows.
SHOWN = ["title", "field", "note", "heading", "break", "gap", "verse", "letter", "end"]
# What is held beside the roles: headings without their right level or title (a missed one has neither), and texts with
# anything to correct.
EXTRA_ROWS = ["heading-level", "heading-title", "texts"]


class Text:
    """One labelled text: what it holds, what storybind said, and how the two differ."""

    def __init__(self, corpus, path, use):
        self.corpus, self.path, self.name, self.use = corpus, path, path.stem, use
        self.error = ""

    def measure(self, binary):
        try:
            done = subprocess.run([binary, "inspect", "--format", "tsv", str(self.path)], capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            self.error, answer = "no answer within 120 seconds", ""
        else:
            answer = done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
            if done.returncode != 0:
                self.error = done.stderr.decode("utf-8", "replace").strip()[-300:] or "exit code %d" % done.returncode
        self.judge(answer)
        return self

    def judge(self, answer):
        labels = self.path.with_suffix(".tsv").read_text()
        self.lines = score.decode(self.path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        blank = {n for n, line in enumerate(self.lines, 1) if not line.strip()}
        self.table, self.guess_table = score.rows(labels), score.rows(answer)
        scored = set(score.ROLES)
        for line in labels.splitlines():
            if line.startswith("# roles:"):
                scored = set(line.split(":", 1)[1].split())
        skip = {n for start, end, role, _ in self.table if role == "skip" for n in range(start, end + 1)}
        truth = [e for e in score.elements(self.table, blank, skip) if e[0] in scored]
        guess = [e for e in score.elements(self.guess_table, blank, skip) if e[0] in scored]
        self.pairs, self.missed, self.false = score.compare(truth, guess)
        headings = [(t, g) for t, g in self.pairs if t[0] == "heading"]
        self.wrong_level = [(t, g) for t, g in headings if t[2][:1] != g[2][:1]]
        self.wrong_title = [(t, g) for t, g in headings if score.normal(t[2][2:]) != score.normal(g[2][2:])]
        wrong_headings = {t[3] for t, _ in self.wrong_level + self.wrong_title}
        self.corrections = len(self.missed) + len(self.false) + len(wrong_headings)
        self.truth = len(truth)


class Count:
    """Elements of one role: how many there are, were found, were missed, were none."""

    def __init__(self):
        self.truth = self.found = self.false = 0

    def faults(self):
        return self.truth - self.found + self.false

    def f1(self):
        both = self.truth + self.found + self.false
        return 2 * self.found / both if both else 1.0

    def cells(self):
        if self.truth + self.false == 0:
            return "%6s %6s %6s %6s" % ("-", "-", "-", "-")
        return "%6d %6d %6d %6.3f" % (self.truth, self.found, self.false, self.f1())


def tally(texts):
    """Counts by role, and under `all` their sum."""
    counts = collections.defaultdict(Count)
    for text in texts:
        for element, field in [(p[0], "found") for p in text.pairs] + [(t, "truth") for t in text.missed] \
                + [(g, "false") for g in text.false]:
            for key in (element[0], "all"):
                count = counts[key]
                setattr(count, field, getattr(count, field) + 1)
                if field == "found":
                    count.truth += 1
    return counts


def groups():
    """(corpus, text) to its use, from groups.tsv."""
    use = {}
    for line in (HERE / "groups.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            corpus, text, _group, kind = line.split("\t")
            use[corpus, text] = kind
    return use


def find_texts(wanted, only):
    """The labelled texts, and the names of the corpora that nobody pointed to."""
    use, found, absent = groups(), [], []
    root = os.environ.get("STORYBIND_EVAL")
    for corpus in wanted:
        if corpus == "wild":
            folder = HERE / "corpus"
        elif not root:
            absent.append(corpus)
            continue
        else:
            folder = pathlib.Path(root) / corpus
            if not folder.is_dir():
                sys.exit("scores: STORYBIND_EVAL is %s, but there is no folder %s in it" % (root, corpus))
        paths = sorted(p for p in folder.glob("*.txt") if p.with_suffix(".tsv").exists())
        if not paths:
            sys.exit("scores: no labelled texts in %s" % folder)
        for path in paths:
            if (corpus, path.stem) not in use:
                sys.exit("scores: %s/%s has no row in tests/groups.tsv; give it its author or source there" % (corpus, path.stem))
            if only in path.stem:
                found.append(Text(corpus, path, use[corpus, path.stem]))
    return found, absent


def print_table(corpus, texts):
    by_use = {use: [t for t in texts if t.use == use] for use in USES}
    counts = {"all": tally(texts), **{use: tally(by_use[use]) for use in USES}}
    print("\n%s: %d texts" % (corpus, len(texts)))
    print("%-12s %s" % ("", "".join("| %-28s" % ("%s (%d)" % (k, len(texts if k == "all" else by_use[k]))) for k in counts)))
    print("%-12s %s" % ("role", "".join("| %6s %6s %6s %6s " % ("truth", "found", "false", "F1") for _ in counts)))
    for role in score.ROLES + ["all"]:
        if role in counts["all"]:
            print("%-12s %s" % (role, "".join("| %s " % c[role].cells() for c in counts.values())))
    for kind, some in (("all", texts), *by_use.items()):
        if not some:
            continue
        headings = sum(p[0][0] == "heading" for t in some for p in t.pairs)
        level = headings - sum(len(t.wrong_level) for t in some)
        title = headings - sum(len(t.wrong_title) for t in some)
        whole = sum(t.corrections == 0 for t in some)
        print("%-6s nothing to correct %3d of %3d (%.3f)   corrections per text %.2f   heading level %s   title %s" % (
            kind, whole, len(some), whole / len(some), sum(t.corrections for t in some) / len(some),
            "%.3f" % (level / headings) if headings else "-", "%.3f" % (title / headings) if headings else "-"))


def role_at(table, line):
    for start, end, role, extra in table:
        if start <= line <= end:
            return "%s %d-%d %s" % (role, start, end, extra) if end > start else "%s %s" % (role, extra)
    return "nothing"


def around(text, first, last):
    """The lines of an element, cut in the middle where they are many, with two printed neighbours on either side."""
    shown = list(range(first, last + 1)) if last - first < 5 else [first, first + 1, 0, last - 1, last]
    above, below, n = [], [], first - 1
    while n >= 1 and sum(bool(text.lines[m - 1].strip()) for m in above) < 2:
        above.insert(0, n)
        n -= 1
    n = last + 1
    while n <= len(text.lines) and sum(bool(text.lines[m - 1].strip()) for m in below) < 2:
        below.append(n)
        n += 1
    for n in above[-4:] + shown + below[:4]:
        if n == 0:
            print("             ...")
        elif n <= len(text.lines):
            print("     %s %5d | %s" % (">" if first <= n <= last else " ", n, text.lines[n - 1][:110]))


def print_errors(texts, role, limit, apart):
    shown = collections.Counter()
    hidden = 0
    for text in texts:
        found = [("missed", t, "is %s %s; said: %s" % (t[0], t[2], role_at(text.guess_table, t[3]))) for t in text.missed]
        found += [("false", g, "said %s %s; is: %s" % (g[0], g[2], role_at(text.table, g[3]))) for g in text.false]
        found += [("level", t, "is level %s, said %s" % (t[2][:1], g[2][:1])) for t, g in text.wrong_level]
        found += [("title", t, "is titled `%s`, said `%s`" % (t[2][2:], g[2][2:])) for t, g in text.wrong_title]
        for kind, element, saying in sorted(found, key=lambda f: (f[1][3], f[0])):
            if role != "all" and element[0] != role:
                continue
            if text.use == "apart" and not apart:
                hidden += 1
                continue
            shown[kind, element[0]] += 1
            if sum(shown.values()) <= limit:
                first, last = min(element[1]), max(element[1])
                print("%-6s %s:%d  %s" % (kind, text.path, first, saying))
                around(text, first, last)
    print("\n%d errors%s%s" % (sum(shown.values()), ": " if shown else "",
                             ", ".join("%s %s %d" % (k, r, n) for (k, r), n in shown.most_common())))
    if sum(shown.values()) > limit:
        print("the first %d are shown; --limit N shows more" % limit)
    if hidden:
        print("%d more in texts kept apart are not shown" % hidden)


def measured_rows(texts):
    """(corpus, use, row) to (of how many, faults, F1; for the extra rows the share that is right)."""
    rows = {}
    for corpus in CORPORA:
        for use in USES:
            some = [t for t in texts if (t.corpus, t.use) == (corpus, use)]
            if not some:
                continue
            counts = tally(some)
            for role in score.ROLES:
                if role in counts:
                    rows[corpus, use, role] = (counts[role].truth, counts[role].faults(), counts[role].f1())
            headings = counts["heading"]
            missed = headings.truth - headings.found
            for row, of, faults in [
                ("heading-level", headings.truth, missed + sum(len(t.wrong_level) for t in some)),
                ("heading-title", headings.truth, missed + sum(len(t.wrong_title) for t in some)),
                ("texts", len(some), sum(t.corrections > 0 for t in some)),
            ]:
                rows[corpus, use, row] = (of, faults, 1 - faults / of if of else 1.0)
    return rows


def committed_rows():
    rows = {}
    if COMMITTED.exists():
        for line in COMMITTED.read_text().splitlines():
            if line and not line.startswith("#"):
                corpus, use, row, of, faults, f1, reason = (line.split("\t") + [""])[:7]
                rows[corpus, use, row] = (int(of), int(faults), float(f1), reason)
    return rows


def check(texts, partial):
    """Compare with what is committed; the number of rows that got worse."""
    now, held = measured_rows(texts), committed_rows()
    measured = {(t.corpus, t.use) for t in texts}
    worse = better = 0
    for key in sorted(set(now) | {k for k in held if k[:2] in measured}, key=order):
        of, faults, _ = now.get(key, (0, 0, 0))
        was_of, was, *_ = held.get(key, (of, 0))
        name = "%s %s %s" % key
        if key[2] in score.ROLES + ["texts"] and key in held and key in now and of != was_of:
            print("worse   %-34s the labels say %d, scores.tsv was written for %d: commit it anew (--write)" % (name, of, was_of))
            worse += 1
        elif faults > was + 1:
            print("worse   %-34s %d faults, %d committed" % (name, faults, was))
            worse += 1
        elif faults < was:
            print("better  %-34s %d faults, %d committed" % (name, faults, was))
            better += 1
    if COMMITTED.exists() and readme_parts()[1] != readme_table(held):
        print("worse   README.md does not say what tests/scores.tsv says (tests/scores.py --write)")
        worse += 1
    if better:
        print("%d rows are better than tests/scores.tsv says: commit it (tests/scores.py --write)" % better)
    if partial:
        print("only a part was measured")
    return worse


def order(key):
    corpus, use, row = key
    return CORPORA.index(corpus), USES.index(use), (score.ROLES + EXTRA_ROWS).index(row)


def write(texts, reason):
    now, held = measured_rows(texts), committed_rows()
    measured = {(t.corpus, t.use) for t in texts}
    lines, lowered = [], []
    for key in sorted(set(now) | set(held), key=order):
        if key[:2] not in measured:
            of, faults, f1, why = held[key]
        else:
            of, faults, f1 = now.get(key, (held.get(key, (0,))[0], 0, 1.0))
            _, was, _, why = held.get(key, (0, 0 if held else faults, 0, ""))
            if faults > was:
                lowered.append("%s %s %s: %d faults, %d committed" % (*key, faults, was))
                why = reason
            elif faults < was:
                why = ""
        lines.append("\t".join([*key, str(of), str(faults), "%.3f" % f1, why]).rstrip("\t"))
    if lowered and not reason:
        sys.exit("scores: these rows would be lowered; say why with --reason:\n  " + "\n  ".join(lowered))
    COMMITTED.write_text("\n".join([HEADER, *lines]) + "\n")
    print("scores: %d rows written to %s" % (len(lines), COMMITTED.relative_to(HERE.parent)))
    before, _, after = readme_parts()
    README.write_text(before + readme_table(committed_rows()) + after)


def readme_parts():
    """README before, in and after its table of scores."""
    before, mark, rest = README.read_text().partition(MARKS[0])
    table, end, after = rest.partition(MARKS[1])
    if not mark or not end:
        sys.exit("scores: README.md has no table between the lines %s and %s" % (MARKS[0].strip(), MARKS[1]))
    return before + mark, table, end + after


def readme_table(rows):
    """What scores.tsv says, as README shows it."""
    head = ["stories", *SHOWN, "faultless"]
    table = ["| " + " | ".join(head) + " |", "| --- " + "| --- " * (len(head) - 1) + "|"]
    for corpus in CORPORA[1:]:
        for use in USES:
            texts = rows.get((corpus, use, "texts"))
            if texts:
                cells = ["%.2f" % row[2] if row[0] else "–" for row in (rows.get((corpus, use, role), (0,)) for role in SHOWN)]
                name = "%s%s (%d)" % (corpus, ", kept apart" if use == "apart" else "", texts[0])
                table.append("| " + " | ".join([name, *cells, "%d %%" % round(100 * texts[2])]) + " |")
    return "\n".join(table) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.environ.get("STORYBIND", str(HERE.parent / "target/release/storybind")))
    parser.add_argument("--corpus", action="append", choices=CORPORA)
    parser.add_argument("--only", default="", metavar="TEXT", help="only texts with this in their name")
    parser.add_argument("--errors", metavar="ROLE", choices=score.ROLES + ["all"])
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--apart", action="store_true", help="show errors of texts kept apart, too")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--reason", default="")
    args = parser.parse_args()
    if args.write and args.only:
        parser.error("--write wants whole corpora: leave --only away")
    if not os.access(args.binary, os.X_OK):
        sys.exit("scores: no program at %s (cargo build --release, or --binary PATH)" % args.binary)

    texts, absent = find_texts(args.corpus or CORPORA, args.only)
    if not texts:
        sys.exit("scores: no text of that name")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda text: text.measure(args.binary), texts))
    for text in texts:
        if text.error:
            print("FAILED %s: %s" % (text.path, text.error))
    failed = any(text.error for text in texts)

    if args.errors:
        print_errors(texts, args.errors, args.limit, args.apart)
    elif args.texts:
        print("# corpus\tuse\ttext\telements\tcorrections\tmissed\tfalse\twrong_level\twrong_title")
        for t in texts:
            print("\t".join(map(str, (t.corpus, t.use, t.name, t.truth, t.corrections, len(t.missed), len(t.false),
                                      len(t.wrong_level), len(t.wrong_title)))))
    elif args.write:
        if failed:
            sys.exit("scores: nothing written while texts fail")
        write(texts, args.reason)
    else:
        for corpus in CORPORA:
            some = [t for t in texts if t.corpus == corpus]
            if some:
                print_table(corpus, some)
        if args.check:
            print()
            worse = check(texts, bool(args.only))
            failed = failed or worse > 0
            print("%d of %d texts read, %d rows worse" % (sum(not t.error for t in texts), len(texts), worse))
    for corpus in absent:
        print("not measured: %s (set STORYBIND_EVAL to the folder that holds it)" % corpus,
              file=sys.stderr if args.texts else sys.stdout)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
