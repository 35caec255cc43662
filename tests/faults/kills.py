"""`kill -9` at 200 random moments, and two runs at once: after each every book is an old one or a new one, whole; the
next run completes the rest, to the same bytes as a run that nobody disturbed; and nothing is left over."""
import io, random, subprocess, time, zipfile

from stage import WHAT, WHERE, books, demand, files, noise, restore, story, unfinished, write

SEED = 20_261_120
KILLS = 200
TIMES = 20
CONVERT = ["convert", "in", "-o", "out"]


class Batch:
    """Sixty stories and three long ones; of some there are books of an earlier version, of some the books are right."""

    def __init__(self, stage, name):
        self.stage, self.folder = stage, stage.folder(name)
        self.out = self.folder / "out"
        stories = {}
        for number, (what, where) in enumerate((what, where) for where in WHERE for what in WHAT):
            title = "The %s of %s" % (what.title(), where.title())
            folder = "" if where != WHERE[-1] else "later/%s/" % what[0]
            stories["%s%s at %s.txt" % (folder, what, where)] = title, number
        for number, what in enumerate(["long watch", "long winter", "long way"]):
            stories[what + ".txt"] = "The " + what.title(), 1000 + number
        self.stories = stories
        names = sorted(stories)
        # An earlier state of the folder: a third of the stories, most of them as they were then.
        for at, name in enumerate(names):
            if at % 3 == 0 or name.startswith("long w"):
                self.tell(name, 0 if at % 2 else 500)
        stage.run(*CONVERT, cwd=self.folder).expect(0)
        self.before = files(self.out)
        for name in names:
            self.tell(name, 0)
        stage.run(*CONVERT, cwd=self.folder).expect(0)
        self.after = files(self.out)
        changed = [name for name in books(self.before) if self.before[name] != self.after[name]]
        demand(len(self.after) == len(stories) + 1 and len(self.before) > 15 and len(changed) > 8, "nothing to disturb")
        demand(set(self.before) <= set(self.after), "other names than before")
        self.dice = random.Random(SEED)

    def tell(self, name, version):
        title, seed = self.stories[name]
        told = story(title, seed + version, 10) if seed < 1000 else noise(title, seed + version, 80_000)
        write(str(self.folder / "in" / name), told)

    def duration(self):
        """Seconds of a run that nobody disturbs, the shortest of three: what else the machine does comes and goes."""
        taken = []
        for _ in range(3):
            restore(self.before, self.out)
            began = time.monotonic()
            self.stage.run(*CONVERT, cwd=self.folder).expect(0)
            taken.append(time.monotonic() - began)
        return min(taken)

    def start(self):
        return self.stage.start(CONVERT, self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def look(self):
        """After a kill: every book is an old one or a new one, whole, and none that was there is missing. Returns all
        that stands there."""
        found = files(self.out)
        for name, content in books(found).items():
            if name not in unfinished(found):
                demand(content in (self.before.get(name), self.after.get(name)), "neither old nor new:", name)
        missing = [name for name in books(self.before) if name not in found]
        demand(not missing, "gone:", missing)
        return found

    def complete(self):
        """The next run: all is as after a run that nobody disturbed. Returns how many books it bound."""
        done = self.stage.run(*CONVERT, cwd=self.folder).expect(0)
        stories, bound, unchanged, failed = done.counts()
        demand(stories == bound + unchanged == len(self.stories) and not failed, "the sum is wrong:", done.talk)
        self.same()
        return bound

    def same(self):
        found = files(self.out)
        for name in sorted(set(found) | set(self.after)):
            demand(found.get(name) == self.after.get(name), "not as after an undisturbed run:", name)

    def sample(self, found):
        """One of the books that stand there passes the program's own check and another archiver's."""
        whole = sorted(name for name in books(found) if name not in unfinished(found))
        if not whole:
            return
        name = self.dice.choice(whole)
        demand(zipfile.ZipFile(io.BytesIO(found[name])).testzip() is None, "not a whole archive:", name)
        self.stage.run("check", self.out / name.decode(), cwd=self.folder).expect(0)


def kills(stage):
    batch = Batch(stage, "kills")
    killed = late = parts = rebound = sampled = 0
    delivered = []
    while killed < KILLS:
        demand(late < KILLS, "most runs end before they are killed")
        if (killed + late) % 25 == 0:
            duration = batch.duration()
        restore(batch.before, batch.out)
        moment = batch.dice.uniform(0, duration)
        process, began = batch.start(), time.monotonic()
        time.sleep(max(0, moment - (time.monotonic() - began)))
        process.kill()
        if process.wait() == 0:
            late += 1
            batch.same()
            continue
        demand(process.returncode == -9, "ended by itself with", process.returncode)
        killed += 1
        found = batch.look()
        parts += len(unfinished(found))
        new = sum(content == batch.after[name] != batch.before.get(name)
                  for name, content in books(found).items() if name in batch.after)
        delivered.append(new)
        if killed % 10 == 0:
            batch.sample(found)
            sampled += 1
        rebound += batch.complete()
    most = sum(batch.after[name] != batch.before.get(name) for name in books(batch.after))
    amid = sum(0 < new < most for new in delivered)
    demand(amid >= KILLS // 4, "only %d kills were amid the books" % amid)
    return ("%d runs of %d stories killed (%d more had ended before), %d of them amid the books, after %d to %d of %d; "
            "%d unfinished files found and cleared; the next runs bound %d; %d samples checked" % (
                killed, len(batch.stories), late, amid, min(delivered), max(delivered), most, parts, rebound, sampled))


def together(stage):
    batch = Batch(stage, "together")
    for time_ in range(TIMES):
        restore(batch.before if time_ % 2 else {}, batch.out)
        runs = [stage.start(CONVERT, batch.folder) for _ in range(2)]
        for run in runs:
            talk, _ = run.communicate(timeout=60)
            demand(run.returncode == 0, "ended with %s:\n%s" % (run.returncode, talk.decode("utf-8", "replace")))
        batch.same()
    return "%d times two runs on one output: both end well, every book is right, the state is whole" % TIMES


def one_of_two_killed(stage):
    batch = Batch(stage, "one-of-two")
    duration = batch.duration()
    killed = clean = tries = 0
    while killed < TIMES:
        demand(tries < 5 * TIMES, "most runs end before they are killed")
        tries += 1
        restore(batch.before if killed % 2 else {}, batch.out)
        victim, other = batch.start(), stage.start(CONVERT, batch.folder)
        time.sleep(batch.dice.uniform(0, 1.5 * duration))
        victim.kill()
        victim.wait()
        talk, _ = other.communicate(timeout=60)
        talk = talk.decode("utf-8", "replace")
        demand(other.returncode == 0, "the other ended with %s:\n%s" % (other.returncode, talk))
        found = files(batch.out)
        for name, content in books(batch.after).items():
            demand(found.get(name) == content, "the other run did not deliver", name)
        killed += victim.returncode == -9
        clean += victim.returncode == -9 and not unfinished(found)
        batch.complete()
    return ("%d times one of two was killed: the other delivers every book, and left nothing over in %d; the next run "
            "clears the rest" % (killed, clean))


CASES = [kills, together, one_of_two_killed]
