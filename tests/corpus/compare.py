#!/usr/bin/env python3
"""Measures storybind and its peers on these texts, and writes results.md.

usage: compare.py [--binary PATH]

A peer that is not installed keeps the row that results.md has of it, and is named. The learned rival learns from four
fifths of the texts and reads the fifth that it has not seen, five times.
"""
import argparse, json, os, pathlib, platform, re, shlex, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RESULTS = HERE / "results.md"
PARTS = 5
ROLES = ["heading", "break", "gap", "title", "byline", "field", "note", "verse", "letter", "epigraph", "end"]
SEEN_IN_A_BOOK = ["heading", "break", "gap"]


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout or done.stderr).splitlines()[0].strip()


def measured(command, roles):
    """The cells of a tool's row: F1 by role, all roles, stories with nothing to correct."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "scores.json"
        done = subprocess.run([sys.executable, str(HERE / "score.py"), str(HERE), "--cmd", command, "--json", str(out)],
                              capture_output=True, text=True, cwd=ROOT)
        if not out.exists():
            sys.exit("compare: %s\n%s" % (command, done.stdout + done.stderr))
        report = json.loads(out.read_text())
    for name, why in report["failed"]:
        print("  %s failed on %s: %s" % (shlex.split(command)[0], name, why.splitlines()[-1] if why else ""))
    cells = ["%.2f" % report["roles"][role]["f1"] if role in roles and role in report["roles"] else "–" for role in ROLES]
    heading = report["roles"]["heading"]
    return cells + ["%.2f / %.2f" % (heading["precision"], heading["recall"]), "%.2f" % report["micro_f1"],
                    "%d %%" % round(100 * report["faultless"]), str(len(report["failed"]))]


def learned(folder):
    """Trains the rival's five models; the command that reads a text with the model that has not seen it."""
    names = sorted(path.stem for path in HERE.glob("*.tsv"))
    for part in range(PARTS):
        seen = pathlib.Path(folder) / ("seen-%d" % part)
        seen.mkdir()
        for number, name in enumerate(names):
            if number % PARTS != part:
                for ending in (".txt", ".tsv"):
                    shutil.copy(HERE / (name + ending), seen)
        subprocess.run([sys.executable, str(HERE / "rival_crf.py"), "train", "%s/model-%d" % (folder, part), str(seen)],
                       check=True, capture_output=True)
    return "%s %s --read-unseen %s {}" % (shlex.quote(sys.executable), shlex.quote(str(HERE / "compare.py")), folder)


def read_unseen(folder, text):
    names = sorted(path.stem for path in HERE.glob("*.tsv"))
    model = "%s/model-%d" % (folder, names.index(pathlib.Path(text).stem) % PARTS)
    os.execv(sys.executable, [sys.executable, str(HERE / "rival_crf.py"), "run", model, text])


def run(command):
    """A command with this Python in it."""
    return command.replace("python3 ", shlex.quote(sys.executable) + " ", 1)


def peers(binary, folder):
    """Name and version, the command as one would type it, the command as it is run, the roles that it can show."""
    book = "python3 tests/corpus/epub_rows.py {} "
    pandoc = book + "pandoc --from markdown --to epub3 {} --output BOOK.epub"
    calibre = book + "ebook-convert {} BOOK.epub --enable-heuristics"
    yield first_line(binary, "--version"), "storybind inspect --format tsv {}", lambda: "%s inspect --format tsv {}" % shlex.quote(binary), ROLES
    own = book + "storybind convert {} --quiet --output BOOK.epub"
    yield first_line(binary, "--version").replace(" ", "'s books, ", 1), own, lambda: run(own).replace("storybind", shlex.quote(binary), 1), SEEN_IN_A_BOOK
    try:
        import sklearn_crfsuite  # noqa: F401
        name = "rival_crf.py, learned"
    except ImportError:
        name = None
    yield name or "rival_crf.py (pip install sklearn-crfsuite)", "rival_crf.py run MODEL {}", (lambda: learned(folder)) if name else None, ROLES
    for tool, version, command in (("calibre", ["ebook-convert", "--version"], calibre), ("pandoc", ["pandoc", "--version"], pandoc)):
        there = shutil.which(version[0])
        name = first_line(*version) if there else tool
        name = re.sub(r"\(|\)|ebook-convert", "", name).strip()
        yield name, command, (lambda command=command: run(command)) if there else None, SEEN_IN_A_BOOK


def committed():
    """The rows that results.md has, by the first word of the tool."""
    rows = {}
    if RESULTS.exists():
        for line in RESULTS.read_text().splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == len(ROLES) + 5 and cells[0] not in ("tool", "---"):
                rows[cells[0].split()[0].rstrip(",")] = cells
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "target/release/storybind"))
    parser.add_argument("--read-unseen", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read_unseen:
        read_unseen(*args.read_unseen)
    binary = os.path.abspath(args.binary)
    if not os.access(binary, os.X_OK):
        sys.exit("compare: no program at %s (cargo build --release, or --binary PATH)" % binary)
    held, table, commands = committed(), [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, typed, command, roles in peers(binary, folder):
            if command is None:
                kept = held.get(name.split()[0])
                print("not installed: %s%s" % (name, ", its row is kept" if kept else ""))
                if kept:
                    table.append(kept)
                    commands.append((kept[0], typed))
                continue
            print(name, flush=True)
            table.append([name] + measured(command(), roles))
            commands.append((name, typed))
    count = len(list(HERE.glob("*.tsv")))
    head = ["tool", *ROLES, "heading precision / recall", "all roles", "nothing to correct", "failed"]
    lines = ["# Results", "", "Written by `tests/corpus/compare.py` on the %d texts of this folder, Python %s. F1 by exact extent" % (count, platform.python_version()),
             "(`score.py`); – is a role that cannot be seen in the tool's output. *All roles* is the F1 of all elements together,",
             "*nothing to correct* the share of stories in which a person would have nothing to mend. [README](README.md) says what",
             "that means, and what it does not.", "",
             "| " + " | ".join(head) + " |", "| --- " + "| --- " * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in table]
    lines += ["", "Each row is what this command prints in its last lines, the tool's own command behind `--cmd`:", "", "```sh"]
    lines += ["tests/corpus/score.py tests/corpus --cmd '%s'   # %s" % (typed, name) for name, typed in commands]
    lines += ["```"]
    RESULTS.write_text("\n".join(lines) + "\n")
    print("written: %s" % RESULTS.relative_to(ROOT))


if __name__ == "__main__":
    main()
