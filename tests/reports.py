#!/usr/bin/env python3
"""Have others read the reports of a run over a folder of odd names and odd stories.

usage: reports.py --binary PATH --tools DIR

JSON is validated against docs/report.schema.json, SARIF against the schema of SARIF 2.1.0 as Microsoft ships it, JUnit
is parsed by junitparser, Markdown is rendered by GitHub's renderer, cmark-gfm: nothing of a story may become markup there.
What the four say is compared with each other. Each validator is first shown something broken.
"""
import argparse, html.parser, json, os, pathlib, re, subprocess, sys, tempfile, urllib.parse

from judge import Judge

HERE = pathlib.Path(__file__).resolve().parent

FERRY = """The Night Ferry <img src=x | *one* & [two](javascript:alert(1))

by Maren `Holt` ]]>

Chapter 1

The ferry left at nine, as it always did, with nobody on board but the engineer and a crate of lemons.

<img src=x onerror=alert(1)>

By midnight the lemons were gone.

Chapter 2: ``` ~~~ <!-- --> | $x$ www.example.org

Nobody asked the engineer.

Chapter 4

He would not have known what to say.

Chapter 5

So he said nothing.

~

It was Tuesday.
"""

# Names that some program between here and a job's page would like to be something else.
NAMES = [
    "plain.txt",
    "a folder/with spaces & <tags>.txt",
    "100%25.txt",
    "#hash?query=1.txt",
    "a|b`c`*d*_e_.txt",
    "ночь/夜.txt",
    "quote\"'apostrophe.txt",
    "line\nend.txt",
    "bell\x07escape\x1b[31m.txt",
    "c:colon.txt",
    "\u202egnp.txt",
    "[link](http:/x).txt",
]


def stories(folder):
    for number, name in enumerate(NAMES):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Each a book of its own, so that no two are taken for one.
        path.write_text(FERRY.replace("Ferry", "Ferry %d" % number), encoding="utf-8")
    os.write(os.open(os.path.join(os.fsencode(folder), b"bad\xff.txt"), os.O_CREAT | os.O_WRONLY), FERRY.encode())
    (folder / "unreadable.txt").write_bytes(b"The Caf\xc3\xa9\n\nSalt \xef\xbf\xbd\xef\xbf\xbd and iron.\n")
    # A story of two files; what is doubtful stands in the second.
    (folder / "serial").mkdir()
    first, second = FERRY.replace("Ferry", "Serial").split("Chapter 4")
    (folder / "serial/ch1.txt").write_text(first, encoding="utf-8")
    (folder / "serial/ch2.txt").write_text("Chapter 4" + second, encoding="utf-8")
    (folder / "empty.txt").write_text("***\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "storybind.toml").write_text('[[correct]]\nstory = "plain"\ntext = "Sugar <i>"\nrole = "heading"\n')


class Page(html.parser.HTMLParser):
    """The elements of a rendered page, and its text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)

    def handle_data(self, data):
        self.text.append(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.tools / "reports"))
    try:
        import cmarkgfm, jsonschema, junitparser
        found = args.tools / "reports/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
        sarif_schema = json.loads(found.read_text(encoding="utf-8-sig"))
    except (ImportError, OSError) as error:
        sys.exit("reports: %s is missing (tests/run --install)" % error)
    own_schema = json.loads((HERE.parent / "docs/report.schema.json").read_text())
    judge = Judge(lambda detail: detail[:600])

    def errors(schema, document):
        kind = jsonschema.Draft202012Validator
        kind.check_schema(schema)
        validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
        return [error.json_path + ": " + error.message for error in validator.iter_errors(document)]

    def render(text):
        """As GitHub does, but with raw HTML let through, which it would take out."""
        return cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)

    with tempfile.TemporaryDirectory() as where:
        where = pathlib.Path(where)
        stories(where / "in")

        def run(*arguments):
            return subprocess.run([args.binary, *arguments], cwd=where, capture_output=True, timeout=120)

        def read(name):
            return (where / name).read_text(encoding="utf-8")

        def check(prefix, is_complete):
            report, log = json.loads(read(prefix + ".json")), json.loads(read(prefix + ".sarif"))
            found = errors(own_schema, report)
            judge.hold(prefix + ": the JSON report follows its schema", not found, *found[:5])
            found = errors(sarif_schema, log)
            judge.hold(prefix + ": the SARIF log follows its schema", not found, *found[:5])
            results = log["runs"][0]["results"]
            check_sarif(prefix, report, log, results)
            suite, = junitparser.JUnitXml.fromfile(str(where / (prefix + ".xml")))
            cases = list(suite)
            judge.hold(prefix + ": there is a test case for each story",
                       len(cases) == len(report["stories"]) + (1 if is_complete else 0), len(cases))
            failed = {case.name for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)}
            judge.hold(prefix + ": JUnit fails the empty story", "empty.txt" in failed, failed)
            judge.hold(prefix + ": JUnit counts as its parser does", suite.failures == len(failed), suite.failures, failed)
            page = Page()
            text = read(prefix + ".md")
            page.feed(render(text))
            own = {"h1", "h2", "p", "ul", "li", "code", "pre", "strong", "table", "thead", "tbody", "tr", "th", "td"}
            judge.hold(prefix + ": nothing of a story is markup", page.tags <= own, page.tags - own)
            judge.hold(prefix + ": nothing of a story is an attribute", page.attributes <= {"align", "lang", "class"},
                       page.attributes)
            shown = " ".join("".join(page.text).split())
            titles = [story["found"]["title"] for story in report["stories"] if story["found"]]
            odd = sum("<img" in title and "*one*" in title for title in titles)
            judge.hold(prefix + ": the titles are odd enough", odd >= len(NAMES), titles)
            for title in titles:
                judge.hold("%s: the page shows %r as typed" % (prefix, title), title in shown, text[:900])
            judge.hold(prefix + ": the page is small", len(text.encode()) < 1_000_000)

        def check_sarif(prefix, report, log, results):
            rules = log["runs"][0]["tool"]["driver"]["rules"]
            has_rule = all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
            judge.hold(prefix + ": each result has its rule", has_rule)
            prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in results]
            judge.hold(prefix + ": no two results have one fingerprint", len(set(prints)) == len(prints))
            looks = sum(r["ruleId"] in ("low-confidence", "worth-a-look") for r in results)
            judge.hold(prefix + ": every place is worth a result", looks == report["summary"]["worth_a_look"])
            seen = set()
            for result in results:
                place = result["locations"][0]["physicalLocation"]
                name = urllib.parse.unquote(place["artifactLocation"]["uri"])
                if "\ufffd" in name:    # no UTF-8, so nobody can name it
                    continue
                path = where / name
                judge.hold("%s: %r is a file" % (prefix, name), path.is_file())
                region = place["region"]
                if "endColumn" not in region or not path.is_file():
                    continue
                lines = path.read_text(encoding="utf-8").split("\n")[region["startLine"] - 1:region["endLine"]]
                lines[-1] = lines[-1][:region["endColumn"] - 1]
                quoted = "\n".join(lines)[region["startColumn"] - 1:]
                words = re.match("“(.*?)(?: …)?”:", result["message"]["text"], re.S)
                judge.hold("%s: %r is where the result says" % (prefix, quoted[:40]),
                           words and " ".join(quoted.split()).startswith(words[1]), words)
                seen.add(result["ruleId"])
            judge.hold(prefix + ": there are places to look at", "worth-a-look" in seen or "low-confidence" in seen, seen)

        forms = {"json": "json", "sarif": "sarif", "junit": "xml", "markdown": "md"}

        def reports(prefix):
            return [word for form, ending in forms.items() for word in ("--report", "%s=%s.%s" % (form, prefix, ending))]

        done = run("convert", "in", "-o", "out", *reports("run"), "--fail-on", "passed-over,no-title")
        judge.hold("the run fails on the empty story", done.returncode == 1, done.stderr.decode())
        check("run", True)
        rules = {r["ruleId"] for r in json.loads(read("run.sarif"))["runs"][0]["results"]}
        wanted = {"failed", "passed-over", "gap-in-chapters", "unfollowed", "encoding"}
        judge.hold("all kinds of results are there", wanted <= rules, wanted - rules)

        serial, = [s for s in json.loads(read("run.json"))["stories"] if "serial" in s["files"][0]]
        judge.hold("the chapters are one story", serial["files"] == ["in/serial/ch1.txt", "in/serial/ch2.txt"], serial["files"])
        gap, = [r for r in json.loads(read("run.sarif"))["runs"][0]["results"]
                if r["ruleId"] == "gap-in-chapters" and "serial" in r["message"]["text"]]
        place = gap["locations"][0]["physicalLocation"]
        judge.hold("the gap is told where the second file begins", place["artifactLocation"]["uri"] == "in/serial/ch2.txt"
                   and place["region"]["startLine"] == 1, gap)

        # The validators see what is broken.
        log, report = json.loads(read("run.sarif")), json.loads(read("run.json"))
        log["runs"][0]["results"][0]["level"] = "bad"
        judge.hold("a broken SARIF log is seen", errors(sarif_schema, log))
        log = json.loads(read("run.sarif"))
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b|<c>.txt"
        judge.hold("an address that is none is seen", errors(sarif_schema, log))
        report["stories"][0]["outcome"] = "failed"
        judge.hold("a broken report is seen", errors(own_schema, report))
        page = Page()
        page.feed(render("<img src=x> [a](b)"))
        judge.hold("markup is seen", page.tags == {"p", "img", "a"}, page.tags)

        # Two machines, then one report; and what a lock has to say of it.
        for shard in "12":
            run("convert", "in", "-o", "out", "--shard", shard + "/2", "--report", "json=%s.json" % shard)
        done = run("report", "merge", "1.json", "2.json", *reports("merged"))
        judge.hold("merging fails as the runs did", done.returncode == 1, done.stderr.decode())
        check("merged", False)
        whole, merged = json.loads(read("run.json")), json.loads(read("merged.json"))
        names = [{story["files"][0] for story in report["stories"]} for report in (whole, merged)]
        judge.hold("the merged report has all stories", names[0] == names[1], names[0] ^ names[1])
        run("lock", "in")
        lost = FERRY.replace("Chapter 4\n", "so he thought ```.\n").replace("Ferry", "Ferry 0")
        (where / "in/plain.txt").write_text(lost, encoding="utf-8")
        done = run("convert", "in", "-o", "out", *reports("locked"), "--locked")
        judge.hold("a lost chapter is a failure", b"is gone" in done.stderr, done.stderr.decode())
        check("locked", False)
        results = json.loads(read("locked.sarif"))["runs"][0]["results"]
        changed = [result for result in results if result["ruleId"] == "structure-changed"]
        judge.hold("a lost chapter is a result", len(changed) == 1, changed)

    print("%d held, %d did not" % (judge.held, judge.wrong))
    return 1 if judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
