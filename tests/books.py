#!/usr/bin/env python3
"""Bind every story there is and have others look at the books.

usage: books.py CHECK --binary PATH --tools DIR

CHECK is one of
  convert    every story of examples/stories and every labelled text becomes a book, in DIR/../books (its proof that no
             word was lost is part of converting); and its words are counted once more here, by other means; those of
             the examples and of tests/corpus are bound three times more, with typographic quotes, with mojibake repaired, and
             as kepubs
  epubcheck  no message worse than a note from epubcheck
  ace        no violation found by Ace, in the examples' books
  mupdf      MuPDF draws every page of the examples' books without a complaint
`convert` comes first. The corpora beside tests/corpus are read from STORYBIND_EVAL, as by the laboratory.
"""
import argparse, collections, json, os, pathlib, posixpath, re, shutil, subprocess, sys, zipfile
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "corpus"))
sys.dont_write_bytecode = True
from score import decode  # noqa: E402  (reads a story as the corpora's scorer does)

CORPORA = ["seeds", "wild", "amateur", "gutenberg"]

# How the stories of a shelf are bound, where not as they are.
WISHES = {"smartened": ["--smarten"], "repaired": ["--repair"], "kobo": ["--device", "kobo"]}
# Shelves whose words are others than the stories': the proof that each repair can be undone stands for them.
UNCOUNTED = {"repaired"}

EPUBCHECK_AT_MOST = {"INFO", "USAGE"}
# What Debian's MuPDF says of every EPUB 3 there is.
MUPDF_ALWAYS = ["ICC support is not available", "unknown epub version: 3.0"]


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", **more)


def shelves():
    """The stories to bind, by the name of their shelf."""
    found = {"examples": sorted(p for p in (HERE.parent / "examples/stories").rglob("*") if p.suffix in (".txt", ".text"))}
    absent, root = [], os.environ.get("STORYBIND_EVAL")
    for corpus in CORPORA:
        if corpus != "wild" and not root:
            absent.append(corpus)
            continue
        folder = HERE / "corpus" if corpus == "wild" else pathlib.Path(root) / corpus
        found[corpus] = sorted(p for p in folder.glob("*.txt") if p.with_suffix(".tsv").exists())
    for shelf in WISHES:
        found[shelf] = found["examples"] + found["wild"]
    for shelf, paths in found.items():
        if not paths:
            sys.exit("books: there is no story for the shelf %s; does STORYBIND_EVAL (%s) name the right folder?" % (shelf, root))
    return found, absent


def convert(binary, books):
    shutil.rmtree(books, ignore_errors=True)
    found, absent = shelves()
    wrong = uncounted = 0
    for shelf, paths in found.items():
        done = run([binary, "convert", "--quiet", *WISHES.get(shelf, []), *map(str, paths), "-o", str(books / shelf)], timeout=600)
        made = {p.name.removesuffix(".epub").removesuffix(".kepub"): p for p in (books / shelf).glob("*.epub")}
        for line in done.stderr.splitlines():
            if done.returncode:
                print("  " + line)
        if done.returncode:
            print("%s: convert ends with %d" % (shelf, done.returncode))
            wrong += 1
        for path in paths:
            if path.stem not in made:
                print("%s: no book was made of it" % path)
                wrong += 1
                continue
            try:
                lost = None if shelf in UNCOUNTED else lost_words(path, made[path.stem])
            except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError) as error:
                print("%s: cannot be read back: %r" % (made[path.stem], error))
                wrong += 1
                continue
            if lost is None:
                uncounted += 1
            elif lost:
                print("%s: lost %s" % (path, ", ".join("%s (%d)" % pair for pair in lost.most_common(8))))
                wrong += 1
        print("%-10s %3d stories, %3d books" % (shelf, len(paths), len(made)))
    print("%d in a legacy code page or repaired were not counted again here; their own proof stands" % uncounted)
    for corpus in absent:
        print("not converted: %s (set STORYBIND_EVAL to the folder that holds it)" % corpus)
    return wrong


# A line in signs or brackets that only names the mark it stands for.
MARK_NAME = re.compile(r"\s*[^\w\s][^\w]*(?:(?:scene|line|page) ?(?:break|change)|break|divider|line|hr|br)[^\w]*", re.I)


def words(text):
    return re.findall(r"[^\W_]+", text)


def lost_words(story, book):
    """Words of the story that the book shows less often, after the joins of words broken at a line's end and the
    ornaments made of letters (`oOo`) and the names of marks (`[scene break]`), which become the mark of a break.

    A plain count, without order, of every word a reader can see: it knows nothing of the program's own proof.
    """
    raw = story.read_bytes()
    source = decode(story)
    source = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", source)
    shown = collections.Counter()
    with zipfile.ZipFile(book) as archive:
        package_path = ElementTree.fromstring(archive.read("META-INF/container.xml")).find(".//{*}rootfile").get("full-path")
        package = ElementTree.fromstring(archive.read(package_path))
        items = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
        for reference in package.iterfind(".//{*}itemref"):
            page = archive.read(posixpath.join(posixpath.dirname(package_path), items[reference.get("idref")]))
            body = ElementTree.fromstring(page).find("{*}body")
            shown.update(words(visible(body)))
    counted = collections.Counter(words(source))
    lost = counted - shown
    if lost and not decodes_alike(raw):
        return None         # a code page that score.decode does not know; the program's own proof stands
    forgiven = collections.Counter()
    for match in re.finditer(r"([^\W_]+)[-\u00ad\u2010]\s*\n\s*([^\W_]+)", source.replace("\r\n", "\n").replace("\r", "\n")):
        forgiven.update([match[1], match[2]])
    for line in source.splitlines():
        if MARK_NAME.fullmatch(line) or re.search("[oOxX]", line) and not re.search(r"[^\W_oOxX\d]", line):
            forgiven.update(words(line))
    return lost - forgiven


def visible(element):
    """The text of an element, blocks set apart, so that words at their edges do not run together."""
    inline = {"em", "strong", "span", "a", "i", "b", "small", "abbr", "sup", "sub"}
    parts = [element.text or ""]
    for child in element:
        apart = "" if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in inline else "\n"
        parts += [apart, visible(child) if isinstance(child.tag, str) else "", apart, child.tail or ""]
    return "".join(parts)


def decodes_alike(raw):
    """Whether score.decode reads these bytes as what they are: marked, or UTF-8 without odd bytes."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    try:
        raw.decode("utf-8")
        return b"\0" not in raw
    except UnicodeDecodeError:
        return False


def bound(books, shelf="*"):
    found = sorted(books.glob(shelf + "/*.epub"))
    if not found:
        sys.exit("books: there is no book in %s; `convert` comes first" % books)
    return found


def epubcheck(books, tools):
    paths = bound(books)
    jar = tools / "epubcheck/epubcheck/epubcheck.jar"
    if not jar.exists():
        sys.exit("books: epubcheck is missing (tests/run --install)")

    def check(some):
        command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-cp", str(jar),
                   str(HERE / "books/CheckBooks.java")]
        return run(command, input="\n".join(map(str, some)) + "\n", timeout=900)

    wrong, done, kinds = 0, set(), collections.Counter()
    by_size = sorted(paths, key=lambda p: -p.stat().st_size)
    with ThreadPoolExecutor(2) as pool:
        for answer in pool.map(check, [by_size[0::2], by_size[1::2]]):
            if answer.returncode:
                print(answer.stderr[-2000:])
                wrong += 1
            for line in answer.stdout.splitlines():
                path, severity, *rest = line.split("\t")
                if severity == "DONE":
                    done.add(path)
                    continue
                kinds[severity, rest[0]] += 1
                if severity not in EPUBCHECK_AT_MOST:
                    wrong += 1
                    if wrong <= 60:
                        print("%s %s: %s %s" % (severity, rest[0], rest[1].replace(path, pathlib.Path(path).name), rest[2]))
    for path in paths:
        if str(path) not in done:
            print("%s: not checked" % path)
            wrong += 1
    print("%d books, %d messages%s" % (len(done), sum(kinds.values()), "".join(", %s %s %d" % (*k, n) for k, n in kinds.items())))
    return wrong


def ace(books, tools):
    program = tools / "ace/node_modules/.bin/ace-puppeteer"
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program.exists() or not browser:
        sys.exit("books: %s is missing (tests/run --install)" % ("Chromium" if program.exists() else "Ace"))
    reports = books.parent / "ace"
    shutil.rmtree(reports, ignore_errors=True)
    # Ace gives its own browser the flags that Debian's Chromium needs as root, but five seconds only to start.
    environment = dict(os.environ, PUPPETEER_EXECUTABLE_PATH=browser, ACE_TIMEOUT_INITIAL="120000")

    def check(path):
        out = reports / path.stem
        done = run([str(program), "-f", "-o", str(out), str(path)], env=environment, timeout=300)
        if done.returncode or not (out / "report.json").exists():
            return path, ["Ace did not finish: " + (done.stdout + done.stderr)[-600:]]
        found = []
        for page in json.loads((out / "report.json").read_text())["assertions"]:
            where = page.get("earl:testSubject", {}).get("url", "")
            for assertion in page["assertions"]:
                test = assertion["earl:test"]
                found.append("%s: %s (%s): %s" % (where, test["dct:title"], test["earl:impact"],
                                                  assertion["earl:result"]["dct:description"][:200]))
        return path, found

    wrong, paths = 0, bound(books, "examples")
    with ThreadPoolExecutor(2) as pool:
        for path, found in pool.map(check, paths):
            wrong += len(found)
            for line in found[:10]:
                print("%s: %s" % (path.name, line))
    print("%d books, %d violations" % (len(paths), wrong))
    return wrong


def mupdf(books, _tools):
    if not shutil.which("mutool"):
        sys.exit("books: MuPDF is missing (tests/run --install)")
    wrong, pages, paths = 0, 0, bound(books, "examples")
    for path in paths:
        done = run(["mutool", "draw", "-F", "text", "-o", "-", str(path)], timeout=300)
        complaints = [line for line in done.stderr.splitlines() if re.match("warning|error", line)
                      and not any(always in line for always in MUPDF_ALWAYS)]
        pages += done.stdout.count("\f")
        if done.returncode or complaints or not done.stdout.strip():
            wrong += 1
            print("%s: ends with %d; %s" % (path.name, done.returncode, "; ".join(complaints[:5])))
    print("%d books, %d pages" % (len(paths), pages))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("check", choices=["convert", "epubcheck", "ace", "mupdf"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    args = parser.parse_args()
    books = args.tools.parent / "books"
    if args.check == "convert":
        return 1 if convert(args.binary, books) else 0
    return 1 if {"epubcheck": epubcheck, "ace": ace, "mupdf": mupdf}[args.check](books, args.tools) else 0


if __name__ == "__main__":
    sys.exit(main())
