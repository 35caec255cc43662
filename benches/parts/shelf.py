"""A shelf: the catalogue of many books, made for the first time and again; and the same served to many clients at once,
beside a plain server of files that serves what the catalogue is made of."""
import asyncio, os, pathlib, random, re, shutil, signal, socket, subprocess, sys, time

from . import folder as stories_folder
from . import machine
from .report import table

BOOKS = 20_000
CLIENTS = 200
SECONDS = 60

# What is asked for: an unchanged catalogue beside the first run; no error; memory that does not grow while clients ask.
UNCHANGED_AT_MOST = 0.1
GROWTH_AT_MOST = 1.25


def measure(programs, folder, runs, quick):
    """Everything that is measured, as it goes into results.json."""
    count, seconds = (300, 2) if quick else (BOOKS, SECONDS)
    texts, books, site = folder / "shelf-stories", folder / "shelf-books", folder / "shelf-site"
    stories_folder.write(texts, count)
    environment = machine.pin(len(machine.cores()))
    machine.measure([programs.storybind, "convert", "--quiet", "--no-grouping", str(texts), "-o", str(books)], environment)
    shutil.rmtree(texts)
    rows = []
    catalog = [programs.storybind, "catalog", "--quiet", str(books), "-o", str(site)]
    try:
        for name in ("first", "unchanged", "one changed"):
            if name == "one changed":
                book = sorted(books.glob("*.epub"))[100]
                book.write_bytes(sorted(books.glob("*.epub"))[101].read_bytes())
            taken, peak = machine.measure(catalog, environment)
            rows.append({"run": name, "seconds": [round(taken, 3)], "peak_bytes": peak})
        files = sum(1 for path in site.rglob("*") if path.is_file())
        listed = (site / "books.json").stat().st_size
        addresses = wanted(site)
        servers = {"storybind serve": lambda port: [programs.storybind, "serve", "--quiet", str(books), "--listen", "127.0.0.1:%d" % port],
                   "python's http.server": lambda port: [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site)]}
        if shutil.which("darkhttpd"):
            servers["darkhttpd"] = lambda port: ["darkhttpd", str(site), "--port", str(port), "--addr", "127.0.0.1", "--maxconn", "1000"]
        served = [dict(load(command, addresses, seconds), server=name) for name, command in servers.items()]
    finally:
        shutil.rmtree(books, ignore_errors=True)
        shutil.rmtree(site, ignore_errors=True)
    return {"books": count, "files": files, "list_bytes": listed, "clients": CLIENTS, "seconds": seconds, "catalog": rows, "served": served}


def wanted(site):
    """What clients ask for: mostly books and pages of lists, sometimes the page for people."""
    relative = lambda path: "/" + "/".join(path.relative_to(site).parts)
    feeds = [relative(path) for path in sorted(site.glob("opds/*.xml")) if re.search(r"/(new|titles)", str(path))]
    books = [relative(path) for path in sorted((site / "books").glob("*.epub"))]
    return {"feeds": feeds, "books": books, "page": ["/index.html", "/shelf.css", "/shelf.js"]}


def load(command, addresses, seconds):
    """Starts a server, has all clients ask it for a time, and says what came of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        return asyncio.run(ask(port, server.pid, addresses, seconds))
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


async def ask(port, pid, addresses, seconds):
    seen = {"answers": 0, "bytes": 0, "errors": 0, "waits": []}
    start = time.perf_counter()
    end = start + seconds

    async def client(number):
        dice, connection = random.Random(number), None
        while time.perf_counter() < end:
            kind = dice.choices(["books", "feeds", "page"], [6, 3, 1])[0]
            begun = time.perf_counter()
            try:
                connection = connection or await asyncio.open_connection("127.0.0.1", port)
                status, length, stays = await one(connection, dice.choice(addresses[kind]))
                seen["answers"] += 1
                seen["bytes"] += length
                seen["errors"] += status != 200
                seen["waits"].append(time.perf_counter() - begun)
                if not stays:
                    connection[1].close()
                    connection = None
            except (OSError, ValueError, asyncio.IncompleteReadError):
                seen["errors"] += 1
                if connection:
                    connection[1].close()
                connection = None
        if connection:
            connection[1].close()

    async def memory():
        sizes = []
        while time.perf_counter() < end:
            sizes.append(resident(pid))
            await asyncio.sleep(seconds / 20)
        return sizes

    *_, sizes = await asyncio.gather(*(client(number) for number in range(CLIENTS)), memory())
    waits = sorted(seen.pop("waits")) or [0]
    taken = time.perf_counter() - start
    return seen | {"taken": round(taken, 3), "median_ms": round(1e3 * waits[len(waits) // 2], 2),
                   "late_ms": round(1e3 * waits[int(len(waits) * 0.99)], 2),
                   "resident_early": max(sizes[: len(sizes) // 3 + 1]), "resident_late": max(sizes[-len(sizes) // 3:])}


async def one(connection, address):
    """An answer's status, the bytes of its body, and whether the connection goes on."""
    reader, writer = connection
    writer.write(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % address.encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(re.search(r"\r\ncontent-length: *(\d+)", head)[1])
    left = length
    while left:
        piece = await reader.read(min(left, 1 << 16))
        if not piece:
            raise asyncio.IncompleteReadError(b"", left)
        left -= len(piece)
    stays = head.startswith("http/1.1") and "connection: close" not in head
    return int(head.split(" ")[1]), length, stays


def resident(pid):
    try:
        return int(re.search(r"VmRSS:\s*(\d+)", pathlib.Path("/proc/%d/status" % pid).read_text())[1]) * 1024
    except (OSError, TypeError):
        return 0


def promises(raw):
    """What is asked for, whether it holds, and what was measured."""
    seconds = {row["run"]: row["seconds"][0] for row in raw["catalog"]}
    found = []
    factor = seconds["unchanged"] / seconds["first"]
    found.append((factor <= UNCHANGED_AT_MOST, "an unchanged catalogue: %.3f times the first run (at most %.2f)" % (factor, UNCHANGED_AT_MOST)))
    own = raw["served"][0]
    found.append((own["errors"] == 0 and own["answers"] > 0, "%d clients, %d s: %s answers, %d errors (none)"
                  % (raw["clients"], raw["seconds"], "{:,}".format(own["answers"]), own["errors"])))
    factor = own["resident_late"] / max(1, own["resident_early"])
    found.append((factor <= GROWTH_AT_MOST, "memory: at the end %.2f times that of the beginning (at most %.2f)" % (factor, GROWTH_AT_MOST)))
    return found


def pages(raw):
    """The tables, as Markdown."""
    made = [["run", "time", "books a second", "peak memory"]]
    for row in raw["catalog"]:
        made.append([row["run"], "%.2f s" % row["seconds"][0], "{:,.0f}".format(raw["books"] / row["seconds"][0]), "%.0f MB" % (row["peak_bytes"] / 1e6)])
    served = [["server", "answers a second", "MB a second", "median", "99 of 100 within", "errors", "memory early", "memory late"]]
    for row in raw["served"]:
        served.append([row["server"], "{:,.0f}".format(row["answers"] / row["taken"]), "%.0f" % (row["bytes"] / row["taken"] / 1e6),
                       "%.1f ms" % row["median_ms"], "%.1f ms" % row["late_ms"], str(row["errors"]),
                       "%.0f MB" % (row["resident_early"] / 1e6), "%.0f MB" % (row["resident_late"] / 1e6)])
    return "\n".join([
        "## A shelf", "",
        "The catalogue of {:,} books: {:,} files, of which `books.json`, which the page for people searches, has {:.1f} MB.".format(
            raw["books"], raw["files"], raw["list_bytes"] / 1e6), "",
        table(made), "",
        "{} clients on one machine with the server, each asking for the next thing as soon as it has the last, for {} s: books,".format(raw["clients"], raw["seconds"]),
        "pages of lists, the page for people. The other servers give the files that `catalog` has written.", "",
        table(served), "",
        *["- %s%s" % ("" if good else "**missed** ", text) for good, text in promises(raw)], ""])
