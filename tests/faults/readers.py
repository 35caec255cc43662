"""E-readers that are plugged in, full, read-only, in use, pulled out in the middle: what the reader had it still has, no
book is there by half, and the next run does the rest."""
import io, os, random, re, shutil, subprocess, time, zipfile

from stage import NOBODY, WHAT, Drive, demand, files, noise, story, unfinished, write

SEED = 20_261_121
KILLS = 40
LEDGER = b".storybind-loaded"


class Reader:
    """A reader with books of an earlier version of some stories, and the stories as they are now."""

    def __init__(self, stage, megabytes=24, large=60_000, drive=Drive):
        self.stage, self.folder = stage, stage.folder("desk")
        self.drive = drive(stage, stage.root / "KOBOeReader", megabytes)
        write(str(self.drive.path / ".kobo/version"), b"N000,4.1.15,4.38.23171\n")
        self.large = large
        for number, what in enumerate(WHAT):
            self.tell(what, number, 500 if number % 2 else 0)
        (self.folder / "in" / (WHAT[3] + ".txt")).rename(self.folder / "later.txt")
        self.load().expect(0)
        self.before = self.files()
        (self.folder / "later.txt").rename(self.folder / "in" / (WHAT[3] + ".txt"))
        for number, what in enumerate(WHAT):
            self.tell(what, number, 0)

    def tell(self, what, number, version):
        title = "The " + what.title()
        told = story(title, number + version) if number % 3 else noise(title, number + version, self.large)
        # One author, whatever is rolled: a reader knows a book by its title and author.
        told = re.sub(rb"^by .*$", b"by Edda Vane", told, count=1, flags=re.M)
        write(str(self.folder / "in" / (what + ".txt")), told)

    def load(self, *more, **how):
        return self.stage.run("load", "in", *(more or ["--to", self.drive.path]), cwd=self.folder, **how)

    def files(self):
        found = files(self.drive.path)
        return {name: content for name, content in found.items() if name != LEDGER}

    def undisturbed(self):
        """What the reader has in the end."""
        if not hasattr(self, "after"):
            shutil.rmtree(self.folder / "elsewhere", ignore_errors=True)
            (self.folder / "elsewhere").mkdir()
            self.load("--to", self.folder / "elsewhere", "--device", "kobo").expect(0)
            after = files(self.folder / "elsewhere")
            self.after = {name: content for name, content in after.items() if name != LEDGER}
            self.after[b".kobo/version"] = self.before[b".kobo/version"]
        return self.after

    def is_whole(self):
        """Every book is as it was or as it will be, and none is missing."""
        found = self.files()
        for name, content in found.items():
            if name not in unfinished(found):
                demand(content in (self.before.get(name), self.undisturbed().get(name)), "neither old nor new:", name)
        demand(set(self.before) <= set(found), "gone:", set(self.before) - set(found))

    def recovers(self):
        self.load().expect(0)
        found = self.files()
        for name in set(found) | set(self.undisturbed()):
            demand(found.get(name) == self.undisturbed().get(name), "not as after an undisturbed run:", name)


def started(stage):
    reader = Reader(stage)
    reader.undisturbed()
    return reader


def a_reader_is_known_by_its_drive(stage):
    reader = started(stage)
    done = reader.load("--quiet")
    done.expect(0)
    reader.recovers()
    other = Drive(stage, stage.root / "PB632", 16)
    write(str(other.path / "system/config/global.cfg"), b"\n")
    done = reader.load("--quiet").expect(1, "several e-readers are plugged in", str(other.path), str(reader.drive.path))
    demand(files(other.path).keys() == {b"system/config/global.cfg"}, "written to one of two")
    reader.load("--device", "pocketbook").expect(0, "10 books on the reader: 10 new")
    demand(len([name for name in files(other.path) if name.startswith(b"Books/")]) == 10, "not in the folder Books")
    reader.load("--device", "tolino").expect(1, "no tolino was found")
    return "found among the mounted drives (%s)" % reader.drive.kind


def names_that_a_drive_takes_for_one(stage):
    reader = started(stage)
    odd = ["Ferry", "FERRY", "ferry?", "ferry:", "a" * 250, "a" * 250 + "b", "Fähre", "Fa\u0308hre", "aux", "dots..", "渡し船"]
    for number, name in enumerate(odd):
        write(str(reader.folder / "odd" / str(number) / (name + ".txt")), story("Odd %d" % number, 900 + number))
        # All in one folder of the reader.
    flat = [str(path) for path in sorted((reader.folder / "odd").glob("*/*.txt"))]
    done = stage.run("load", *flat, "--to", reader.drive.path, cwd=reader.folder).expect(0, "%d new" % len(odd))
    found = set(reader.files()) - set(reader.before)
    demand(len(found) == len(odd), "not %d books: %r\n%s" % (len(odd), found, done.talk))
    stage.run("load", *flat, "--to", reader.drive.path, cwd=reader.folder).expect(0, "%d unchanged" % len(odd))
    return "%d stories whose names differ in capitals, accents, length or signs: %d books (%s)" % (
        len(odd), len(odd), reader.drive.kind)


def serial(chapters):
    told = "Chapter %d\n\nDay %d. The tide table was wrong again. \"Who keeps it?\" she asked. Nobody did.\n\n"
    text = "".join(told % (number, number) for number in range(1, chapters + 1))
    return ("The Tide Table\n\nby Maren Holt\n\n" + text).encode()


def pages(book):
    """The chapters of a book, and what it says of its identity."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    package = next(content for name, content in found.items() if name.endswith(".opf"))
    return ({name: content for name, content in found.items() if re.search(r"chapter|section|text", name)},
            re.search(rb"<dc:identifier[^>]*>[^<]+", package)[0])


def a_serial_that_grows_while_it_is_read(stage):
    folder, drive = stage.folder("desk"), Drive(stage, stage.root / "KOBOeReader", 16)
    write(str(drive.path / ".kobo/version"), b"N000,4.1.15,4.38.23171\n")
    write(str(folder / "in/tide.txt"), serial(4))
    stage.run("convert", "in", "-o", "books", cwd=folder).expect(0)
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "1 new")
    book = drive.path / "tide.kepub.epub"
    old, identity = pages(book.read_bytes())
    demand(len(old) >= 4, "no chapters:", sorted(old))
    # Somebody reads the third chapter; the reader keeps the place beside the book's name, and is unplugged and plugged in.
    page = sorted(old)[2]
    span = re.findall(rb'id="(kobo[^"]+)"', old[page])[1]
    place = b"tide.kepub.epub %s %s" % (page.encode(), span)
    write(str(drive.path / ".kobo/place"), place)
    if drive.loop:
        drive.eject()
        demand(drive.plug(), "the drive cannot be mounted again")
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "1 unchanged")
    write(str(folder / "in/tide.txt"), serial(7))
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "updated: The Tide Table (tide.kepub.epub)")
    found = {name for name in files(drive.path) if name not in (LEDGER, b".kobo/version", b".kobo/place")}
    demand(found == {b"tide.kepub.epub"}, "more than the one book:", found)
    new, same = pages(book.read_bytes())
    demand(same == identity, "another identity:", identity, same)
    demand(len(new) == len(old) + 3 and all(new.get(name) == text for name, text in old.items()), "an old chapter has changed")
    demand((drive.path / ".kobo/place").read_bytes() == place and span in new[page], "the reader's place is gone")
    return "4 chapters, then 7: one book, its name, its identity, the old chapters and their marks (%s)" % drive.kind


def a_reader_that_is_full(stage):
    reader = started(stage)
    room = reader.drive.path / "music.mp3"
    with open(room, "wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass
    before = reader.files()
    done = reader.load().expect(1, "there is not enough room", "nothing was copied")
    demand(reader.files() == before, "something was written")
    room.unlink()
    reader.before.pop(b"music.mp3", None)
    reader.recovers()
    return "said before anything is written: %s (%s)" % (
        done.errors()[0].split("there is not enough room: ")[1].strip(), reader.drive.kind)


def a_reader_that_is_locked(stage):
    folder, drive = stage.folder("desk"), stage.folder("KOBOeReader")
    stage.mount(drive, 4 << 20)
    write(str(drive / ".kobo/version"), b"N000,4.1.15,4.38.23171\n")
    write(str(folder / "in/tide.txt"), serial(4))
    stage.run("load", "in", "--to", drive, cwd=folder).expect(0, "1 new")
    before = files(drive)
    write(str(folder / "in/tide.txt"), serial(7))
    stage.remount(drive, "ro")
    for wish in [], ["--dry-run"]:
        stage.run("load", "in", "--to", drive, *wish, cwd=folder).expect(1, "the reader is not locked or mounted read-only")
    demand(files(drive) == before, "something was written")
    stage.remount(drive, "rw")
    stage.run("load", "in", "--to", drive, cwd=folder).expect(0, "1 updated")
    return "mounted read-only: said in a dry run, too, and nothing lost (memory, in place of a drive)"


def a_folder_of_the_reader_that_may_not_be_written(stage):
    folder = stage.folder("desk")
    for number, name in enumerate(["open/anchor", "open/violin", "closed/kettle"]):
        write(str(folder / "in" / (name + ".txt")), story("The " + name, number))
    reader = stage.folder("reader")
    stage.run("load", "in", "--to", reader, cwd=folder).expect(0, "3 new")
    before = files(reader)
    for number, name in enumerate(["open/anchor", "open/violin", "closed/kettle", "closed/mirror"]):
        told = story("The " + name, number) + b"\nThere was more of it than anybody had thought.\n"
        write(str(folder / "in" / (name + ".txt")), told)
    for at, _, names in os.walk(reader):
        for path in [at, *(os.path.join(at, name) for name in names)]:
            os.chown(path, NOBODY, NOBODY)
    os.chmod(reader / "closed", 0o555)
    done = stage.run("load", "in", "--to", reader, cwd=folder, as_nobody=True)
    done.expect(1, "in/closed/kettle.txt: ", "in/closed/mirror.txt: ", "cannot be written", "0 new, 2 updated")
    demand(len(done.errors()) == 2, done.talk)
    after = files(reader)
    demand(after[b"closed/kettle.epub"] == before[b"closed/kettle.epub"], "the old book has gone")
    demand(not unfinished(after) and b"closed/mirror.epub" not in after, "left over")
    os.chmod(reader / "closed", 0o755)
    stage.run("load", "in", "--to", reader, cwd=folder, as_nobody=True).expect(0, "1 new, 1 updated, 2 unchanged")
    return "2 of 4 books refused, the others loaded, the old one still there"


def two_at_once_on_one_reader(stage):
    reader = started(stage)
    # The first is held up where it opens the ledger's drive: it begins, and the second comes while it works.
    refused = 0
    for _ in range(6):
        runs = [stage.start(["load", "in", "--to", reader.drive.path], reader.folder) for _ in range(2)]
        ends = [(run.communicate()[0].decode(), run.returncode) for run in runs]
        for talk, code in ends:
            demand(code == 0 or "another storybind is loading this reader" in talk, talk)
        refused += sum(code != 0 for _, code in ends)
        demand(any(code == 0 for _, code in ends), "neither has loaded")
    reader.recovers()
    return "6 times two: %d sent away, none in the other's way (%s)" % (refused, reader.drive.kind)


def killed_while_a_reader_is_loaded(stage):
    reader = started(stage)
    dice = random.Random(SEED)
    old = {name: content for name, content in files(reader.drive.path).items()}
    began = time.monotonic()
    reader.recovers()
    whole = time.monotonic() - began
    amid = 0
    for _ in range(KILLS):
        for name in files(reader.drive.path):
            (reader.drive.path / name.decode()).unlink()
        for name, content in old.items():
            write(str(reader.drive.path / name.decode()), content)
        run = stage.start(["load", "in", "--to", reader.drive.path], reader.folder, stdout=subprocess.DEVNULL)
        time.sleep(dice.random() * whole)
        run.kill()
        run.communicate()
        reader.is_whole()
        amid += reader.files() not in (reader.before, reader.undisturbed())
        reader.recovers()
    return "%d kills, %d of them amid the books: all whole, nothing left over (%s)" % (KILLS, amid, reader.drive.kind)


def pulled_out_in_the_middle(stage):
    reader = started(stage)
    dice = random.Random(SEED)
    pulled = amid = turn = 0
    for _ in range(8):
        run = stage.start(["load", "in", "--to", reader.drive.path], reader.folder)
        time.sleep(0.1 + dice.random() * 0.3)
        if not reader.drive.unplug():
            run.kill()
        else:
            pulled += 1
        talk = run.communicate(timeout=60)[0].decode()
        amid += run.returncode != 0
        if not reader.drive.loop:
            left = os.listdir(reader.drive.path)
            demand(not left, "written where the drive had been:", left)
            # What was not forced to the drive is lost, as it would be.
            demand(reader.drive.plug(), "the drive cannot be mounted again")
        demand("panicked" not in talk, talk)
        reader.is_whole()
        reader.recovers()
        # The stories go on, so that the next turn has something to do.
        for number, what in enumerate(WHAT):
            reader.tell(what, number, turn)
        del reader.after
        reader.before, turn = reader.files(), turn + 1
    how = "the drive gone" if pulled else "the run killed, for this drive cannot be pulled out"
    return "8 times (%s), %d of them while books were written: none there by half (%s)" % (how, amid, reader.drive.kind)


CASES = [
    a_reader_is_known_by_its_drive, names_that_a_drive_takes_for_one, a_serial_that_grows_while_it_is_read,
    a_reader_that_is_full, a_reader_that_is_locked, a_folder_of_the_reader_that_may_not_be_written, two_at_once_on_one_reader,
    killed_while_a_reader_is_loaded, pulled_out_in_the_middle,
]
for case in CASES:
    case.mounts = True
