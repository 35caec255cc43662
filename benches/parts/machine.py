"""The machine, the programs that are measured on it, and one run of one of them."""
import json, os, pathlib, platform, re, shutil, signal, subprocess, sys, threading, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Programs:
    """storybind, what it is measured by, and its peers where they are installed."""

    def __init__(self):
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
        done = subprocess.run(["cargo", "bench", "--locked", "--quiet", "--no-run", "--message-format", "json",
                               "--bench", "reference", "--bench", "stages", "--bench", "folder", "--bench", "covers"],
                              cwd=ROOT, check=True, capture_output=True, text=True)
        messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        benches = {m["target"]["name"]: m["executable"] for m in messages
                   if m.get("reason") == "compiler-artifact" and m.get("executable")}
        self.storybind = target() + "/release/storybind"
        self.reference, self.stages, self.folder, self.covers = (benches[name] for name in ("reference", "stages", "folder", "covers"))
        self.pandoc, self.calibre = shutil.which("pandoc"), shutil.which("ebook-convert")
        self.missing = [name for name, found in (("pandoc", self.pandoc), ("calibre", self.calibre)) if not found]

    def versions(self):
        version = lambda *command: subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0].strip()
        rows = {"storybind": version(self.storybind, "--version").split()[-1], "rustc": version("rustc", "--version").split()[1]}
        if self.pandoc:
            rows["pandoc"] = version(self.pandoc, "--version").split()[-1]
        if self.calibre:
            rows["calibre"] = re.search(r"calibre ([\d.]+)", version(self.calibre, "--version"))[1]
        return rows


def target():
    """The folder that cargo builds in: it is on the disk that the project is on."""
    metadata = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT, check=True,
                              capture_output=True, text=True).stdout
    return json.loads(metadata)["target_directory"]


def describe():
    try:
        cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())[1]
    except (OSError, TypeError):
        cpu = platform.machine()
    return {"processor": cpu, "cores": len(cores()), "system": "%s %s" % (platform.system(), platform.release().split("-")[0])}


ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count()))


def cores():
    return ALL


def pin(count):
    """Leaves so many cores to the processes that are started from now on. What they need to know of it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(ALL)[-count:]))
    return dict(os.environ, RAYON_NUM_THREADS=str(count), NO_COLOR="1")


def measure(command, environment, limit=None):
    """Seconds and peak bytes of one process; where it does not end within the limit, the limit and nothing."""
    start = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=limit is not None) if limit else None
    if child:
        # The peers with a limit start processes of their own: the whole session ends with it.
        ender = threading.Timer(limit, lambda: os.killpg(child.pid, signal.SIGKILL))
        ender.start()
        pid = child.pid
    else:
        pid = os.posix_spawn(command[0], command, environment,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                           (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if child:
        ender.cancel()
        child.returncode = 0
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL and limit and seconds >= limit:
        return limit, None
    if code:
        sys.exit("benches/run: %s ends with %d" % (" ".join(command), code))
    return seconds, usage.ru_maxrss * 1024
