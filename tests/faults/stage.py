"""What the faults are tried on: stories, a run of the program, and what has to be true of the books after it.

Names are bytes throughout, since a file's name may be any.
"""
import os, pathlib, random, re, resource, shutil, signal, subprocess

STATE = b".storybind-state"
NOBODY = 65534
# A run that takes longer than this hangs: the longest takes a second or two.
LONGEST = 60

WHO = ["Ada", "Bero", "Cosmin", "Dunja", "Edda", "Fenno", "Gesine", "Halvard", "Ilka", "Joris"]
WHAT = ["lantern", "ledger", "kettle", "anchor", "compass", "violin", "almanac", "hourglass", "umbrella", "mirror"]
WHERE = ["dunmore", "the weir", "the toll house", "saint olave", "the salt road", "low water"]
DID = [
    "{who} carried the {what} as far as {where} and came back without it.",
    "Nobody at {where} had asked for a {what}, and {who} said so.",
    "It rained on {where}; the {what} stood in the window, and {who} counted the drops.",
    "\"Whose {what} is this?\" asked {who}. At {where} that was not a question one answered.",
    "{who} wrapped the {what} in a coat and waited for the boat from {where}.",
    "In the morning the {what} was gone, and so was {who}, and {where} was as quiet as ever.",
]


class Wrong(Exception):
    """Something that has to be true is not."""


def demand(holds, *words):
    if not holds:
        raise Wrong(" ".join(w if isinstance(w, str) else repr(w) for w in words))


def prose(dice, paragraphs):
    told = []
    for _ in range(paragraphs):
        told.append(" ".join(
            dice.choice(DID).format(who=dice.choice(WHO), what=dice.choice(WHAT), where=dice.choice(WHERE))
            for _ in range(dice.randint(2, 5))))
    return told


def story(title, seed, paragraphs=12):
    """A story in two chapters, the same for the same seed."""
    dice = random.Random(seed)
    told = prose(dice, paragraphs)
    half = len(told) // 2
    parts = [title, "by " + dice.choice(WHO) + " Vane", "Chapter 1", *told[:half], "Chapter 2", *told[half:]]
    return ("\n\n".join(parts) + "\n").encode()


def noise(title, seed, size):
    """A long story whose words are made up: it does not press well, so that its book is large."""
    dice = random.Random(seed)
    lines = [title, "by Edda Vane", "Chapter 1"]
    while size > 0:
        words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(3, 9))) for _ in range(60)]
        lines.append(" ".join(words).capitalize() + ".")
        size -= len(lines[-1])
    return ("\n\n".join(lines) + "\n").encode()


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def files(folder):
    """Every file below a folder with its bytes, by its path from there."""
    folder, found = os.fsencode(folder), {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def books(found):
    return {name: content for name, content in found.items() if os.path.basename(name) != STATE}


def unfinished(found):
    return [name for name in found if name.endswith(b".part")]


def leaves_nothing(folder):
    """No unfinished file stands there."""
    left = [name for _, _, names in os.walk(os.fsencode(folder)) for name in unfinished(names)]
    demand(not left, "left over:", left)


def restore(before, folder):
    """A folder as it was: nothing but these files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in before.items():
        write(os.path.join(os.fsencode(folder), name), content)


class Done:
    """How a run came out."""

    def __init__(self, code, talk):
        self.code, self.raw, self.talk = code, talk, talk.decode("utf-8", "replace")

    def expect(self, code, *words):
        demand(self.code == code, "exit code %s instead of %d:\n%s" % (self.code, code, self.talk))
        for word in words:
            demand(word in self.talk, "not said: %s\n%s" % (word, self.talk))
        return self

    def counts(self):
        """What the last line but advice counts: stories, bound, unchanged, failed."""
        line = re.findall(r"^(\d+) stories: (.*)$", self.talk, re.M)
        demand(line, "no sum:\n" + self.talk)
        parts = dict(reversed(part.split(" ", 1)) for part in line[-1][1].split(", "))
        return int(line[-1][0]), *(int(parts.get(name, 0)) for name in ("bound", "unchanged", "failed"))

    def errors(self):
        return [line for line in self.talk.splitlines() if line.startswith("error: ")]


class Drive:
    """An e-reader's drive: a file with a file system in it where the machine can mount one that knows neither capitals nor
    links, else memory. `kind` says which."""

    def __init__(self, stage, path, megabytes):
        self.stage, self.path, self.image, self.loop = stage, path, stage.root / (path.name + ".img"), None
        path.mkdir()
        with open(self.image, "wb") as file:
            file.truncate(megabytes << 20)
        for kind, make, mount in [("FAT32", "mkfs.vfat", ["mount", "-t", "vfat", "-o", "utf8=1"]),
                                  ("exFAT", "mkfs.exfat", ["mount.exfat-fuse"])]:
            if not shutil.which(make) or not shutil.which(mount[0]):
                continue
            subprocess.run([make, self.image], check=True, capture_output=True)
            self.kind, self.command = kind + ", an image on a loop device", mount
            if self.plug():
                return
        self.kind, self.command = "memory, in place of a drive", None
        stage.mount(path, megabytes << 20)

    def plug(self):
        """Mounts it; false where this machine cannot."""
        if not self.command:
            return True
        loop = subprocess.run(["losetup", "-f", "--show", self.image], capture_output=True, text=True)
        if loop.returncode:
            return False
        self.loop = loop.stdout.strip()
        done = subprocess.run([*self.command, self.loop, self.path], capture_output=True)
        if done.returncode or not os.path.ismount(self.path):
            self.release()
            return False
        self.stage.drives.append(self)
        return True

    def unplug(self):
        """Takes it away, whatever is being written to it. Whether that could be done."""
        if not self.command or "fuse" not in self.command[0]:
            return False
        # Whoever serves the drive dies: all that is asked of it fails from now on.
        subprocess.run(["pkill", "-KILL", "-f", "%s %s" % (self.command[0], self.loop)], check=True)
        self.eject()
        return True

    def eject(self):
        """Unmounts it."""
        self.stage.drives.remove(self)
        subprocess.run(["umount", "-l", self.path], check=True)
        self.release()

    def release(self):
        subprocess.run(["losetup", "-d", self.loop], check=True)
        self.loop = None


class Stage:
    """A folder to play in, with the program beside it where anybody may run it."""

    def __init__(self, binary, tools, root):
        self.root, self.tools = pathlib.Path(root), os.path.abspath(tools)
        os.chmod(root, 0o755)
        self.binary = self.root / "storybind"
        shutil.copy(binary, self.binary)
        os.chmod(self.binary, 0o755)
        self.is_root = os.geteuid() == 0
        self.mounted = []
        self.drives = []

    def mount(self, path, size):
        """A disk of so many bytes. Only root can do that."""
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d,mode=777" % size, "faults", path], check=True)
        self.mounted.append(path)

    def remount(self, path, wish):
        subprocess.run(["mount", "-o", "remount," + wish, path], check=True)

    def clear(self):
        """Leaves nothing that could not be removed."""
        for drive in list(self.drives):
            drive.eject()
        for path in reversed(self.mounted):
            subprocess.run(["umount", path], check=True)
        # Paths may be longer than any the system takes, and folders closed: both are open to those who go step by step.
        for _, folders, _, at in os.fwalk(os.fsencode(self.root), follow_symlinks=False):
            for folder in folders:
                os.chmod(folder, 0o755, dir_fd=at)

    def folder(self, name):
        path = self.root / name
        path.mkdir(parents=True)
        return path

    def start(self, arguments, cwd, most=None, mortal=False, under=(), **more):
        """Starts a run, `under` another command; `most` limits the bytes of a file it writes, `mortal` lets the system
        kill it for that."""
        def before():
            if most:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL if mortal else signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.root), "LC_ALL": "C.UTF-8"}
        return subprocess.Popen(
            [*under, self.binary, *arguments], cwd=cwd, env=environment, restore_signals=not most,
            preexec_fn=before if most else None,
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, **more})

    def run(self, *arguments, cwd, **more):
        if more.pop("as_nobody", False) and self.is_root:
            more.update(user=NOBODY, group=NOBODY, extra_groups=[])
        process = self.start(arguments, cwd, **more)
        try:
            talk, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Wrong("the run hangs: " + " ".join(map(str, arguments)))
        return Done(process.returncode, talk or b"")
