"""An e-reader whose drive is a simulated vfat (`fat.py`): what a drive of that kind refuses, forgets or breaks, where a real
one cannot be mounted and where a real one would have to be broken."""
import os, subprocess, sys, time

from readers import LEDGER, Reader, pages, serial
from stage import WHAT, Wrong, demand, files, noise, story, unfinished, write

LAWS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fat.py")
KIND = "a simulated vfat"


class Vfat:
    """The drive, and its switches."""

    kind, loop = KIND, None

    def __init__(self, stage, path, megabytes, most=None):
        self.stage, self.path = stage, path
        path.mkdir()
        limit = ["--most", str(most)] if most else []
        self.server = subprocess.Popen(
            [sys.executable, "-B", LAWS, path, "--room", str(megabytes << 20), *limit],
            env={**os.environ, "PYTHONPATH": stage.tools + "/drives"}, stderr=subprocess.PIPE)
        patience = time.monotonic() + 20
        while not os.path.ismount(path):
            if self.server.poll() is not None or time.monotonic() > patience:
                self.server.kill()
                demand(False, "the drive cannot be mounted:", self.server.communicate()[1].decode())
            time.sleep(0.02)
        stage.drives.append(self)

    def eject(self):
        self.stage.drives.remove(self)
        subprocess.run(["umount", "-l", self.path], check=True)
        self.server.communicate(timeout=20)

    def switch(self, what, value, path=""):
        os.setxattr(self.path / path, "user." + what, str(value).encode())

    def calls(self):
        return int(os.getxattr(self.path, "user.calls"))


def reader(stage, most=None):
    """A Kobo with nothing on it, and a folder for stories."""
    drive = Vfat(stage, stage.root / "KOBOeReader", 64, most)
    write(str(drive.path / ".kobo/version"), b"N000,4.1.15,4.38.23171\n")
    return stage.folder("desk"), drive


def on(drive):
    """The reader's files, but for its own and the ledger."""
    return {name: content for name, content in files(drive.path).items() if name not in (LEDGER, b".kobo/version")}


def the_simulated_vfat_keeps_its_laws(stage):
    """What the other cases stand on."""
    drive = Vfat(stage, stage.root / "drive", 1, most=300_000)

    def refused(why, act, *arguments):
        try:
            act(*arguments)
        except OSError as error:
            demand(error.strerror == why, "%s instead of %s" % (error.strerror, why))
            return 1
        raise Wrong("not refused: " + why)

    at, laws = drive.path, 0
    write(str(at / "Tide.epub"), b"old")
    write(str(at / "other.epub"), b"new")
    demand((at / "TIDE.EPUB").read_bytes() == b"old", "told apart by case")
    for name in 'a"b', "a*b", "a:b", "a<b", "a>b", "a?b", "a|b", "a\\b", "a\tb", "end ":
        laws += refused("Invalid argument", (at / name).write_bytes, b"")
    laws += refused("File name too long", (at / ("渡" * 256)).write_bytes, b"")
    (at / ("渡" * 255)).write_bytes(b"")
    laws += refused("Operation not permitted", os.link, at / "Tide.epub", at / "link")
    laws += refused("Operation not permitted", os.symlink, "Tide.epub", at / "link")
    laws += refused("Operation not permitted", os.chmod, at / "Tide.epub", 0o600)
    laws += refused("Operation not permitted", os.chown, at / "Tide.epub", 1, 1)
    laws += refused("File too large", (at / "large").write_bytes, bytes(300_001))
    os.utime(at / "Tide.epub", (7, 7))
    demand((at / "Tide.epub").stat().st_mtime == 6, "a time is kept to the second")
    drive.switch("held", 1, "Tide.epub")
    laws += refused("Device or resource busy", os.rename, at / "other.epub", at / "Tide.epub")
    drive.switch("held", 0, "Tide.epub")
    os.rename(at / "other.epub", at / "TIDE.epub")
    demand("Tide.epub" in os.listdir(at) and (at / "tide.epub").read_bytes() == b"new", "not the name that was there")
    (at / "dots...").write_bytes(b"")
    demand("dots" in os.listdir(at), "dots at the end are kept")
    drive.switch("room", 8192)
    laws += refused("No space left on device", (at / "more").write_bytes, bytes(100_000))
    drive.switch("unplug", 0)
    laws += refused("No such device", os.listdir, at)
    return "%d things refused; cases, dots and odd seconds are lost (%s)" % (laws, KIND)


def names_that_a_vfat_refuses(stage):
    folder, drive = reader(stage)
    odd = ["Ferry", "FERRY", 'What? "Now": <all>|none*', "back\\slash", "bell\x07", "dots...", "end ", "渡" * 80, "CON",
           "fähre", "FÄHRE"]
    for number, name in enumerate(odd):
        write(str(folder / "odd" / ("%d: why?..." % number) / (name + ".txt")), story("Odd %d" % number, 900 + number))
    flat = [str(path) for path in sorted((folder / "odd").glob("*/*.txt"))]
    stage.run("load", *flat, "--to", drive.path, cwd=folder).expect(0, "%d new" % len(odd))
    found = on(drive)
    demand(len(found) == len(odd), "not %d books: %r" % (len(odd), sorted(found)))
    # Times that the drive has rounded are no sign of a change.
    stage.run("load", *flat, "--to", drive.path, cwd=folder).expect(0, "%d unchanged" % len(odd))
    demand(on(drive) == found, "changed by a second run")
    # The same names of folders.
    for number, name in enumerate(odd):
        write(str(folder / "odd" / ("%d: why?..." % number) / (name + ".txt")), story("Other %d" % number, 950 + number))
    stage.run("load", "odd", "--to", drive.path, cwd=folder).expect(0, "%d new" % len(odd))
    stage.run("load", "odd", "--to", drive.path, cwd=folder).expect(0, "%d unchanged" % len(odd))
    demand(len(on(drive)) == 2 * len(odd) and not unfinished(files(drive.path)), "not all, or something left over")
    return "%d names with refused signs, in two cases, as files and in folders: all there, unchanged the second time (%s)" % (
        2 * len(odd), KIND)


def a_serial_whose_name_was_written_otherwise(stage):
    folder, drive = reader(stage)
    write(str(folder / "in/tide.txt"), serial(4))
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "1 new")
    tried = 0
    for name in "TIDE.KEPUB.EPUB", "Tide.Kepub.epub", "the tide TABLE.kepub.epub":
        (old,) = on(drive)
        os.rename(os.path.join(os.fsencode(drive.path), old), drive.path / "aside")
        os.rename(drive.path / "aside", drive.path / name)
        stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "1 unchanged")
        before, identity = pages((drive.path / name).read_bytes())
        tried += 1
        write(str(folder / "in/tide.txt"), serial(4 + tried))
        stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "updated: The Tide Table (%s)" % name)
        demand(set(on(drive)) == {name.encode()}, "not the one book of that name:", sorted(on(drive)))
        after, same = pages((drive.path / name).read_bytes())
        demand(same == identity and len(after) == len(before) + 1, "another book")
        demand(all(after.get(page) == text for page, text in before.items()), "an old chapter has changed")
    return "%d spellings of its name: each kept, each with a chapter more (%s)" % (tried, KIND)


def a_book_that_is_too_large_for_the_drive(stage):
    folder, drive = reader(stage, most=200_000)
    for number, what in enumerate(WHAT[:4]):
        write(str(folder / "in" / (what + ".txt")), story("The " + what, number))
    write(str(folder / "in/winter.txt"), noise("The Winter", 1, 600_000))
    done = stage.run("load", "in", "--to", drive.path, cwd=folder)
    done.expect(1, "in/winter.txt: ", "the drive takes no file as large as this book", "4 new, 0 updated")
    demand(len(done.errors()) == 1 and len(on(drive)) == 4, done.talk)
    demand(not unfinished(files(drive.path)), "left over")
    # A book that is there and has grown too large stays as it was.
    write(str(folder / "in/winter.txt"), noise("The Winter", 1, 100_000))
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(0, "1 new")
    before = on(drive)
    write(str(folder / "in/winter.txt"), noise("The Winter", 1, 600_000))
    stage.run("load", "in", "--to", drive.path, cwd=folder).expect(1, "no file as large", "0 updated, 4 unchanged")
    demand(on(drive) == before, "the book has changed")
    return "one of 5 refused with its size, 4 there; the old one stays (%s)" % KIND


def a_drive_that_fills_up_while_books_come(stage):
    kobo = Reader(stage, 64, drive=Vfat)
    kobo.undisturbed()
    refused = 0
    # There was room when it was asked; somebody else took it.
    for room in 0, 20_000, 60_000, 150_000:
        kobo.drive.switch("room", room)
        done = kobo.load().expect(1, "the reader's drive is full")
        refused += len(done.errors())
        kobo.is_whole()
        demand(not unfinished(files(kobo.drive.path)), "left over")
    kobo.drive.switch("room", -1)
    kobo.recovers()
    return "4 times full, %d books refused: the old ones whole, nothing left over; with room again the rest is done (%s)" % (
        refused, KIND)


def a_book_that_is_open_on_the_reader(stage):
    kobo = Reader(stage, 64, drive=Vfat)
    kobo.undisturbed()
    old = sorted(name for name in kobo.before if name.endswith(b".epub") and kobo.before[name] != kobo.after[name])
    held = old[:2]
    for level, name in enumerate(held, 1):
        kobo.drive.switch("held", level, os.fsdecode(name))
    done = kobo.load().expect(1, "is in use on the reader", "close the book there", "%d updated" % (len(old) - len(held)))
    demand(len(done.errors()) == len(held), done.talk)
    for name in held:
        kobo.drive.switch("held", 1, os.fsdecode(name))
    kobo.is_whole()
    found = kobo.files()
    for name, content in kobo.after.items():
        demand(found.get(name) == (kobo.before[name] if name in held else content), "not as it should be:", name)
    demand(not unfinished(found), "left over")
    # One that cannot be read, and of which nothing is noted, gets no second one beside it.
    os.remove(kobo.drive.path / os.fsdecode(LEDGER))
    kobo.drive.switch("held", 2, os.fsdecode(held[1]))
    kobo.load().expect(1, "is in use on the reader")
    for name in held:
        kobo.drive.switch("held", 0, os.fsdecode(name))
    demand(set(kobo.files()) == set(kobo.after), "another book:", set(kobo.files()) - set(kobo.after))
    kobo.recovers()
    return "%d of %d earlier books open, one of them unreadable: these stay whole, the others are new; once closed, they follow (%s)" % (
        len(held), len(old), KIND)


def a_vfat_unplugged_at_many_calls(stage):
    kobo = Reader(stage, 64, drive=Vfat)
    kobo.undisturbed()
    start = files(kobo.drive.path)
    before = kobo.drive.calls()
    kobo.load().expect(0)
    whole = kobo.drive.calls() - before
    turns, gone, amid = 24, 0, 0
    for turn in range(turns):
        restore(kobo.drive, start)
        kobo.drive.switch("unplug", turn * whole // turns)
        done = kobo.load()
        kobo.drive.switch("unplug", -1)
        kobo.is_whole()
        # Once all books are there, only the ledger is put in order.
        said = "the reader is gone" in done.talk or "is no folder" in done.talk
        demand(done.code == 1 and said or done.code == 0 and kobo.files() == kobo.after, done.talk)
        gone += done.code
        amid += kobo.files() not in (kobo.before, kobo.after)
        kobo.recovers()
        demand(not unfinished(files(kobo.drive.path)), "left over")
    demand(gone >= turns // 2 and amid, "the drive was gone %d times, %d of them amid the books" % (gone, amid))
    return "unplugged after each %dth of %d calls, %d times amid the books: none lost, none by half; the next run ends it (%s)" % (
        whole // turns, whole, amid, KIND)


def restore(drive, content):
    for name in files(drive.path):
        os.remove(os.path.join(os.fsencode(drive.path), name))
    for name, bytes_ in content.items():
        path = os.path.join(os.fsencode(drive.path), name)
        write(path, bytes_)
        with open(path, "rb") as file:
            os.fsync(file.fileno())


CASES = [
    the_simulated_vfat_keeps_its_laws, names_that_a_vfat_refuses, a_serial_whose_name_was_written_otherwise,
    a_book_that_is_too_large_for_the_drive, a_drive_that_fills_up_while_books_come, a_book_that_is_open_on_the_reader,
    a_vfat_unplugged_at_many_calls,
]
for case in CASES:
    case.mounts = True
