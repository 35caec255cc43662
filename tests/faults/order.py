"""What reaches the disk before what, as strace sees it: a book is forced to the disk before it gets its name, its
folder after that, and the folder above a new folder, too. Then a book that was reported is there after a power cut, and
whole. The lines of the state are not forced: one that is lost costs the time to bind its book again."""
import os, re, shutil, subprocess

from stage import STATE, books, demand, files, story, write

CALLS = "fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat"
CALL = re.compile(r"^(\w+)\((.*)\) += 0")


def what_is_forced_to_the_disk(stage):
    demand(shutil.which("strace"), "strace is missing; tests/run installs it")
    folder = stage.folder("stories")
    for number, name in enumerate(["anchor", "kettle", "b/ledger", "b/mirror", "b/c/violin", "d/e/f/umbrella"]):
        write(str(folder / "in" / (name + ".txt")), story(os.path.basename(name), number))
    told = []
    for wish, replaced in [("new", False), ("again", True)]:
        traces = stage.folder("traces " + wish)
        command = ["strace", "-ff", "-y", "-s", "4096", "-e", "signal=none", "-e", "trace=" + CALLS, "-o", traces / "t",
                   stage.binary, "convert", "in", "-o", "out/of/books"]
        if replaced:
            command += ["--author", "Somebody Else"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        demand(done.returncode == 0, "ended with %d:\n%s" % (done.returncode, done.stderr))
        named, made, states = 0, 0, 0
        for trace in sorted(traces.iterdir()):
            # A book and its folder are the work of one thread from beginning to end.
            counts = follow(trace.read_text().splitlines(), str(folder))
            named, made, states = named + counts[0], made + counts[1], states + counts[2]
        stand = books(files(folder / "out"))
        demand(named == len(stand) == 6, "%d of %d books were seen" % (named, len(stand)))
        demand(made == (0 if replaced else 8), "%d folders were made" % made)
        told.append("%d books %s in %d new folders" % (named, "replaced" if replaced else "delivered", made))
    return "%s: each forced to the disk before it gets its name, its folder after; no line of the state" % " and ".join(
        told)


def follow(calls, cwd):
    """Counts books named, folders made and states replaced, in the calls of one thread; wrong where something is named
    before it is safe."""
    forced, unsafe, named, made, states = set(), {}, 0, 0, 0
    for line in calls:
        call = CALL.match(line)
        if not call:
            continue
        name, arguments = call.groups()
        if name in ("fsync", "fdatasync"):
            path = re.match(r"\d+<(.*)>$", arguments)[1]
            forced.add(path)
            demand(os.fsdecode(STATE) != os.path.basename(path), "the state's lines need not be forced:", line)
            unsafe.pop(path, None)
            continue
        paths = [os.path.normpath(os.path.join(cwd, path)) for path in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)]
        if name.startswith("mkdir"):
            made += 1
            unsafe[os.path.dirname(paths[-1])] = paths[-1]
            continue
        source, place = paths
        demand(source in forced, "named before it was forced to the disk:", line)
        demand(not unsafe, "named in a folder whose own name is not safe:", line, unsafe)
        unsafe[os.path.dirname(place)] = place
        named += place.endswith(".epub")
        states += place.endswith(os.fsdecode(STATE))
    demand(not unsafe, "never safe:", unsafe)
    return named, made, states


CASES = [what_is_forced_to_the_disk]
