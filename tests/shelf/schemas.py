#!/usr/bin/env python3
"""Validate every feed of a catalogue, written and served, against the schemas of OPDS.

usage: schemas.py --binary PATH --tools DIR

The books are the examples' and a few hundred made here, which say of themselves what no book should. Atom is validated by
Jing against the RELAX NG schema of OPDS 1.2, JSON against the JSON Schemas of OPDS 2.0 and of Readium, on which they build,
the description of the search against one of OpenSearch 1.1. Then copies are broken, one element or member each: whoever
finds nothing wrong with them has looked at nothing.

DIR holds what tests/run installs. No licence lets the schemas stand here: they are those that the source
distribution of codex, a comic server, carries for its own tests. Jing is the one that epubcheck brings along.
"""
import argparse, copy, itertools, json, pathlib, re, shutil, signal, subprocess, sys, tempfile, urllib.parse, urllib.request
import xml.etree.ElementTree as ElementTree
import xml.sax.saxutils, zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from judge import Judge

ATOM, OPENSEARCH = "{http://www.w3.org/2005/Atom}", "{http://a9.com/-/spec/opensearch/1.1/}"
FEED = "https://drafts.opds.io/schema/feed.schema.json"
PUBLICATION = "https://drafts.opds.io/schema/publication.schema.json"

# ---- the shelf -----------------------------------------------------------------------------------------------------

# Three pages of books and two of authors: every relation between pages stands somewhere.
BOOKS, AUTHORS = 230, 120
# Each book takes the next of each row: the rows' lengths differ, so that much meets much.
TITLES = ["Salt & <b>Water</b>", "\u201cНочь\u201d \u591c \u2014 l\u2019été", "]]><!-- \"'", "{?query}{searchTerms}", "a\tb\n c",
          "%0d%0a?q=1&page=2#x", "\u202egnirts", "<p>Tides</p>", "%"]
IDENTIFIERS = ["urn:uuid:4f7a2a0e-0000-4000-8000-%012d", "isbn %d", "https://example.org/ä b?c=%d#{d}|`", "", "urn:isbn:%013d",
               "tag:example.org,2004:é%d", "%d", "urn:x:<%d>\"^\\"]
LANGUAGES = ["en", "de-AT", "zh-Hant-TW", "x-klingon", "English (UK)", "", "en-GB-oed", "sl-rozaj-biske-1994", "a", "und", "sr_Latn"]
DATES = ["2004-11-07", "2004-11", "2004", "2004-11-07T10:00:00Z", "last summer", "0000-13-40", "-0044-03-15", "", "12004-01-01",
         "2004-11-07T24:00:60+25:00"]
MODIFIED = ["2020-01-01T00:00:00Z", "2020-02-30T00:00:00Z", "yesterday", "2020-01-01", "2020-01-01T00:00:00.5+02:00"]
POSITIONS = ["1", "2.5", "-1", "1e999", "four", "007", "NaN", ""]
DESCRIPTIONS = ["<p>A story of <i>salt</i> &amp; water.</p>", None, "One line\nand another", "", "\u3000"]
COVERS = [b"\x89PNG\r\n\x1a\n", None, b"\xff\xd8\xff\xe0", b"<svg/>", None]

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">%s</metadata>
<manifest><item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>%s</manifest>
<spine><itemref idref="t"/></spine></package>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>Salt.</p></body></html>'


def package(number):
    """What a book of this number says of itself."""
    def of(row):
        return row[number % len(row)]

    identifier = of(IDENTIFIERS)
    said = [
        ("dc:identifier", ' id="i"', identifier % number if "%" in identifier else identifier),
        ("dc:title", "", "Volume %d, %s" % (number, of(TITLES))),
        ("dc:language", "", of(LANGUAGES)),
        ("dc:date", "", of(DATES)),
        ("dc:publisher", "", of(TITLES)),
        ("meta", ' property="dcterms:modified"', of(MODIFIED)),
        ("meta", ' property="schema:wordCount"', str(number % 3)),
        ("meta", ' property="schema:isBasedOn"', of(TITLES[:3])),
    ]
    # Some are by nobody, some by two.
    said += [("dc:creator", "", "%s %d" % (of(TITLES), (number + k) % AUTHORS)) for k in range((number + 2) % 3)]
    said += [("dc:subject", "", of(TITLES[k:])) for k in range(number % 4)]
    if of(DESCRIPTIONS) is not None:
        said.append(("dc:description", "", of(DESCRIPTIONS)))
    if number % 4:
        said.append(("meta", ' property="belongs-to-collection" id="s"', "Street %s" % of(TITLES)))
        said.append(("meta", ' refines="#s" property="group-position"', of(POSITIONS)))
    metadata = "".join("<%s%s>%s</%s>" % (name, rest, xml.sax.saxutils.escape(text), name) for name, rest, text in said)
    cover = '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>' if of(COVERS) else ""
    return PACKAGE % (metadata, cover), of(COVERS)


def shelve(binary, books):
    for number in range(BOOKS):
        described, cover = package(number)
        place = books / ["", "a folder & more", "夜"][number % 3] / ("b %d #?%%.epub" % number)
        place.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            archive.writestr("META-INF/container.xml", CONTAINER)
            archive.writestr("a.opf", described)
            archive.writestr("t.xhtml", PAGE)
            if cover:
                archive.writestr("c.png", cover)
    stories = HERE.parents[1] / "examples/stories"
    subprocess.run([binary, "convert", stories, "-o", books / "examples", "-q"], check=True, timeout=120)


def is_feed(name):
    return name in ("opds.xml", "opds.json") or name.startswith("opds/")


def written(binary, books, site, title):
    """All documents of the catalogue that `catalog` writes, by their addresses."""
    subprocess.run([binary, "catalog", books, "-o", site, "-q", "--title", title], check=True, timeout=120)
    files = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if is_feed(name)}


def served(binary, books, title, addresses):
    """What `serve` answers at these addresses."""
    child = subprocess.Popen([binary, "serve", books, "--listen", "127.0.0.1:0", "--title", title],
                             stderr=subprocess.PIPE, text=True)
    # No proxy of this machine's is asked.
    fetch = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
    try:
        root = re.match(r"http://\S+/", child.stderr.readline())[0]
        return {address: fetch(root + address, timeout=60).read() for address in addresses}
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=60)


def searches(has_books):
    """Addresses of pages of what is found: much, one book, nothing, words that are more than words."""
    for form in ("xml", "json"):
        for words in ("volume", "volume 229", "pepper", "\u591c & <b>\"'#%{x}\t", "ё" * 90):
            yield "opds/search.%s?query=%s" % (form, urllib.parse.quote(words))
        yield from ("opds/search.%s?query=volume&page=%d" % (form, page) for page in (2, 3) if has_books)


def gathered(binary, where):
    """Every document of the catalogues: of many books and of none, written and served."""
    documents = {}
    shelve(binary, where / "books")
    (where / "none").mkdir()
    for folder, title in (("books", "\x07 <Salt> & \"Water\" \u591c, a harbour's shelf"), ("none", "Nothing")):
        found = written(binary, where / folder, where / (folder + " site"), title)
        documents.update(("catalog %s: %s" % (folder, name), text) for name, text in found.items())
        answers = served(binary, where / folder, title, [*found, *searches(folder == "books")])
        documents.update(("serve %s: %s" % (folder, name), text) for name, text in answers.items())
    return documents


# ---- the validators ------------------------------------------------------------------------------------------------


class Jing:
    """RELAX NG, in its compact syntax."""

    def __init__(self, tools, schemas, where):
        self.libraries = tools / "epubcheck/epubcheck/lib"
        self.where = where
        if not list(self.libraries.glob("jing-*.jar")) or not shutil.which("java"):
            sys.exit("schemas: Jing is missing (tests/run --install)")
        shutil.copytree(schemas / "v1", where / "v1")
        opds = where / "v1/opds.rnc"
        # An IRI may have no blank and no line end. The schema means to say so, but lacks two backslashes: it refuses every
        # address with an r or a t. If that is mended one day, this has to go.
        wrong, right = r'`"\nrt].*', r'`"\n\r\t].*'
        text = opds.read_text(encoding="utf-8")
        if text.count(wrong) != 1:
            sys.exit("schemas: opds.rnc has no longer the line that is mended here: %s" % wrong)
        opds.write_text(text.replace(wrong, right), encoding="utf-8")

    def errors(self, schema, documents):
        """What is wrong with each of the documents, by their names, in one run."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.where))
        files = {}
        for number, (name, text) in enumerate(documents.items()):
            file = folder / ("%d.xml" % number)
            file.write_bytes(text)
            files[str(file)] = name
        command = ["java", "-cp", "%s/*" % self.libraries, "com.thaiopensource.relaxng.util.Driver", "-c"]
        done = subprocess.run([*command, self.where / "v1" / schema, *files], capture_output=True, text=True, timeout=300)
        found = {}
        for line in done.stdout.splitlines():
            said = re.match(r"(.*?\.xml):\d+:\d+: (.*)", line)
            # Not of a document: the schema itself could not be read, and then nothing was.
            if not said or said[1] not in files:
                sys.exit("schemas: Jing says: %s" % done.stdout[:2_000])
            found.setdefault(files[said[1]], []).append(said[2])
        if done.stderr or (done.returncode != 0) != bool(found):
            sys.exit("schemas: Jing ended with %d: %s" % (done.returncode, done.stderr[:2_000]))
        return found


def rules_broken(text):
    """The two rules that atom.rnc states in Schematron, which Jing passes over."""
    try:
        feed = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return    # Jing says that.
    for entry in feed.iter(ATOM + "entry"):
        relations = {link.get("rel", "alternate") for link in entry.findall(ATOM + "link")}
        if "alternate" not in relations and entry.find(ATOM + "content") is None:
            yield "an entry has neither a link to an alternate nor content"
        if entry.find(ATOM + "author") is None and feed.find(ATOM + "author") is None:
            yield "an entry has no author, and its feed has none"


class JsonSchemas:
    """The JSON Schemas, each under its own address."""

    def __init__(self, tools, schemas):
        sys.path.insert(0, str(tools / "reports"))
        try:
            import jsonschema, referencing, referencing.jsonschema
        except ImportError as error:
            sys.exit("schemas: %s is missing (tests/run --install)" % error)
        self.kind = jsonschema.Draft7Validator
        resources = []
        for path in sorted((schemas / "v2").rglob("*.schema.json")):
            # A group's name is written as JavaScript has it, and Python has it otherwise.
            schema = json.loads(re.sub(r"\(\?<(?=[A-Za-z])", "(?P<", path.read_text(encoding="utf-8")))
            self.kind.check_schema(schema)
            resource = referencing.jsonschema.DRAFT7.create_resource(schema)
            # Readium's schemas name those of OPDS where they stand today, these themselves where they stood as drafts.
            resources += [(address, resource) for address in
                          (schema["$id"], schema["$id"].replace("//drafts.opds.io/", "//specs.opds.io/"))]
        self.registry = referencing.Registry().with_resources(resources)
        self.known = {}

    def errors(self, schema, document):
        # Much is said twice, to the letter: a book in several lists, a list that is written and served.
        key = schema, json.dumps(document)
        if key not in self.known:
            contents = self.registry.contents(schema)
            validator = self.kind(contents, registry=self.registry, format_checker=self.kind.FORMAT_CHECKER)
            self.known[key] = [error.json_path + ": " + error.message[:300] for error in validator.iter_errors(document)]
        return self.known[key]


# ---- what is broken on purpose --------------------------------------------------------------------------------------


def without(parent, child):
    def change(root):
        holder = root if parent == "." else root.find(parent)
        holder.remove(holder.find(child))
    return change


def attribute(element, name, value=None):
    """Without the attribute, or with this value."""
    def change(root):
        found = root.find(element)
        found.attrib.pop(name, None)
        if value is not None:
            found.set(name, value)
    return change


def text(element, value):
    def change(root):
        root.find(element).text = value
    return change


A, O = ATOM, OPENSEARCH
IN_FEED = {
    **{"a feed without " + name: without(".", A + name) for name in ("id", "title", "updated")},
    **{"an entry without " + name: without(A + "entry", A + name) for name in ("id", "title", "updated")},
    "a link without address": attribute(A + "link", "href"),
    "an entry's link without address": attribute("%sentry/%slink" % (A, A), "href"),
    "an author without name": without(A + "author", A + "name"),
    "a date that is none": text("%sentry/%supdated" % (A, A), "yesterday"),
    # What the mended line is there for.
    **{"an address with %r" % sign: attribute(A + "link", "href", "a%sb" % sign) for sign in ' <>{}|^`"'},
    "a media type that is none": attribute(A + "link", "type", "book"),
}
IN_DESCRIPTION = {
    **{"a description without " + name: without(".", O + name) for name in ("ShortName", "Description")},
    "a description without addresses": lambda root: [root.remove(url) for url in root.findall(O + "Url")],
    "a way to search without address": attribute(O + "Url", "template"),
    "a way to search without type": attribute(O + "Url", "type"),
    "a short name that is long": text(O + "ShortName", "x" * 17),
}


def put(*path, value=None):
    """Takes a member out, or puts another value in its place."""
    def change(document):
        for step in path[:-1]:
            document = document[step]
        if value is None:
            del document[path[-1]]
        else:
            document[path[-1]] = value
    return change


def in_first_book(change):
    return lambda feed: change(feed["publications"][0])


IN_PUBLICATION = {
    **{"a publication without " + name: put(name) for name in ("metadata", "links")},
    "a publication without title": put("metadata", "title"),
    "a publication's link without address": put("links", 0, "href"),
    "a publication with nothing to download": put("links", 0, "rel", value="self"),
    "no images": put("images", value=[]),
    "an identifier that is no IRI": put("metadata", "identifier", value="isbn 1"),
    "a date that is none": put("metadata", "modified", value="yesterday"),
    "a language that is none": put("metadata", "language", value="sr_Latn"),
    "a position that is no number": put("metadata", "belongsTo", value={"series": {"name": "x", "position": "four"}}),
}
IN_JSON = {
    **{"a feed without " + name: put(name) for name in ("metadata", "links")},
    "a feed without title": put("metadata", "title"),
    "a feed without a link to itself": put("links", 0, "rel", value="other"),
    "a link without address": put("links", 0, "href"),
    "an address that is none": put("links", 0, "href", value="a b"),
    "a number that is none": put("metadata", "numberOfItems", value="3"),
}
IN_NAVIGATION = {
    "a feed of lists without lists": put("navigation"),
    "a feed of no lists": put("navigation", value=[]),
    "a list without title": put("navigation", 0, "title"),
    "a list without address": put("navigation", 0, "href"),
}
IN_BOOKS = {
    "a feed of books without books": put("publications"),
    "a feed of no books": put("publications", value=[]),
    **{what + ", in a feed": in_first_book(change) for what, change in IN_PUBLICATION.items()},
}


def broken_xml(source, changes):
    for what, change in changes.items():
        root = ElementTree.fromstring(source)
        change(root)
        yield what, ElementTree.tostring(root)


def broken_json(source, changes):
    for what, change in changes.items():
        document = copy.deepcopy(source)
        change(document)
        yield what, document


# ---- what has to hold ----------------------------------------------------------------------------------------------


def check_atom(judge, jing, feeds):
    lists, books = feeds["catalog books: opds.xml"], feeds["catalog books: opds/new.xml"]
    broken = {"%s (%s)" % (what, kind): bad
              for kind, source in (("of lists", lists), ("of books", books)) for what, bad in broken_xml(source, IN_FEED)}
    # The broken ones come last: if these are refused, the others were read.
    found = jing.errors("opds.rnc", {**feeds, **broken})
    for name, feed in feeds.items():
        wrong = [*found.get(name, []), *rules_broken(feed)]
        judge.hold(name + " is valid", not wrong, *wrong[:3])
    for what in broken:
        judge.hold(what + " is refused", what in found)
    for what, change in {"neither content nor alternate": without(A + "entry", A + "content"),
                         "no author at all": without(".", A + "author")}.items():
        (_, bad), = broken_xml(lists, {what: change})
        judge.hold(what + " is refused", list(rules_broken(bad)))
    return len(broken) + 2


def check_descriptions(judge, jing, descriptions):
    broken = dict(broken_xml(descriptions["catalog none: opds/opensearch.xml"], IN_DESCRIPTION))
    found = jing.errors("opensearch-1.1.rnc", {**descriptions, **broken})
    for name in descriptions:
        judge.hold(name + " is valid", name not in found, *found.get(name, []))
    for what in broken:
        judge.hold(what + " is refused", what in found)
    return len(broken)


def check_json(judge, schemas, feeds):
    publications = 0
    for name, feed in feeds.items():
        wrong = schemas.errors(FEED, feed)
        judge.hold(name + " is valid", not wrong, *wrong[:3])
        for at, publication in enumerate(feed.get("publications", [])):
            wrong = schemas.errors(PUBLICATION, publication)
            judge.hold("%s, publication %d is valid" % (name, at), not wrong, *wrong[:3])
            publications += 1
    lists, books = feeds["catalog books: opds.json"], feeds["catalog books: opds/new.json"]
    broken = [(FEED, *bad) for bad in itertools.chain(
        broken_json(lists, {**IN_JSON, **IN_NAVIGATION}), broken_json(books, {**IN_JSON, **IN_BOOKS}))]
    broken += [(PUBLICATION, *bad) for bad in broken_json(books["publications"][0], IN_PUBLICATION)]
    for schema, what, document in broken:
        judge.hold("%s is refused" % what, schemas.errors(schema, document))
    return publications, len(broken)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    args = parser.parse_args()
    schemas = args.tools / "schemas"
    if not (schemas / "v1/opds.rnc").is_file():
        sys.exit("schemas: the schemas of OPDS are missing (tests/run --install)")
    judge = Judge(lambda detail: detail[:400])
    with tempfile.TemporaryDirectory() as where:
        where = pathlib.Path(where)
        jing, json_schemas = Jing(args.tools.resolve(), schemas, where), JsonSchemas(args.tools, schemas)
        documents = gathered(args.binary, where)
        descriptions = {name: document for name, document in documents.items() if name.endswith("/opensearch.xml")}
        atom = {name: document for name, document in documents.items() if ".xml" in name and name not in descriptions}
        feeds = {name: json.loads(document) for name, document in documents.items() if ".json" in name}
        for ending in ("opds/new-3", "opds/authors-2"):
            judge.hold(ending + " is there: lists have pages", {"serve books: %s.%s" % (ending, form) for form in ("xml", "json")}
                       <= set(documents))
        refused = check_atom(judge, jing, atom) + check_descriptions(judge, jing, descriptions)
        publications, more = check_json(judge, json_schemas, feeds)
    if judge.wrong == 0:
        print("%d Atom documents, %d JSON feeds, %d publications, %d descriptions of a search: all valid"
              % (len(atom), len(feeds), publications, len(descriptions)))
        print("%d broken copies: all refused" % (refused + more))
    print("%d held, %d did not" % (judge.held, judge.wrong))
    return 1 if judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
