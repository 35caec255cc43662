#!/usr/bin/env python3
"""A simulated vfat drive, in memory, by FUSE: for machines that may not mount a real one, and for what a real one does
only when something breaks. It keeps the laws that a program can run into on an e-reader:

- names are compared without case, kept as first written, also by what takes their place; signs that FAT has no room for and
  a space at the end are refused, dots at the end are dropped; 255 UTF-16 units
- no links, no owners, no rights
- times are kept to two seconds
- a file has an end (4 GiB, or less by --most), and so has the drive

What breaks is said by extended attributes of the drive: `user.unplug` (nothing answers after so many calls, and what was
not forced to the drive is there by half; -1 plugs it in again), `user.room` (bytes that may still be taken, whatever is removed),
and, of a file, `user.held` (somebody has it open: at 1 it can be neither replaced nor removed nor written, at 2 not even read).
`user.calls` counts.

usage: fat.py FOLDER [--most BYTES] [--room BYTES]
"""
import argparse, errno, functools, os, stat, time

import mfusepy

CLUSTER = 4096
REFUSED = '"*:<>?|\\'
LONGEST = 255


def law(number):
    return mfusepy.FuseOSError(number)


def taken(name):
    """A name as the drive takes it."""
    name = name.rstrip(".")
    if not name:
        raise law(errno.ENOENT)
    if name.endswith(" ") or any(sign in REFUSED or sign < " " for sign in name):
        raise law(errno.EINVAL)
    if len(name.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise law(errno.ENAMETOOLONG)
    return name


def key(name):
    return taken(name).upper()


class Node:
    """A file, or a folder: its names by what they are compared by."""

    made = 0

    def __init__(self, is_folder):
        Node.made += 1
        self.number, self.is_folder = Node.made, is_folder
        self.names, self.content = {}, bytearray()
        self.held, self.is_forced = 0, False
        self.touch(time.time())

    def touch(self, when):
        self.time = int(when) // 2 * 2 * 10**9

    def clusters(self):
        return -(-len(self.content) // CLUSTER)

    def below(self):
        yield self
        for _, node in self.names.values():
            yield from node.below()


def unplugged(asked):
    """Has all that is asked of the drive fail while it is unplugged. The switches are the test's, not the drive's."""
    def counted(ask):
        @functools.wraps(ask)
        def answer(drive, *arguments):
            drive.calls += 1
            if drive.gone_after is not None and drive.calls > drive.gone_after:
                drive.lose()
                raise law(errno.ENODEV)
            return ask(drive, *arguments)
        return answer
    for name, ask in list(vars(asked).items()):
        if hasattr(mfusepy.Operations, name) and "xattr" not in name and not name.startswith("_"):
            setattr(asked, name, counted(ask))
    return asked


@unplugged
class Fat(mfusepy.Operations):
    use_ns = True

    def __init__(self, most, room):
        self.root, self.most, self.room, self.left = Node(True), most, room // CLUSTER, None
        self.open_files, self.calls, self.gone_after = {}, 0, None

    def lose(self):
        for node in self.root.below():
            if not node.is_folder and not node.is_forced:
                del node.content[len(node.content) // 2:]
                node.is_forced = True

    def used(self):
        return sum(node.clusters() for node in self.root.below())

    def grow(self, node, size):
        if size > self.most:
            raise law(errno.EFBIG)
        more = -(-size // CLUSTER) - node.clusters()
        free = self.room - self.used() if self.left is None else self.left
        if more > max(free, 0):
            raise law(errno.ENOSPC)
        if self.left is not None:
            self.left -= more
        node.content.extend(bytes(max(size - len(node.content), 0)))
        node.is_forced = False

    # ---- names

    def at(self, path):
        node = self.root
        for part in filter(None, path.split("/")):
            if key(part) not in node.names:
                raise law(errno.ENOENT)
            node = node.names[key(part)][1]
        return node

    def place(self, path):
        folder, name = os.path.split(path)
        return self.at(folder).names, name

    def add(self, path, is_folder):
        names, name = self.place(path)
        if key(name) in names:
            raise law(errno.EEXIST)
        node = Node(is_folder)
        names[key(name)] = (taken(name), node)
        return node

    def free(self, node):
        if node.held:
            raise law(errno.EBUSY)
        if node.names:
            raise law(errno.ENOTEMPTY)

    def unlink(self, path):
        self.free(self.at(path))
        names, name = self.place(path)
        del names[key(name)]

    rmdir = unlink

    def rename(self, old, new):
        node = self.at(old)
        (before, name), (after, other) = self.place(old), self.place(new)
        called = taken(other)
        if key(other) in after:
            called, there = after[key(other)]
            if there is node:
                return
            self.free(there)
        if node.held:
            raise law(errno.EBUSY)
        del before[key(name)]
        after[key(other)] = (called, node)

    def mkdir(self, path, mode):
        self.add(path, True)

    def readdir(self, path, fh):
        return [(name, self.seen(node), 0) for name, node in self.at(path).names.values()]

    def link(self, *_):
        raise law(errno.EPERM)

    symlink = mknod = link

    # ---- what is known of a file

    def getattr(self, path, fh=None):
        return self.seen(self.open_files[fh] if fh in self.open_files else self.at(path))

    def seen(self, node):
        mode = stat.S_IFDIR | 0o777 if node.is_folder else stat.S_IFREG | 0o777
        times = {kind: node.time for kind in ("st_atime", "st_mtime", "st_ctime")}
        return {"st_mode": mode, "st_nlink": 1, "st_size": len(node.content), "st_ino": node.number,
                "st_uid": os.getuid(), "st_gid": os.getgid(), "st_blocks": node.clusters() * CLUSTER // 512, **times}

    def utimens(self, path, times=None):
        self.at(path).touch(times[1] // 10**9 if times else time.time())

    def chmod(self, path, mode):
        if mode & 0o777 != 0o777:
            raise law(errno.EPERM)

    def chown(self, path, owner, group):
        if owner not in (-1, os.getuid()) or group not in (-1, os.getgid()):
            raise law(errno.EPERM)

    def statfs(self, path):
        free = max(self.room - self.used(), 0)
        return {"f_bsize": CLUSTER, "f_frsize": CLUSTER, "f_blocks": self.room, "f_bfree": free, "f_bavail": free,
                "f_namemax": LONGEST * 6}

    # ---- what is in it

    def hand(self, node):
        number = max(self.open_files, default=0) + 1
        self.open_files[number] = node
        return number

    def create(self, path, mode, fi=None):
        return self.hand(self.add(path, False))

    def open(self, path, flags):
        node = self.at(path)
        if node.held > 1 or node.held and flags & (os.O_WRONLY | os.O_RDWR):
            raise law(errno.EBUSY)
        return self.hand(node)

    def release(self, path, fh):
        self.open_files.pop(fh, None)

    def read(self, path, size, offset, fh):
        return bytes(self.open_files[fh].content[offset:offset + size])

    def write(self, path, data, offset, fh):
        node = self.open_files[fh]
        self.grow(node, max(offset + len(data), len(node.content)))
        node.content[offset:offset + len(data)] = data
        node.touch(time.time())
        return len(data)

    def truncate(self, path, length, fh=None):
        node = self.open_files[fh] if fh in self.open_files else self.at(path)
        self.grow(node, length)
        del node.content[length:]
        node.touch(time.time())

    def fsync(self, path, datasync, fh):
        self.open_files[fh].is_forced = True

    # ---- switches

    def setxattr(self, path, name, value, options, position=0):
        if name == "user.unplug":
            self.gone_after = None if int(value) < 0 else self.calls + int(value)
        elif name == "user.room":
            self.left = int(value) // CLUSTER if int(value) >= 0 else None
        elif name == "user.held":
            self.at(path).held = int(value)
        else:
            raise law(errno.ENOTSUP)

    def getxattr(self, path, name, position=0):
        if name != "user.calls":
            raise law(errno.ENODATA)
        return str(self.calls).encode()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--most", type=int, default=(1 << 32) - 1)
    arguments.add_argument("--room", type=int, default=64 << 20)
    wishes = arguments.parse_args()
    # What the drive says counts at once, whatever the system remembers of it.
    mfusepy.FUSE(Fat(wishes.most, wishes.room), wishes.folder, foreground=True, nothreads=True, use_ino=True,
                 hard_remove=True, attr_timeout=0, entry_timeout=0, negative_timeout=0, allow_other=True,
                 fsname="simulated-vfat")


if __name__ == "__main__":
    main()
