"""Odd things among the stories: links, pipes, sockets and devices, which are passed over with a word; and names that
other systems keep, cannot hold or take for one. No book overwrites another, none leaves its folder, the second run
finds nothing to do, and no name commands a terminal."""
import io, os, pty, re, shutil, socket, stat, unicodedata, zipfile

from stage import LONGEST, books, demand, files, write

# Bytes of the longest name that the usual disks take.
LONGEST_NAME = 255


def token(number):
    """A story without a title, so that its book is named by its file's name, and known by its words."""
    return ("The lamp in window %d was lit.\n\nNobody had been in the house since March.\n" % number).encode()


# Each story's path, and its book's. Where two would share a file, on this system or another, the later is numbered.
NAMES = [
    # What a terminal or a log could take for something else.
    (b"line\nerror: end.txt", b"line\nerror: end.epub"),
    (b"tab\tbed.txt", b"tab\tbed.epub"),
    (b"title \x1b]0;owned\x07.txt", b"title \x1b]0;owned\x07.epub"),
    (b"hidden \x1b[8m\x1b[2J.txt", b"hidden \x1b[8m\x1b[2J.epub"),
    (b"bell \x07\x7f\xc2\x9b31m.txt", b"bell \x07\x7f\xc2\x9b31m.epub"),
    # What a shell, a page or a pattern could.
    (b"-rf.txt", b"-rf.epub"),
    (b"$(touch owned) `touch owned`; touch owned.txt", b"$(touch owned) `touch owned`; touch owned.epub"),
    (b"<b>&amp;\"it's\"]]>.txt", b"<b>&amp;\"it's\"]]>.epub"),
    (b"*.txt", b"*.epub"),
    # No UTF-8.
    (b"bad \xff\xfe.txt", b"bad \xff\xfe.epub"),
    (b"bad \xff\xff.txt", b"bad \xff\xff-2.epub"),
    (b"folder \xe9/inner.txt", b"folder \xe9/inner.epub"),
    # Kept or forbidden by other systems.
    (b"aux.txt", b"_aux.epub"),
    (b"con.txt", b"_con-3.epub"),
    (b"_con.txt", b"_con-2.epub"),
    (b"CON .txt", b"_CON .epub"),
    (b"nul.tar.txt", b"_nul.tar.epub"),
    (b"a:b?.txt", b"a:b?.epub"),
    (b"back\\slash.txt", b"back\\slash.epub"),
    (b"dots....txt", b"dots....epub"),
    (b"dots.txt", b"dots-2.epub"),
    (b"spaces  .txt", b"spaces  .epub"),
    (b"spaces.txt", b"spaces-2.epub"),
    # Differing in case, in Unicode form, in the ending alone.
    (b"STORY.txt", b"STORY.epub"),
    (b"Story.txt", b"Story-2.epub"),
    (b"story.txt", b"story-3.epub"),
    ("cafe\u0301.txt".encode(), "cafe\u0301.epub".encode()),
    ("caf\u00e9.txt".encode(), "caf\u00e9-2.epub".encode()),
    ("\u212bngstr\u00f6m.txt".encode(), "\u212bngstr\u00f6m-2.epub".encode()),
    ("\u00c5ngstr\u00f6m.txt".encode(), "\u00c5ngstr\u00f6m.epub".encode()),
    (b"same.text", b"same.epub"),
    (b"same.txt", b"same-2.epub"),
    (b"Folder/x.txt", b"Folder/x.epub"),
    (b"folder/x.txt", b"folder/x-2.epub"),
    # Nothing but signs.
    (b"%.txt", b"%.epub"),
    (b"%2e%2e%2fup.txt", b"%2e%2e%2fup.epub"),
    (b"   .txt", b"   .epub"),
    (b" .txt", b" -2.epub"),
    # As long as a name may be.
    (b"l" * 251 + b".txt", b"l" * 250 + b".epub"),
    (b"l" * 250 + b"m.txt", b"l" * 248 + b"-2.epub"),
    ("\u00e9".encode() * 125 + b".txt", "\u00e9".encode() * 125 + b".epub"),
    ("\u8a9e".encode() * 83 + "\u00e9.txt".encode(), "\u8a9e".encode() * 83 + b".epub"),
    # A folder that is called like a story, and one far down.
    (b"folder.txt/inner.txt", b"folder.txt/inner.epub"),
    (b"d/" * 300 + b"deep.txt", b"d/" * 300 + b"deep.epub"),
]

# Files that are no stories, each with what is said of it; nothing where it is storybind's own.
OTHERS = [
    (b"...", "hidden"), (b"..txt", "hidden"), (b".txt", "hidden"), (b".epub", "hidden"), (b"..story.txt", "hidden"),
    (b".storybind-mine.txt", None), (b"notes.md", "not a .txt or .text file"), (b"txt", "not a .txt or .text file"),
]


def make(path, name, content):
    """Writes a file however long its path is: from folder to folder."""
    *folders, last = name.split(b"/")
    at = os.open(path, os.O_RDONLY)
    for folder in folders:
        try:
            os.mkdir(folder, dir_fd=at)
        except FileExistsError:
            pass
        below = os.open(folder, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    file = os.open(last, os.O_WRONLY | os.O_CREAT | os.O_EXCL, dir_fd=at)
    os.write(file, content)
    os.close(file)
    os.close(at)


def tells(book):
    """Which lamps are lit in a book."""
    archive = zipfile.ZipFile(io.BytesIO(book))
    pages = (archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    return {int(number) for page in pages for number in re.findall(r"lamp in window (\d+) was", page)}


def plain(talk):
    """No control but line ends: neither of a name nor of a story's title."""
    odd = {c for c in talk if unicodedata.category(c) == "Cc" and c != "\n"}
    demand(not odd, "a message holds controls:", odd, "\n" + talk)


def names_from_anywhere(stage):
    folder = stage.folder("names")
    source = folder / "in"
    source.mkdir()
    for number, (name, _) in enumerate(NAMES):
        make(os.fsencode(source), name, token(number))
    for name, _ in OTHERS:
        make(os.fsencode(source), name, token(999))
    given = files(source)
    layouts = [("beside the input", ["in", "-o", "out"], "out"),
               ("inside the input", ["in", "-o", "in/books"], "in/books"),
               ("the input itself", ["in", "-o", "in"], "in"), ("beside each story", ["in"], "in")]
    for layout, arguments, out in layouts:
        first = stage.run("convert", *arguments, "-v", cwd=folder).expect(0)
        plain(first.talk)
        demand("\nerror: end" not in first.talk, "a name passes for a message:\n" + first.talk)
        bound = 0 if layout == "beside each story" else len(NAMES)
        demand(first.counts() == (len(NAMES), bound, len(NAMES) - bound, 0), layout, first.talk[-300:])
        for name, why in OTHERS:
            line = "passed over: in/%s: %s\n" % (name.decode(), why)
            demand((line in first.talk) == (why is not None), layout, "is wrongly said or not said:", line)
        found = files(folder / out)
        made = {name: content for name, content in books(found).items() if name.endswith(b".epub")}
        if out == "in":
            made = {name: content for name, content in made.items()
                    if name != b".epub" and not name.startswith(b"books/")}
        demand(sorted(made) == sorted(book for _, book in NAMES), layout, "other books:",
               set(made) ^ {book for _, book in NAMES})
        for number, (_, book) in enumerate(NAMES):
            demand(tells(made[book]) == {number}, layout, "another story's book:", book)
        times = {name: os.stat(os.path.join(os.fsencode(folder / out), name)).st_mtime_ns for name in found}
        second = stage.run("convert", *arguments, cwd=folder).expect(0)
        demand(second.counts() == (len(NAMES), 0, len(NAMES), 0), layout, second.talk[-300:])
        again = files(folder / out)
        demand(again == found, layout, "the second run has changed something")
        demand(all(os.stat(os.path.join(os.fsencode(folder / out), name)).st_mtime_ns == then
                   for name, then in times.items()), layout, "the second run has written something")
        dry = stage.run("convert", *arguments, "--dry-run", cwd=folder).expect(0)
        plain(dry.talk)
    demand({name: content for name, content in files(source).items() if name in given} == given, "a story was changed")
    outside = {os.fsencode(name) for name in os.listdir(folder)}
    demand(outside == {b"in", b"out"}, "left the output folder:", outside)
    for number, (_, book) in enumerate(NAMES):
        if b"<" in book or b"\xff\xfe" in book:
            stage.run("check", os.fsencode(folder / "out") + b"/" + book, cwd=folder).expect(0)
    return "%d stories, %d other files, %d layouts: each book is its own story's, the second run has nothing to do" % (
        len(NAMES), len(OTHERS), len(layouts))


def names_on_a_terminal(stage):
    """What is said to a terminal is coloured and moves: by the program alone."""
    folder = stage.folder("terminal")
    (folder / "in").mkdir()
    odd = [(name, number) for number, (name, _) in enumerate(NAMES[:5])]
    for name, number in odd:
        # A title can be as odd as a name.
        title = b"Owned \x1b]0;title\x07 \x1b[8mand hidden\x1b[2J\n\nby A \x1b[5i Nobody\n\nChapter 1\n\n"
        make(os.fsencode(folder / "in"), name, title + token(number))
    make(os.fsencode(folder / "in"), b"no text \x1b[8m\x1b[2J.txt", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")
    for arguments in [["-v"], ["--title", "\x1b[8m"], ["-o", "out \x1b[8m\x1b]0;owned\x07"], ["--dry-run"]]:
        master, slave = pty.openpty()
        run = stage.start(["convert", "in", *arguments], folder, stdin=slave, stdout=slave, stderr=slave)
        os.close(slave)
        said = b""
        while True:
            try:
                more = os.read(master, 65536)
            except OSError:
                break
            if not more:
                break
            said += more
        run.wait(timeout=LONGEST)
        os.close(master)
        for command in [b"\x1b]", b"\x1b[8m", b"\x1b[2J", b"\x1b[5i", b"\xc2\x9b", b"\x7f"]:
            demand(command not in said, "a name commands the terminal:", command, said)
        demand(b"owned" in said.lower() or "--title" in arguments, "the names were not said:", said)
    return "names and titles with %d commands, in colours: none comes through" % 6


def links_pipes_and_devices(stage):
    folder = stage.folder("odd")
    source, elsewhere = folder / "in", folder / "elsewhere"
    for number, name in enumerate(["anchor.txt", "sub/kettle.txt"]):
        write(str(source / name), token(number))
    write(str(elsewhere / "secret.txt"), token(77))
    write(str(elsewhere / "sub/more.txt"), token(78))
    said = {}

    def add(name, why):
        said[name] = why
        return source / name
    os.mkfifo(add("pipe.txt", "neither a file nor a folder"))
    listening = socket.socket(socket.AF_UNIX)
    at = os.getcwd()
    # A socket's path has to be short.
    os.chdir(source)
    listening.bind("socket.txt")
    os.chdir(at)
    add("socket.txt", "neither a file nor a folder")
    try:
        os.mknod(source / "endless.txt", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        add("endless.txt", "neither a file nor a folder")
    except PermissionError:
        # Devices are root's; the link to one stands for them.
        pass
    add("zero.txt", "neither a file nor a folder").symlink_to("/dev/zero")
    add("piped.txt", "neither a file nor a folder").symlink_to("pipe.txt")
    add("round.txt", "a link that leads nowhere").symlink_to("round.txt")
    add("ping.txt", "a link that leads nowhere").symlink_to("pong.txt")
    add("pong.txt", "a link that leads nowhere").symlink_to("ping.txt")
    add("self", "a link to a folder; name the folder to have it read").symlink_to(".")
    add("sub/up", "a link to a folder; name the folder to have it read").symlink_to("..")
    add("away", "a link to a folder; name the folder to have it read").symlink_to("../elsewhere")
    leads_out = "a link that leads out of the folder; name the file to have it read"
    add("out.txt", leads_out).symlink_to("../elsewhere/secret.txt")
    add("sub/far.txt", leads_out).symlink_to(elsewhere / "secret.txt")
    add("twice.txt", leads_out).symlink_to("sub/far.txt")
    # One story, and no second book of it.
    (source / "sub/within.txt").symlink_to("../anchor.txt")
    done = stage.run("convert", "in", "-o", "out", "-v", cwd=folder).expect(0)
    demand(done.counts() == (2, 2, 0, 0), done.talk)
    for name, why in said.items():
        demand("passed over: in/%s: %s\n" % (name, why) in done.talk, "not said of", name + ":", why, "\n" + done.talk)
    found = books(files(folder / "out"))
    demand({name: tells(book) for name, book in found.items()} == {b"anchor.epub": {0}, b"sub/kettle.epub": {1}},
           "other books:", sorted(found))
    # Named, a file is read wherever a link leads; and pipes as a shell gives them, though their names are numbers.
    stage.run("convert", "in/out.txt", "-o", "named", cwd=folder).expect(0)
    demand(tells(books(files(folder / "named"))[b"out.epub"]) == {77}, "a link that was named was not read")
    pipes = [os.pipe() for _ in range(2)]
    for number, (_, writing) in enumerate(pipes):
        os.write(writing, token(50 + number) + token(60 + number))
        os.close(writing)
    ends = [reading for reading, _ in pipes]
    named = ["/dev/fd/%d" % end for end in ends]
    stage.run("convert", *named, "-o", "piped", cwd=folder, pass_fds=ends).expect(0)
    piped = books(files(folder / "piped"))
    demand([tells(piped.get(b"%d.epub" % end, b"")) for end in ends] == [{50, 60}, {51, 61}], "not the pipes' stories")
    for end in ends:
        os.close(end)
    # Links on the way out: no book goes through one that leads elsewhere, and none is written through a link.
    shutil.rmtree(folder / "out/sub")
    (folder / "out/sub").symlink_to("../elsewhere")
    (folder / "out/anchor.epub").rename(folder / "anchor.epub")
    (folder / "out/anchor.epub").symlink_to("../anchor.epub")
    whole = (folder / "anchor.epub").read_bytes()
    before = files(elsewhere)
    write(str(source / "anchor.txt"), token(5))
    stage.run("convert", "in", "-o", "out", cwd=folder).expect(
        1, "out/sub: is a link that leads out of the folder for the books")
    demand(files(elsewhere) == before, "a book left the output folder")
    demand((folder / "anchor.epub").read_bytes() == whole, "a book was written through a link")
    demand(tells((folder / "out/anchor.epub").read_bytes()) == {5}, "the link was not replaced by the book")
    listening.close()
    return "%d links, pipes, sockets and devices passed over, each with a word; no book through a link" % len(said)


def a_path_too_long_to_read(stage):
    folder = stage.folder("long")
    (folder / "in").mkdir()
    make(os.fsencode(folder / "in"), b"anchor.txt", token(1))
    make(os.fsencode(folder / "in"), b"/".join([b"n" * 200] * 24) + b"/lost.txt", token(2))
    make(os.fsencode(folder / "in"), b"\xff" * (LONGEST_NAME - 4) + b".txt", token(3))
    for _ in range(2):
        done = stage.run("convert", "in", "-o", "out", cwd=folder)
        done.expect(1, ": cannot be read (File name too long", ": the book cannot be written (File name too long")
        demand(len(done.errors()) == 2, done.talk)
        demand(sorted(books(files(folder / "out"))) == [b"anchor.epub"], "other books:", sorted(files(folder / "out")))
    return "a path of more than 4096 bytes and a name that cannot be shortened: an error each, the rest delivered"


CASES = [names_from_anywhere, names_on_a_terminal, links_pipes_and_devices, a_path_too_long_to_read]
