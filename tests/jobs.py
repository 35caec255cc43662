#!/usr/bin/env python3
"""Try the CI jobs of examples/ci: their form by their tools' own schemas, their shell steps by running them.

usage: jobs.py --binary PATH --tools DIR

The steps are taken from the YAML as they stand. A push is a fresh folder with the stories in it and with what the job's
cache kept of the last push that went well, and nothing else. Each linter is first shown something broken.
"""
import argparse, os, pathlib, re, shutil, subprocess, sys, tempfile, xml.etree.ElementTree

from judge import Judge

JOBS = pathlib.Path(__file__).resolve().parent.parent / "examples/ci"

STORIES = {
    "stories/the-bread-van.txt": """The Bread Van

by Odile Marsh

Chapter 1

The van came on Thursdays, when the road let it, and my grandmother met it at the gate in her good coat.

Chapter 2

In the winter of the landslip it came over the hill instead, and was late by eleven days. She wore the coat for all of
them.

Chapter 3

Nobody had told the driver that she could not bear bread.
""",
    "stories/tides/low-water.txt": """Low Water

by Odile Marsh

Chapter 1

At low water you could walk to the lighthouse and be told, at the door, that you could not come in.

Chapter 2

At high water you could not walk to it, and he would have let you.
""",
}
VAN = "stories/the-bread-van.txt"


class Repository:
    """A repository of stories, its job's cache, and pushes to it."""

    def __init__(self, where, environment, cached):
        self.where, self.environment, self.cached = where, environment, cached
        self.stories, self.kept, self.pushes = dict(STORIES), where / "kept", 0
        # Once, by hand.
        self.push([], "storybind lock stories")
        self.stories["stories/storybind.lock"] = (self.work / "stories/storybind.lock").read_text(encoding="utf-8")

    def push(self, steps, *commands):
        """Runs the steps in a fresh checkout: a step is its condition and its script. Says how the job came out, and
        what was said."""
        self.pushes += 1
        self.work = self.where / ("push%d" % self.pushes)
        for name, text in self.stories.items():
            path = self.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if self.kept.exists():
            shutil.copytree(self.kept, self.work, dirs_exist_ok=True)
        environment = dict(self.environment, GITHUB_STEP_SUMMARY=str(self.work / "summary.md"), CI_PROJECT_DIR=str(self.work))
        said, is_well = "", True
        for condition, script in list(steps) + [("", command) for command in commands]:
            needed = re.findall(r"hashFiles\('([^']+)'\) != ''", condition)
            if (is_well or condition.startswith("always()")) and all((self.work / name).exists() for name in needed):
                done = subprocess.run(["bash", "--noprofile", "--norc", "-e", "-c", script], cwd=self.work, env=environment,
                                      stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
                said += done.stdout + done.stderr
                is_well = is_well and done.returncode == 0
        if is_well:
            for name in self.cached:
                if (self.work / name).is_dir():
                    shutil.copytree(self.work / name, self.kept / name, dirs_exist_ok=True)
        return is_well, said

    def books(self):
        """The books that the last push has, by name."""
        return {str(book.relative_to(self.work)): book.read_bytes() for book in self.work.glob("books/**/*.epub")}


def try_job(judge, name, repository, steps):
    """A first push, one that changes nothing, one that adds a chapter, one that loses one."""
    is_well, said = repository.push(steps)
    judge.hold(name + ": the first push is well", is_well and "2 stories: 2 bound" in said, said)
    first = repository.books()
    judge.hold(name + ": each story is a book", set(first) == {"books/the-bread-van.epub", "books/tides/low-water.epub"}, first.keys())
    is_well, said = repository.push(steps)
    judge.hold(name + ": a second push binds nothing", is_well and "2 stories: 0 bound, 2 unchanged" in said, said)
    judge.hold(name + ": and has the same books", repository.books() == first)
    suite = xml.etree.ElementTree.parse(repository.work / "storybind.xml").getroot()
    judge.hold(name + ": there is a test case for each story", {case.get("file") for case in suite.iter("testcase")} >= set(STORIES))

    repository.stories[VAN] += "\nChapter 4\n\nSo he told her about the cakes.\n"
    is_well, said = repository.push(steps)
    judge.hold(name + ": a serial may grow", is_well and "2 stories: 1 bound, 1 unchanged" in said, said)
    whole = repository.stories.pop("stories/tides/low-water.txt")
    lost = repository.stories[VAN]
    repository.stories[VAN] = lost.replace("Chapter 2\n", "and then.\n")
    is_well, said = repository.push(steps)
    judge.hold(name + ": a lost chapter fails", not is_well, said)
    judge.hold(name + ": with what is lost", "the heading “Chapter 2” is gone" in said and "    -   Chapter 2\n" in said, said)
    judge.hold(name + ": a lost story fails, too", "low-water.txt: is no longer what" in said and "the story is gone" in said, said)
    judge.hold(name + ": its book is removed", set(repository.books()) == {"books/the-bread-van.epub"})
    page = (repository.work / "storybind.md").read_text(encoding="utf-8")
    judge.hold(name + ": the report shows the outline", "-   Chapter 2" in page, page)
    suite = xml.etree.ElementTree.parse(repository.work / "storybind.xml").getroot()
    judge.hold(name + ": JUnit has failures", len(list(suite.iter("failure"))) > 0)
    repository.stories.update({VAN: lost, "stories/tides/low-water.txt": whole})
    is_well, said = repository.push(steps)
    judge.hold(name + ": what is mended is well", is_well and "2 stories: 0 bound, 2 unchanged" in said, said)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    args = parser.parse_args()
    tools = (args.tools / "jobs").resolve()
    sys.path.insert(0, str(tools))
    try:
        import check_jsonschema, pre_commit, yaml
    except ImportError as error:
        sys.exit("jobs: %s (tests/run --install)" % error)
    judge = Judge(lambda detail: detail[-1500:])

    with tempfile.TemporaryDirectory() as where:
        where = pathlib.Path(where)
        # The path leads to the program that is tested before any other.
        (where / "bin").mkdir()
        (where / "bin/storybind").symlink_to(args.binary.resolve())
        environment = {"PATH": "%s:%s" % (where / "bin", os.environ["PATH"]), "HOME": str(where), "LC_ALL": "C.UTF-8",
                       "PYTHONPATH": str(tools), "PRE_COMMIT_HOME": str(where / "pre-commit"),
                       "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

        def call(*command, cwd=where):
            done = subprocess.run([str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, timeout=120)
            return done.returncode, done.stdout + done.stderr

        def lint(*linter, form, breaking):
            path = JOBS / form
            code, said = call(sys.executable, *linter, path)
            judge.hold("%s: its linter finds nothing" % form, code == 0, said)
            job = path.read_text(encoding="utf-8")
            judge.hold("%s: there is something to break" % form, breaking in job)
            broken = where / path.name
            broken.write_text(job.replace(breaking, "nonsense: true"), encoding="utf-8")
            code, said = call(sys.executable, *linter, broken)
            judge.hold("%s: its linter sees what is broken" % form, code == 1, said)
            return yaml.safe_load(job)

        schema = ["-m", "check_jsonschema", "--builtin-schema"]
        job = lint(*schema, "vendor.github-workflows", form="github.yml", breaking="runs-on: ubuntu-24.04")["jobs"]["books"]
        cache, = [step["with"]["path"].split() for step in job["steps"] if step.get("uses", "").startswith("actions/cache")]
        steps = [(step.get("if", ""), step["run"]) for step in job["steps"] if "run" in step]
        judge.hold("github.yml: its conditions are those that are understood here",
                   all(re.fullmatch(r"(always\(\) && hashFiles\('[\w.]+'\) != '')?", condition) for condition, _ in steps))
        (where / "github").mkdir()
        repository = Repository(where / "github", environment, [path for path in cache if not path.startswith("~")])
        try_job(judge, "github.yml", repository, steps)
        repository.stories[VAN] = repository.stories[VAN].replace("Chapter 2\n", "and.\n")
        repository.push(steps)
        shown, = repository.work.glob("summary.md")
        judge.hold("github.yml: the job's page shows what is lost", "-   Chapter 2" in shown.read_text(encoding="utf-8"))
        uploaded = [step["with"]["sarif_file"] for step in job["steps"] if "sarif_file" in step.get("with", {})]
        judge.hold("github.yml: the log that is uploaded is there",
                   uploaded and all("structure-changed" in (repository.work / name).read_text() for name in uploaded))

        job = lint(*schema, "vendor.gitlab-ci", form="gitlab-ci.yml", breaking="script:\n    - storybind")
        environment.update({name: value.replace("$CI_PROJECT_DIR", ".") for name, value in job["variables"].items()})
        (where / "gitlab").mkdir()
        repository = Repository(where / "gitlab", environment, job["books"]["cache"]["paths"])
        lines = job["books"]["before_script"] + job["books"]["script"]
        try_job(judge, "gitlab-ci.yml", repository, [("", "\n".join(lines))])

        lint("-m", "pre_commit", "validate-config", form="pre-commit-config.yaml", breaking="language: system")
        (where / "hook").mkdir()
        repository = Repository(where / "hook", environment, [])
        repository.push([])
        work = repository.work
        shutil.copy(JOBS / "pre-commit-config.yaml", work / ".pre-commit-config.yaml")
        identity = ["-c", "user.name=Odile Marsh", "-c", "user.email=odile@example.org"]

        def commit(what):
            code, said = call("git", "add", "-A", cwd=work)
            return (code, said) if code else call("git", *identity, "commit", "-m", what, cwd=work)

        call("git", "init", "-q", cwd=work)
        code, said = call(sys.executable, "-m", "pre_commit", "install", cwd=work)
        judge.hold("the hook is installed", code == 0 and (work / ".git/hooks/pre-commit").is_file(), said)
        code, said = commit("Two stories")
        judge.hold("what the lock says is committed", code == 0 and "Passed" in said, said)
        judge.hold("the hook binds nothing", not (work / "books").exists())
        text = (work / VAN).read_text(encoding="utf-8")
        (work / VAN).write_text(text.replace("Chapter 2\n", "and.\n"), encoding="utf-8")
        code, said = commit("Lose a chapter")
        judge.hold("a lost chapter is not committed", code == 1 and "    -   Chapter 2\n" in said, said)
        (work / VAN).write_text(text + "\nChapter 4\n\nThere were cakes.\n", encoding="utf-8")
        code, said = commit("A new chapter")
        judge.hold("a new chapter is", code == 0, said)

    print("%d held, %d did not" % (judge.held, judge.wrong))
    return 1 if judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
