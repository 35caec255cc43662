#!/usr/bin/env python3
"""Check what `cargo metadata` says of the dependencies: their licences, and that none comes in two versions.

usage: dependencies.py

A licence must be one that a program under MIT OR Apache-2.0 can be shipped with. A package that appears in two versions
costs size and build time twice: each such pair stands below with its reason, and the reason goes when the pair goes.
"""
import collections, json, re, subprocess, sys

ALLOWED = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT-0", "ISC", "Zlib", "Unicode-3.0", "Unlicense"}

# Weak copyleft is a matter of the file it stands in; each such package is looked at by itself.
BY_PACKAGE = {
    "notify": ("CC0-1.0", "given to the public"),
    "epub-builder": ("MPL-2.0", "used unchanged; the MPL covers its own files only"),
}

DOUBLES = {
    "windows-sys": "ring 0.17 asks for an older one; on Windows only",
    "zip": "epub-builder 0.8.3 asks for an older one for the archive writer that storybind does not use",
    "foldhash": "the metadata counts what jsonschema, a test's, asks of hashbrown; the program has one",
    "getrandom": "ring 0.17 asks for an older one than zip and tempfile do",
    "hashbrown": "whatlang 0.18 asks for an older one than indexmap does",
    "miniz_oxide": "png 0.18 asks for an older one than flate2 does",
    "syn": "the macros of jiff and zbus still ask for 2, those of clap for 3; nothing of it is in the program",
}


def allowed(expression):
    """Whether an SPDX expression leaves a choice that is allowed."""
    tokens = re.findall(r"\(|\)|\bAND\b|\bOR\b|[^\s()]+(?: WITH [^\s()]+)?", expression.replace("/", " OR "))

    def either():
        nonlocal tokens
        value = both()
        while tokens and tokens[0] == "OR":
            tokens = tokens[1:]
            value = both() or value
        return value

    def both():
        nonlocal tokens
        value = one()
        while tokens and tokens[0] == "AND":
            tokens = tokens[1:]
            value = one() and value
        return value

    def one():
        nonlocal tokens
        first, tokens = tokens[0], tokens[1:]
        if first == "(":
            value, tokens = either(), tokens[1:]
            return value
        return first in ALLOWED

    return either()


def main():
    assert allowed("(MIT OR GPL-3.0) AND Zlib") and not allowed("MIT AND GPL-3.0") and not allowed("GPL-3.0")
    done = subprocess.run(["cargo", "metadata", "--format-version", "1", "--locked"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    metadata = json.loads(done.stdout)
    packages = {p["id"]: p for p in metadata["packages"]}
    nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}

    # What a user builds: everything that is reached without dev-dependencies.
    shipped, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        at = todo.pop()
        if at not in shipped:
            shipped.add(at)
            todo += [d["pkg"] for d in nodes[at]["deps"] if any(k["kind"] != "dev" for k in d["dep_kinds"])]

    wrong = []
    for package in packages.values():
        named, why = BY_PACKAGE.get(package["name"], ("", ""))
        licence = package["license"] or ""
        if not (licence and (allowed(licence) or licence == named)):
            wrong.append("%s %s: licence `%s` is not in the list" % (package["name"], package["version"], licence))
    versions = collections.defaultdict(set)
    for at in shipped:
        versions[packages[at]["name"]].add(packages[at]["version"])
    doubled = {name for name, its in versions.items() if len(its) > 1}
    for name in sorted(doubled - set(DOUBLES)):
        wrong.append("%s comes in the versions %s (cargo tree --duplicates)" % (name, ", ".join(sorted(versions[name]))))
    for name in sorted(set(DOUBLES) - doubled):
        wrong.append("%s comes in one version by now: take its reason out of DOUBLES" % name)
    for name in sorted(set(BY_PACKAGE) - {p["name"] for p in packages.values()}):
        wrong.append("%s is no dependency by now: take it out of BY_PACKAGE" % name)
    for line in wrong:
        print(line)
    print("%d packages, %d of them shipped, doubled: %s" % (len(packages), len(shipped), ", ".join(sorted(doubled)) or "none"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
