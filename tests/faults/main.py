#!/usr/bin/env python3
"""Do to a run of storybind what the world does: kill it, fill its disk, take its rights away, run it twice at once,
change its stories while it reads them, put links and pipes and names from other systems in its way. After each, every
book has to be whole, and what went wrong has to be said.

usage: main.py --binary PATH --tools DIR [CASE...]

As root (itself, or by sudo without a password) it makes small disks, in a mount namespace of its own. Without, the
cases on them are named as not tried; where CI is set, that is a failure.
"""
import argparse, os, shutil, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kills, oddities, order, readers, refusals, vfat  # noqa: E402
from stage import Stage, Wrong  # noqa: E402

CASES = [*order.CASES, *refusals.CASES, *oddities.CASES, *readers.CASES, *vfat.CASES, *kills.CASES]


# Set once this runs where it may mount.
MAY_MOUNT = "STORYBIND_FAULTS_MAY_MOUNT"


def become_root():
    """Root, alone with its mounts: nothing stays mounted when this ends, however it ends."""
    if os.environ.get(MAY_MOUNT):
        return
    alone = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() != 0:
        alone = ["sudo", "-n", "--preserve-env=CI," + MAY_MOUNT, *alone]
    # A container's root may not, nor may who has no sudo.
    if shutil.which(alone[0]) and subprocess.run([*alone, "true"], capture_output=True).returncode == 0:
        os.environ[MAY_MOUNT] = "yes"
        os.execvp(alone[0], [*alone, sys.executable, "-B", *sys.argv])


def main():
    become_root()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--tools", required=True)
    arguments.add_argument("cases", nargs="*")
    wishes = arguments.parse_args()
    chosen = [case for case in CASES if not wishes.cases or case.__name__ in wishes.cases]
    good = bad = untried = 0
    with tempfile.TemporaryDirectory(prefix="storybind-faults-") as root:
        os.chmod(root, 0o755)
        for case in chosen:
            name, began = case.__name__.replace("_", " "), time.monotonic()
            # Each has a folder of its own, and nothing of the others' mounts or rights.
            folder = os.path.join(root, case.__name__)
            os.mkdir(folder)
            stage = Stage(wishes.binary, wishes.tools, folder)
            if getattr(case, "mounts", False) and not os.environ.get(MAY_MOUNT):
                print("not tried  %s: needs root, and the right to mount" % name)
                untried += 1
                continue
            try:
                told = case(stage)
            except Wrong as wrong:
                print("FAILED  %s: %s" % (name, wrong), flush=True)
                bad += 1
            else:
                print("ok  %s: %s  (%.1f s)" % (name, told, time.monotonic() - began), flush=True)
                good += 1
            finally:
                stage.clear()
    print("%d cases hold, %d do not, %d not tried" % (good, bad, untried))
    sys.exit(bad > 0 or good == 0 or (untried > 0 and bool(os.environ.get("CI"))))


main()
