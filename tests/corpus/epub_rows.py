#!/usr/bin/env python3
"""Says in FORMAT.md's rows what can be seen of a story's structure in an EPUB that any tool made of it.

usage: epub_rows.py STORY.txt COMMAND... BOOK.epub COMMAND...     runs the command with BOOK.epub as a file of its own
       epub_rows.py STORY.txt --book FILE.epub                    reads a book that there is

A book shows headings and scene breaks, and nothing else can be asked of it: where its notes, letters or fields are is
not marked in the books of other tools. So only these rows are printed, and score.py's other roles say nothing here.
Doubts are decided in the tool's favour:

- heading   an element h1 to h6 with words, at the lines of the story that hold those words. The level is its number,
            counted from the highest that the book uses among them; a first one that another follows directly, or that
            says what the book says of its title, is the title.
- break     an `hr`, an element without a word (`* * *`) that is set otherwise than the ordinary paragraph, or an empty
            one that is, at the line between its neighbours in the story that
            the book does not show otherwise
- gap       the same, where nothing but empty lines stands between its neighbours
"""
import collections, html.parser, pathlib, posixpath, re, subprocess, sys, tempfile, urllib.parse, zipfile
from xml.etree import ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from score import decode  # noqa: E402

BLOCKS = {"p", "div", "li", "blockquote", "pre", "td", "th", "dt", "dd", "section", "body", "hr", "figure", "aside",
          "nav", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
AHEAD = 600     # words of the story in which a block's words are looked for
AGREEING = 4    # words that must agree for a place to be believed


def words(text):
    return re.findall(r"[^\W_]+", text.casefold())


class Blocks(html.parser.HTMLParser):
    """The blocks of a page in order: tag, how it is set, text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.is_body = [], [], False

    def handle_starttag(self, tag, attributes):
        if tag == "body":
            self.is_body = True
        if tag in BLOCKS and self.is_body:
            look = dict(attributes)
            self.open.append(tag)
            self.found.append([tag, (look.get("class") or "") + "|" + (look.get("style") or ""), ""])
            if tag == "hr":
                self.open.pop()
        elif tag == "br" and self.found:
            self.found[-1][2] += " "

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag in BLOCKS and tag != "hr" and self.open:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in BLOCKS and self.open and tag != "hr":
            self.open.pop()
            if self.open:
                self.found.append(["p" if self.open[-1] not in HEADINGS else self.open[-1], None, ""])

    def handle_data(self, text):
        if self.found:
            self.found[-1][2] += text


def opened(book):
    """The title that a book states, and its pages in reading order without its own table of contents."""
    with zipfile.ZipFile(book) as archive:
        local = lambda element: element.tag.rpartition("}")[2]
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        path = next(e.get("full-path") for e in container.iter() if local(e) == "rootfile")
        package = ElementTree.fromstring(archive.read(path))
        title = next((e.text or "" for e in package.iter() if local(e) == "title"), "")
        found = []
        items = {e.get("id"): e for e in package.iter() if local(e) == "item"}
        for reference in (e for e in package.iter() if local(e) == "itemref"):
            item = items.get(reference.get("idref"))
            if item is not None and "nav" not in (item.get("properties") or "").split():
                name = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(item.get("href"))))
                found.append(archive.read(name).decode("utf-8", "replace"))
        return title, found


def blocks(pages):
    for page in pages:
        parser = Blocks()
        parser.feed(page)
        for tag, look, text in parser.found:
            # What only closes an inner block is none, unless text follows in the outer one.
            if look is not None and (tag in {"hr", "p"} or tag in HEADINGS) or words(text):
                yield tag, look or "", text.strip()


def rows(story, book):
    lines = re.split(r"\r\n|\n|\r", decode(story))
    told = [(word, number) for number, line in enumerate(lines, 1) for word in words(line)]
    found, at, last = [], 0, 0
    title, pages = opened(book)
    all_blocks = list(blocks(pages))
    common = collections.Counter(look for tag, look, text in all_blocks if tag == "p" and words(text))
    ordinary = common.most_common(1)[0][0] if common else ""
    # The places of the blocks: their first and last lines.
    placed = []
    for tag, look, text in all_blocks:
        own = words(text)
        if not own:
            is_break = tag == "hr" or tag == "p" and look != ordinary
            if is_break:
                placed.append(("break", None, None, ""))
            continue
        head = own[:AGREEING]
        agrees = lambda i: [word for word, _ in told[i : i + len(head)]] == head
        begins = lambda i: tag not in HEADINGS or i == 0 or told[i - 1][1] < told[i][1]
        place = next((i for i in range(at, min(at + AHEAD, len(told))) if agrees(i) and begins(i)), None)
        if place is None:
            continue
        end = min(place + len(own), len(told))
        at = end
        first, final = told[place][1], told[end - 1][1]
        if tag in HEADINGS:
            # The rules above and below a heading are part of it.
            is_rule = lambda n: 1 <= n <= len(lines) and lines[n - 1].strip() and not words(lines[n - 1])
            first -= bool(is_rule(first - 1) and first - 1 > max([0] + [p[2] or 0 for p in placed]))
            final += bool(is_rule(final + 1))
        placed.append(("heading" if tag in HEADINGS else "text", first, final, (tag, text)))

    def is_title(i):
        is_first = not any(p[0] != "break" for p in placed[:i])
        is_followed = [p[0] for p in placed[i + 1 : i + 2]] == ["heading"]
        return is_first and (is_followed or words(placed[i][3][1]) == words(title))

    levels = sorted({p[3][0] for i, p in enumerate(placed) if p[0] == "heading" and not is_title(i)})
    for i, (kind, first, end, what) in enumerate(placed):
        if kind == "heading":
            if is_title(i):
                found.append((first, end, "title", ""))
                continue
            level = min(levels.index(what[0]) + (1 if len(levels) > 2 else 2), 3)
            found.append((first, end, "heading", "%d %s" % (level, " ".join(what[1].split()))))
        elif kind == "break":
            above = next((p[2] for p in reversed(placed[:i]) if p[0] != "break"), None)
            below = next((p[1] for p in placed[i + 1 :] if p[0] != "break"), None)
            if above is None or below is None:
                continue
            between = [n for n in range(above + 1, below) if n > last]
            # A line that the book shows nowhere is the mark: it may be made of letters.
            signs = [n for n in between if lines[n - 1].strip()]
            if signs:
                found.append((signs[0], signs[0], "break", ""))
                last = signs[0]
            elif between:
                found.append((between[0], between[-1], "gap", ""))
                last = between[-1]
    return sorted(set(found))


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    story = pathlib.Path(sys.argv[1])
    if sys.argv[2] == "--book":
        found = rows(story, sys.argv[3])
    else:
        with tempfile.TemporaryDirectory() as folder:
            book = str(pathlib.Path(folder) / "BOOK.epub")
            command = [book if word == "BOOK.epub" else word for word in sys.argv[2:]]
            done = subprocess.run(command, capture_output=True)
            if done.returncode != 0 or not pathlib.Path(book).exists():
                sys.exit("%s: %s" % (" ".join(command), done.stderr.decode("utf-8", "replace")[-300:]))
            found = rows(story, book)
    for row in found:
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
