"""What the system refuses: a full disk, a limit, a folder that may not be written, a story that may not be read, is
written to, or vanishes. An error for that book with the system's word; what stood at its place still stands; all others
are delivered; exit code 1; nothing left over. And what the next run does when the trouble is over."""
import os, shutil, signal, threading, time

from stage import NOBODY, STATE, books, demand, files, leaves_nothing, noise, restore, story, unfinished, write

# Covers would make small books nearly as large as long ones.
CONVERT = ["convert", "in", "-o", "out", "--no-cover"]
SMALL = ["almanac", "compass", "kettle", "ledger", "mirror", "shelf/lantern", "shelf/violin", "store/umbrella"]
# These have not changed since their books were made.
KEPT = {"kettle", "shelf/lantern"}
# Of these there is no book yet.
FRESH = {"mirror", "store/umbrella"}
LARGE = "winter"


class Shelf:
    """Eight small stories and a large one: some books are there already, of the story as it was or as it is."""

    def __init__(self, stage):
        self.stage, self.folder = stage, stage.folder("shelf")
        self.input, self.out = self.folder / "in", self.folder / "out"
        for name in SMALL:
            if name not in FRESH:
                self.tell(name, 0 if name in KEPT else 1)
        self.tell(LARGE, 1)
        self.convert().expect(0)
        self.before = files(self.out)
        for name in [*SMALL, LARGE]:
            self.tell(name, 0)
        self.convert().expect(0)
        self.after = files(self.out)
        restore(self.before, self.out)

    def tell(self, name, version):
        told = noise("The Winter", version, 700_000 - 300_000 * version) if name == LARGE else story(
            "The " + os.path.basename(name).title(), SMALL.index(name) + 100 * version)
        write(str(self.input / (name + ".txt")), told)

    def convert(self, *more, **how):
        return self.stage.run(*CONVERT, *more, cwd=self.folder, **how)

    def small_disk(self, room):
        """Puts the output on a disk of its own."""
        restore({}, self.out)
        self.out.mkdir()
        self.stage.mount(self.out, room)
        for name, content in self.before.items():
            write(os.path.join(os.fsencode(self.out), name), content)

    def give_to_nobody(self):
        for at, folders, names in os.walk(self.folder):
            for path in [at, *(os.path.join(at, name) for name in names)]:
                if self.stage.is_root:
                    os.chown(path, NOBODY, NOBODY)

    def refused(self, done, failing):
        """The books of these names were refused with these words; all others stand as they should."""
        done.expect(1)
        stories, bound, unchanged, failed = done.counts()
        # Two lines an error: what happened, and what to do.
        demand(failed == len(failing) == len(done.errors()), "%d errors expected:\n%s" % (len(failing), done.talk))
        for name, word in failing.items():
            found = [line for line in done.errors() if "/" + name.removesuffix("/umbrella") in line and word in line]
            demand(len(found) == 1, "no error for %s with `%s`:\n%s" % (name, word, done.talk))
        found = files(self.out)
        for name, content in books(self.after).items():
            due = self.before.get(name) if os.fsdecode(name)[:-5] in failing else content
            demand(found.get(name) == due, "not as it should be:", name)
        demand(set(found) <= set(self.after), "left over:", set(found) - set(self.after))
        leaves_nothing(self.input)
        return stories - failed

    def recovers(self, **how):
        """The trouble is over: the next run does the rest, and all is as if nothing had been."""
        self.convert(**how).expect(0)
        found = files(self.out)
        for name in set(found) | set(self.after):
            demand(found.get(name) == self.after.get(name), "not as after an undisturbed run:", name)


def changed():
    return [name for name in [*SMALL, LARGE] if name not in KEPT]


def refusal(cause):
    """The whole output may not be written: each of the changed books is refused for that."""
    return {name: ": the book cannot be written (" + cause if not name.startswith("store/") else
            ": the folder cannot be made (" + cause for name in changed()}


def disk_full_for_one_book(stage):
    shelf = Shelf(stage)
    small = sum(-(-len(content) // 4096) + 1 for name, content in shelf.after.items() if LARGE.encode() not in name)
    shelf.small_disk(small * 4096 * 2 + len(shelf.before[b"winter.epub"]) + 64 * 1024)
    delivered = shelf.refused(shelf.convert("-j", "1"), {LARGE: "No space left on device"})
    # On all cores a small book may want its room just when the large one has taken it; whole or not at all holds.
    restore_on_disk(shelf)
    shelf.convert().expect(1, "winter.epub: the book cannot be written (No space left on device")
    found = files(shelf.out)
    for name, content in books(found).items():
        demand(content in (shelf.before.get(name), shelf.after[name]), "neither old nor new:", name)
    demand(found[b"winter.epub"] == shelf.before[b"winter.epub"] and not unfinished(found), "not as it was")
    stage.remount(shelf.out, "size=16m")
    shelf.recovers()
    return "%d others delivered, the old book stands; with room again the rest is done" % delivered


def restore_on_disk(shelf):
    """The small disk as it was, itself left mounted."""
    for name in files(shelf.out):
        os.remove(os.path.join(os.fsencode(shelf.out), name))
    for name, content in shelf.before.items():
        write(os.path.join(os.fsencode(shelf.out), name), content)


def disk_full_to_the_last_byte(stage):
    shelf = Shelf(stage)
    shelf.small_disk(4 << 20)
    filler = shelf.out / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    done = shelf.convert().expect(1)
    demand(len(done.errors()) == len(changed()) == done.talk.count("No space left on device"), done.talk)
    os.remove(filler)
    found = files(shelf.out)
    demand(books(found) == books(shelf.before), "the books are not as they were")
    demand(found[STATE] == shelf.before[STATE], "the state is not as it was")
    shelf.recovers()
    return "%d books refused, every old one and the state as they were" % len(changed())


def a_limit_on_the_size_of_files(stage):
    shelf = Shelf(stage)
    limit = 300_000
    demand(len(shelf.after[b"winter.epub"]) > limit > len(shelf.before[b"winter.epub"]), "no limit between the books")
    delivered = shelf.refused(shelf.convert(most=limit), {LARGE: "File too large"})
    shelf.recovers()
    # Where the limit's signal is not ignored, the system kills the run, as it does any program's.
    restore(shelf.before, shelf.out)
    done = shelf.convert(most=limit, mortal=True)
    demand(done.code == -signal.SIGXFSZ, "ended with %s" % done.code)
    for name, content in books(files(shelf.out)).items():
        demand(name.endswith(b".part") or content in (shelf.before.get(name), shelf.after[name]), "neither:", name)
    shelf.recovers()
    return "RLIMIT_FSIZE for a quota: %d others delivered; killed by its signal, the next run completes" % delivered


def a_disk_that_is_read_only(stage):
    shelf = Shelf(stage)
    shelf.small_disk(8 << 20)
    stage.remount(shelf.out, "ro")
    delivered = shelf.refused(shelf.convert(), refusal("Read-only file system"))
    new = stage.run("convert", "in", "-o", "out/new", cwd=shelf.folder)
    new.expect(1, "out/new", "the folder cannot be made (Read-only file system")
    stage.remount(shelf.out, "rw")
    shelf.recovers()
    return "%d books refused, %d unchanged ones known for that" % (len(changed()), delivered)


def a_folder_that_may_not_be_written(stage):
    shelf = Shelf(stage)
    shelf.give_to_nobody()
    for at, _, _ in os.walk(shelf.out):
        os.chmod(at, 0o555)
    os.chmod(shelf.out / os.fsdecode(STATE), 0o444)
    done = shelf.convert(as_nobody=True)
    delivered = shelf.refused(done, refusal("Permission denied"))
    for at, _, _ in os.walk(shelf.out):
        os.chmod(at, 0o755)
    os.chmod(shelf.out / os.fsdecode(STATE), 0o644)
    shelf.recovers(as_nobody=True)
    return "%d books refused, %d unchanged ones known for that" % (len(changed()), delivered)


def no_permission_for_some(stage):
    shelf = Shelf(stage)
    (shelf.input / "closed").mkdir()
    write(str(shelf.input / "closed/never.txt"), story("Never", 7))
    shelf.give_to_nobody()
    os.chmod(shelf.input / "ledger.txt", 0)
    os.chmod(shelf.input / "closed", 0)
    os.chmod(shelf.out / "shelf", 0o555)
    done = shelf.convert(as_nobody=True)
    refused = {"ledger": "cannot be read (Permission denied", "shelf/violin": "cannot be written (Permission denied",
               "closed": "in/closed: cannot be read (Permission denied"}
    shelf.refused(done, refused)
    # One cannot even be looked into.
    os.chmod(shelf.out / "shelf", 0o755)
    restore(shelf.before, shelf.out)
    shelf.give_to_nobody()
    os.chmod(shelf.out / "shelf", 0)
    os.chmod(shelf.out / "kettle.epub", 0)
    done = shelf.convert(as_nobody=True)
    os.chmod(shelf.out / "shelf", 0o755)
    os.chmod(shelf.out / "kettle.epub", 0o644)
    unknown = {"shelf/lantern": "(Permission denied", "kettle": "cannot be written (Permission denied"}
    shelf.refused(done, {**refused, **unknown})
    os.chmod(shelf.input / "ledger.txt", 0o644)
    os.rename(shelf.input / "closed", shelf.folder / "closed")
    shelf.recovers(as_nobody=True)
    return "a story, a folder of stories, a book and a folder of books: an error each, all others delivered"


def a_story_that_is_written_to_while_it_is_read(stage):
    """strace makes each look at the file slow, so that the writer has its turn however busy the machine is."""
    demand(shutil.which("strace"), "strace is missing; tests/run installs it")
    shelf = Shelf(stage)
    path, ended, written = shelf.input / "winter.txt", threading.Event(), 0

    def append():
        nonlocal written
        with open(path, "ab", buffering=0) as file:
            while not ended.wait(0.002):
                written += file.write(b"and it went on and on.\n")
    slowly = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", path, "-e", "trace=read", "-e",
              "inject=read:delay_exit=150000"]
    writer = threading.Thread(target=append)
    writer.start()
    try:
        done = shelf.convert(under=slowly)
    finally:
        ended.set()
        writer.join()
    delivered = shelf.refused(done, {LARGE: "in/winter.txt: changes while it is read"})
    shelf.tell(LARGE, 0)
    shelf.recovers()
    return "%d lines appended meanwhile; %d others delivered, the old book stands" % (written // 23, delivered)


def a_story_that_vanishes_after_the_look(stage):
    """One core goes from the first story to the last: once the first book stands, the folder was looked through."""
    told = []
    for what in ["nothing", "a folder", "a link that leads nowhere"]:
        folder = stage.folder("vanishing " + what)
        for number, name in enumerate(["aa", *("m%s" % chr(97 + n) for n in range(20)), "zz"]):
            write(str(folder / "in" / (name + ".txt")), story(name.upper() + " Street", number, 60))
        last, first = folder / "in/zz.txt", folder / "out/aa.epub"
        run = stage.start([*CONVERT, "-j", "1"], folder)
        while not first.exists() and run.poll() is None:
            time.sleep(0.0005)
        os.remove(last)
        if what == "a folder":
            last.mkdir()
        elif what != "nothing":
            last.symlink_to("gone.txt")
        talk = run.communicate(timeout=60)[0].decode()
        word = "Is a directory" if what == "a folder" else "was there a moment ago, and is gone"
        demand(run.returncode == 1 and talk.count("error: ") == 1, "ended with %s:\n%s" % (run.returncode, talk))
        demand("error: in/zz.txt: " in talk and word in talk, "not said: " + word + "\n" + talk)
        found = books(files(folder / "out"))
        demand(len(found) == 21 and not unfinished(found) and b"zz.epub" not in found, "not all others:", sorted(found))
        told.append(what)
    return "in its place %s: an error, 21 others delivered" % ", ".join(told)


def places_that_are_no_files(stage):
    """Where a book or the state should stand: pipes and links, which are neither read nor written through."""
    shelf = Shelf(stage)
    secret = shelf.folder / "secret"
    secret.write_text("mine\n")
    for name in ["almanac.epub", "mirror.epub"]:
        (shelf.out / name).unlink(missing_ok=True)
        os.mkfifo(shelf.out / name)
    (shelf.out / "compass.epub").unlink()
    (shelf.out / "compass.epub").symlink_to("../secret")
    (shelf.out / "ledger.epub").unlink()
    (shelf.out / "ledger.epub").mkdir()
    state = shelf.out / os.fsdecode(STATE)
    told = 0
    for make in [lambda: os.mkfifo(state), lambda: state.symlink_to("../secret"), lambda: state.symlink_to("../new"),
                 lambda: state.symlink_to(os.fsdecode(STATE)), state.mkdir]:
        if state.is_dir() and not state.is_symlink():
            state.rmdir()
        else:
            state.unlink(missing_ok=True)
        make()
        done = shelf.convert()
        foreign = "is there already, and storybind did not make it"
        done.expect(1, *("out/%s.epub: %s" % (name, foreign) for name in ["almanac", "mirror", "compass"]),
                    "out/ledger.epub: is a folder")
        demand(len(done.errors()) == 4, done.talk)
        demand(secret.read_text() == "mine\n" and not (shelf.folder / "new").exists(), "written through a link")
        told += 1
    state.rmdir()
    for name in ["almanac", "mirror", "compass"]:
        os.remove(shelf.out / (name + ".epub"))
    (shelf.out / "ledger.epub").rmdir()
    shelf.recovers()
    # And among the stories: a folder's settings.
    settings = shelf.input / "shelf/storybind.toml"
    os.mkfifo(settings)
    done = shelf.convert().expect(1, "storybind.toml: cannot be read (neither a file nor a folder)")
    demand(done.counts()[2:] == (len(SMALL) - 1, 2), "not all others:\n" + done.talk)
    return "4 of the books' places and %d of the state's: nothing hangs, nothing is written through" % told


def a_story_longer_than_any_memory(stage):
    shelf = Shelf(stage)
    with open(shelf.input / "winter.txt", "wb") as file:
        file.truncate(8 << 40)
    delivered = shelf.refused(shelf.convert(), {LARGE: "in/winter.txt: is longer than 1 GB"})
    return "a file of 8 TB without a byte on the disk: an error, %d others delivered" % delivered


for case in [disk_full_for_one_book, disk_full_to_the_last_byte, a_disk_that_is_read_only]:
    case.mounts = True

CASES = [
    disk_full_for_one_book, disk_full_to_the_last_byte, a_limit_on_the_size_of_files, a_disk_that_is_read_only,
    a_folder_that_may_not_be_written, no_permission_for_some, a_story_that_is_written_to_while_it_is_read,
    a_story_that_vanishes_after_the_look, places_that_are_no_files, a_story_longer_than_any_memory,
]
