"""Stories to measure with: the sentences of examples/stories, shuffled with a fixed seed and set in chapters, so that they
compress like prose and hold all that the examples hold but their order."""
import json, os, pathlib, random, re, sys, zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CHAPTER = 50_000


def sentences():
    pool = []
    for path in sorted((ROOT / "examples/stories").rglob("*.txt")):
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        for paragraph in re.split(r"\r?\n\s*\r?\n", text):
            for sentence in re.split(r"(?<=[.!?…][\"'”’»])\s+|(?<=[.!?…])\s+", " ".join(paragraph.split())):
                begins = sentence[:1].isalpha() or sentence[:1] in tuple("\"'“‘«")
                if begins and 20 <= len(sentence) <= 400 and re.search(r"[.!?…][\"'”’»]?$", sentence):
                    pool.append(sentence)
    if len(pool) < 500:
        sys.exit("benches/run: only %d sentences in examples/stories" % len(pool))
    return sorted(set(pool))


def story(pool, size, chapter_length=CHAPTER, seed=20):
    """A story of `size` bytes, cut at a paragraph."""
    chance = random.Random(seed)
    parts, length, chapter, since, waiting = [], 0, 0, chapter_length, []
    while length < size:
        if since >= chapter_length:
            chapter += 1
            since = 0
            block = "Chapter %d" % chapter
        elif chance.random() < 0.02:
            block = "* * *"
        else:
            taken = []
            for _ in range(chance.randint(1, 6)):
                if not waiting:
                    waiting = pool[:]
                    chance.shuffle(waiting)
                taken.append(waiting.pop())
            block = " ".join(taken)
        block += "\n\n"
        parts.append(block)
        length += len(block.encode())
        since += len(block.encode())
    return "".join(parts).encode()


def in_child(work):
    """Does some work in a process of its own: a child's peak memory is counted from its parent's, so the parent has to
    stay small. What the work gives back has to be JSON."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            with os.fdopen(into, "w") as pipe:
                json.dump(work(), pipe)
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        said = pipe.read()
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(1)
    return json.loads(said)


def write(folder, sizes):
    """Writes a story of each size, and says what the text compresses to: shuffled, and in its own order."""

    def work():
        pool = sentences()
        for size in sizes:
            (folder / ("%d.txt" % size)).write_bytes(story(pool, size))
        return [len(zlib.compress(text, 6)) / len(text) for text in (story(pool, 1_000_000), "\n\n".join(pool).encode())]

    return in_child(work)
