#!/usr/bin/env python3
"""Send books by mail, to servers that were not written here and to servers that nobody should meet.

usage: main.py --binary PATH --tools DIR

The real servers are aiosmtpd's, with certificates that trustme makes: TLS, STARTTLS, logins, limits, refusals. Each book that
arrives is compared with the one on the disk, byte by byte. The others are scripted, and every byte that they are told is
kept: so that no password is said where nobody has proven who they are. In the end the password is looked for in all that was
printed and in all that was written.
"""
import argparse, datetime, email, email.policy, logging, os, pathlib, pty, re, resource, select, signal, subprocess, sys, tempfile
import warnings, zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from judge import Judge
import servers
from servers import Inbox, Odd, real

PASSWORD = "sesame-\u00e9-9&%"
STORY = """The Night Ferry

by Maren Holt

Chapter 1

The ferry left at nine, as it always did, with nobody on board but the engineer and a crate of lemons.

Chapter 2

By midnight the lemons were gone.
"""
TITLES = ["Ночной паром", "夜の渡し船", "L\u2019\u00e9t\u00e9 d\u2019Anna: \u201cdeux\u201d", "a" * 300]


class Post:
    def __init__(self, args, where, judge):
        self.binary, self.where, self.judge = args.binary, where, judge
        self.said, self.server = [], "localhost"
        (where / "home").mkdir()

    def settings(self, port, folder=".", **keys):
        keys = {"server": "localhost", "port": port, "user": "ann", "from": "ann@example.org", **keys}
        self.server = "localhost" + ("+" + self.digest if keys.get("certificate") == "ca.pem" else "")
        lines = ["%s = %s" % (key, value if isinstance(value, int) or str(value).startswith("{") else '"%s"' % value)
                 for key, value in keys.items() if value is not None]
        (self.where / folder).mkdir(exist_ok=True)
        (self.where / folder / "storybind.toml").write_text("[mail]\n" + "\n".join(lines) + "\n")

    def environment(self, **more):
        own = {"PATH": os.environ["PATH"], "HOME": str(self.where / "home"), "LC_ALL": "C.UTF-8",
               # No keyring is asked, whoever runs this.
               "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
               "STORYBIND_MAIL_PASSWORD": PASSWORD, "STORYBIND_MAIL_SERVER": self.server, **more}
        return {key: value for key, value in own.items() if value is not None}

    def run(self, *arguments, cwd=".", limit=None, **more):
        limits = (lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))) if limit else None
        done = subprocess.run([self.binary, *map(str, arguments)], cwd=self.where / cwd, env=self.environment(**more),
                              capture_output=True, timeout=60, preexec_fn=limits, stdin=subprocess.DEVNULL)
        done.text = done.stderr.decode() + done.stdout.decode()
        self.said.append(done.text)
        return done

    def send(self, *arguments, to="bo@example.net", **how):
        return self.run("send", *arguments, "--to", to, "-v", **how)

    def hold(self, what, is_so, *details):
        self.judge.hold(what, is_so, *details)


def read(message):
    """Subject, file name and bytes of the book in a message, and what else is wrong with it."""
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    parts = list(parsed.iter_parts())
    wrong = []
    if parsed.defects or any(part.defects for part in parts):
        wrong.append("defects: %s" % [parsed.defects] + [part.defects for part in parts])
    if len(parts) != 2 or [part.get_content_type() for part in parts] != ["text/plain", "application/epub+zip"]:
        wrong.append("parts: %s" % [part.get_content_type() for part in parts])
    if parts[-1]["Content-Transfer-Encoding"] != "base64" or not parts[-1].is_attachment():
        wrong.append("the book is no attachment in base64")
    age = datetime.datetime.now(datetime.timezone.utc) - parsed["Date"].datetime
    if abs(age.total_seconds()) > 600:
        wrong.append("it is of %s" % parsed["Date"])
    if not re.fullmatch(r"<[0-9a-f]{32}@example\.org>", parsed["Message-ID"]):
        wrong.append("its number is %s" % parsed["Message-ID"])
    if max(map(len, message.split(b"\r\n"))) > 998 or re.search(rb"[^\r]\n", message):
        wrong.append("lines")
    names = sorted(name.lower() for name in parsed.keys())
    if names != ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"]:
        wrong.append("headers: %s" % names)
    return parsed["Subject"], parts[-1].get_filename(), parts[-1].get_payload(decode=True), wrong


def retitled(book, to, title):
    """The book with another title, as XML writes it."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(to, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".opf"):
                data = re.sub(rb"(<dc:title[^>]*>)[^<]*", lambda found: found[1] + title.encode(), data, count=1)
            new.writestr(entry, data)


def a_certificate_is_part_of_the_account(post, certificates):
    """Whoever names the certificate says who is believed."""
    (post.where / "ferry.txt").write_text(STORY)
    post.digest = ""
    inbox = Inbox(PASSWORD)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem")
        done = post.send("ferry.txt", STORYBIND_MAIL_SERVER="localhost")
        found = re.search(r"set STORYBIND_MAIL_SERVER=localhost\+([0-9a-f]{16}) ", done.text)
        post.hold("a password for a name is not for a certificate of one's own", done.returncode == 1 and found and not inbox.connections, done.text)
        post.digest = found[1]
        post.settings(port, certificate="ca.pem")
        done = post.send("ferry.txt")
        post.hold("with it, it is", done.returncode == 0 and len(inbox.messages) == 1, done.text)


def everything_arrives(post, certificates):
    """Stories and books over TLS and STARTTLS."""
    for number, title in enumerate(TITLES):
        (post.where / "in").mkdir(exist_ok=True)
        (post.where / "in" / ("%s.txt" % title[:60])).write_text(STORY.replace("The Night Ferry", title), encoding="utf-8")
    post.run("convert", "in", "-o", "books")
    (post.where / "ferry.txt").write_text(STORY)
    post.run("convert", "ferry.txt", "-o", "ferry.epub")
    # A name arrives without the signs that some systems do not take.
    on_disk = {path.name.replace(":", "_"): path.read_bytes() for path in (post.where / "books").glob("*.epub")}
    on_disk["ferry.epub"] = (post.where / "ferry.epub").read_bytes()
    for guard in ("tls", "starttls"):
        inbox = Inbox(PASSWORD)
        with real(inbox, guard, certificates.good) as port:
            post.settings(port, security=guard, certificate="ca.pem", to='{ bo = "bo@example.net" }')
            dry = post.run("send", "in", "ferry.epub", "--to", "bo", "--dry-run", STORYBIND_MAIL_PASSWORD=None)
            post.hold("a dry run sends nothing", dry.returncode == 0 and inbox.connections == 0, dry.text)
            post.hold("a dry run says all", dry.stdout.decode().count("would be sent to bo@example.net through localhost") == 5, dry.text)
            done = post.send("in", "ferry.epub", to="bo")
        post.hold(guard + ": all is sent", done.returncode == 0 and done.text.count("sent: ") == 5, done.text)
        post.hold(guard + ": in one connection", inbox.connections == 1 and len(inbox.logins) == 1, inbox.connections, inbox.logins)
        heading = "localhost:%d (%s) as ann, by storybind.toml:1: 5 books" % (port, guard.upper())
        post.hold(guard + ": what is used is said before", heading in done.text.split("sent: ")[0], done.text)
        got = {}
        for sender, recipients, message in inbox.messages:
            subject, name, book, wrong = read(message)
            got[name] = book
            post.hold(guard + ": the message is one", not wrong, *wrong)
            post.hold(guard + ": it goes where it should", (sender, recipients) == ("ann@example.org", ("bo@example.net",)))
            title = next((title for title in TITLES if name.startswith(title[:8])), "The Night Ferry")
            post.hold(guard + ": its subject is the title", subject == title or len(title) > 200 and subject.startswith("a" * 149), subject)
        post.hold(guard + ": every book is the one on the disk", got == on_disk, sorted(got), sorted(on_disk))
        numbers = {re.search(rb"Message-ID: (\S+)", message)[1] for _, _, message in inbox.messages}
        post.hold(guard + ": each has its own number", len(numbers) == 5)


def a_server_says_no(post, certificates):
    def with_server(what, *arguments, most=None, password=PASSWORD, to="bo@example.net", keys=None, **how):
        inbox = Inbox(password)
        with real(inbox, "tls", certificates.good, most) as port:
            post.settings(port, certificate="ca.pem", **(keys or {}))
            return inbox, post.send(*arguments, to=to, **how)

    inbox, done = with_server("another password", "ferry.epub", password="another")
    post.hold("a wrong password is said", done.returncode == 1 and "refuses user and password: 535" in done.text
              and "app password" in done.text and not inbox.messages, done.text)
    inbox, done = with_server("no user", "ferry.epub", keys={"user": None}, STORYBIND_MAIL_PASSWORD=None)
    post.hold("a login that is wanted is said", done.returncode == 1 and "530" in done.text and "say `user`" in done.text, done.text)
    inbox, done = with_server("nobody", "ferry.epub", to="nobody@example.net")
    post.hold("an address that is not known is said", done.returncode == 1 and "550 5.1.1 no such mailbox" in done.text
              and "see that the address is right" in done.text, done.text)
    inbox, done = with_server("later", "ferry.epub", to="later@example.net")
    post.hold("what passes is tried once", done.returncode == 1 and "try again later" in done.text
              and len(inbox.recipients) == 1, done.text, inbox.recipients)
    for name in ("The Refused", "The Last"):
        (post.where / (name + ".txt")).write_text(STORY.replace("The Night Ferry", name))
    inbox, done = with_server("one refused", "The Refused.txt", "ferry.epub", "books")
    post.hold("the others are sent", done.returncode == 1 and len(inbox.messages) == 5 and inbox.connections == 1
              and "refuses the book: 554 5.7.1 we do not like it" in done.text, done.text)
    inbox, done = with_server("closing", "The Last.txt", "ferry.epub")
    post.hold("a server that closes is left", done.returncode == 1 and not inbox.messages
              and "421" in done.text and "1 book not sent" in done.text, done.text)
    least = (post.where / "ferry.epub").stat().st_size
    (post.where / "long.txt").write_text(STORY.replace("Night", "Long") + "\nAgain the ferry left, on day %d." % 1)
    large = "".join("\n\nOn day %d it left at %d, with %d crates." % (day, day * 7919 % 1440, day * 104_729 % 997) for day in range(9_000))
    (post.where / "long.txt").write_text(STORY.replace("Night", "Long") + large)
    inbox, done = with_server("too large", "long.txt", "ferry.epub", most=int(least * 1.5) + 2_000)
    post.hold("a book too large is said before one is sent", done.returncode == 1 and len(inbox.messages) == 1
              and 0 < done.text.find("too large to be mailed") < done.text.find("sent: "), done.text)
    # Between what a book needs at least and what its message has.
    inbox, done = with_server("just too large", "ferry.epub", most=int(least / 57) * 78 + 40)
    post.hold("a message too large is never begun", done.returncode == 1 and not inbox.recipients
              and "too large to be mailed" in done.text, done.text, inbox.recipients)


def nobody_proves_who_they_are(post, certificates):
    for name, context in (("unknown", certificates.unknown), ("other name", certificates.other), ("expired", certificates.expired)):
        for guard in ("tls", "starttls"):
            inbox = Inbox(PASSWORD)
            with real(inbox, guard, context) as port:
                post.settings(port, security=guard, certificate="ca.pem")
                done = post.send("ferry.epub")
            post.hold("%s, %s: is refused" % (guard, name), done.returncode == 1 and "does not prove" in done.text
                      and "no password either" in done.text, done.text)
            post.hold("%s, %s: nothing was said" % (guard, name), not inbox.logins and not inbox.recipients)
    # The system's own certificates do not know this one.
    inbox = Inbox(PASSWORD)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port)
        done = post.send("ferry.epub")
        post.hold("without its certificate nobody trusts it", done.returncode == 1 and "does not prove" in done.text and not inbox.logins, done.text)
        post.settings(port, certificate="ferry.epub")
        done = post.send("ferry.epub")
        post.hold("a certificate that is none is said", done.returncode == 1 and "cannot be read as a certificate" in done.text, done.text)
    for name, script, words in (
            ("no STARTTLS", servers.no_tls, "offers no STARTTLS"),
            ("no TLS now", servers.refuses_tls, "does not begin TLS: 454"),
            ("words put behind STARTTLS", servers.injected(certificates.good), "no TLS came about")):
        with Odd(script) as odd:
            post.settings(odd.port, security="starttls", certificate="ca.pem")
            done = post.send("ferry.epub")
        told = bytes(odd.told).upper()
        post.hold(name + ": is said", done.returncode == 1 and words in done.text, done.text)
        post.hold(name + ": no login, no book", told.startswith(b"EHLO") and not re.search(rb"AUTH|MAIL|SESAME", told), told)
    with Odd(servers.friendly(lambda odd: None)) as odd:
        post.settings(odd.port, certificate="ca.pem")
        done = post.send("ferry.epub")
    post.hold("a server that speaks plainly where TLS should be is said", done.returncode == 1 and "no TLS came about" in done.text
              and b"EHLO" not in odd.told, done.text)
    post.settings(25, server="smtp.example.org", security="none")
    done = post.send("ferry.epub")
    post.hold("no server elsewhere without TLS", done.returncode == 1 and "storybind.toml:6:12: smtp.example.org is to be reached without TLS" in done.text, done.text)


def bad_company(post, certificates):
    """Servers that break off, talk nonsense, never stop."""
    def met(script, *arguments, **how):
        with Odd(script) as odd:
            post.settings(odd.port, security="none")
            return odd, post.send(*(arguments or ("ferry.epub",)), **how)

    odd, done = met(servers.friendly(lambda odd: (odd.hear(b"\r\n.\r\n"), odd.say("250 taken"), odd.hear(), odd.say("221 bye"))))
    post.hold("on this machine it goes without TLS", done.returncode == 0 and b"SIZE=" in odd.told, done.text)
    odd, done = met(servers.friendly(lambda odd: odd.line.recv(3_000)))
    post.hold("a server that breaks off in the middle is said", done.returncode == 1 and "whether the book has arrived is not known" in done.text, done.text)
    odd, done = met(servers.friendly(lambda odd: odd.hear(b"\r\n.\r\n")), "ferry.epub", "books")
    post.hold("a server that says nothing in the end is said", done.returncode == 1 and "not known" in done.text
              and "4 books not sent" in done.text, done.text)
    odd, done = met(servers.closes)
    post.hold("a server that closes at once is said", done.returncode == 1 and "error: localhost" in done.text, done.text)
    odd, done = met(servers.garbage)
    post.hold("nonsense is said", done.returncode == 1 and "error: localhost" in done.text and b"sesame" not in odd.told, done.text)
    for name, script in (("a line", servers.endless), ("an answer", servers.endless_lines)):
        odd, done = met(script, limit=3 << 30)
        post.hold(name + " without end is left", done.returncode == 1 and odd.given < 20_000_000, odd.given, done.text)
    odd, done = met(servers.parrot([PASSWORD]))
    post.hold("what a server repeats is cut out", done.returncode == 1 and "535" in done.text and "\x1b" not in done.text
              and PASSWORD not in done.text, done.text)
    with Odd(servers.closes) as odd:
        port = odd.port
    post.settings(port, security="none")
    done = post.send("ferry.epub")
    post.hold("nobody there is said", done.returncode == 1 and "cannot be reached" in done.text, done.text)
    post.settings(465, server="no-such-server.invalid")
    done = post.send("ferry.epub", STORYBIND_MAIL_SERVER="no-such-server.invalid")
    post.hold("no such name is said", done.returncode == 1 and "cannot be reached" in done.text, done.text)


def no_title_gives_orders(post, certificates):
    """Titles that would like to be headers, commands, or longer than a line."""
    ends = ["&#13;&#10;", "&#10;", "&#13;", "&#13;&#10;&#13;&#10;", "&#x85;", "&#x2028;", "&#0;", "\n", "&#13;&#10;.&#13;&#10;",
            "=?utf-8?q?=0D=0A?=", "%0d%0a", "&#13;&#10; "]
    (post.where / "odd").mkdir()
    for number, end in enumerate(ends):
        retitled(post.where / "ferry.epub", post.where / "odd" / ("%02d.epub" % number), "Salt%sBcc: eve@example.org%sRCPT TO:&lt;eve@example.org>" % (end, end))
    retitled(post.where / "ferry.epub", post.where / "odd/long.epub", "Long " * 2_000)
    retitled(post.where / "ferry.epub", post.where / "odd/longer.epub", "x" * 10_000)
    names = ["a\r\nBcc: eve@example.org.epub", 'quote".epub', "semi; filename=eve.exe;.epub", "\u202egnp.epub", "ночь.epub"]
    for name in names:
        retitled(post.where / "ferry.epub", post.where / "odd" / name, "Salt")
    inbox = Inbox(PASSWORD)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem")
        done = post.send("odd")
    tried = len(ends) + 2 + len(names)
    post.hold("books of odd titles are sent", done.returncode == 0 and len(inbox.messages) == tried, done.text)
    for sender, recipients, message in inbox.messages:
        subject, name, book, wrong = read(message)
        post.hold("no header of its own", not wrong and recipients == ("bo@example.net",), *wrong, subject)
        post.hold("a file name that is one", name.endswith(".epub") and not re.search(r'[\r\n/\\":;]', name.replace(";", "")), name)
    return tried


def services_get_plain_words(post, certificates):
    """Names and subjects that the services of readers were seen to lose books for."""
    inbox = Inbox(PASSWORD)
    (post.where / "plain").mkdir()
    names = ["ночь.epub", "день.epub", "The Long Way Round to the Ferry.epub", "The Long Way Round to the Raft.epub", "Noël.epub"]
    for number, name in enumerate(names):
        retitled(post.where / "ferry.epub", post.where / "plain" / name, "Salz &amp; Träume %d" % number)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem")
        for address, most in (("ann@pbsync.com", 22), ("ann@kindle.com", 120)):
            inbox.messages.clear()
            done = post.send("plain", to=address)
            post.hold("books go to a reader's service", done.returncode == 0 and len(inbox.messages) == len(names), done.text)
            arrived = [read(message)[:2] for _, _, message in inbox.messages]
            stems = [name.removesuffix(".epub") for _, name in arrived]
            post.hold("under plain names", all(re.fullmatch("[A-Za-z0-9-]{1,%d}" % most, stem) for stem in stems), *stems)
            post.hold("each of its own", len(set(stems)) == len(names), *stems)
            post.hold("and with plain subjects", all(b"Subject: =?" not in message for _, _, message in inbox.messages), *stems)


def devices_have_a_say(post, certificates):
    inbox = Inbox(PASSWORD)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem", to='{ kindle = "ann_123@kindle.com" }')
        done = post.send("ferry.txt", to="kindle")
        post.hold("a story goes to a Kindle", done.returncode == 0 and len(inbox.messages) == 1 and "amazon.com/myk" in done.text, done.text)
        with zipfile.ZipFile(post.where / "ferry.epub") as old, zipfile.ZipFile(post.where / "mute.epub", "w") as new:
            for entry in old.infolist():
                new.writestr(entry, re.sub(rb"<dc:language>[^<]*</dc:language>", b"", old.read(entry)))
        done = post.send("mute.epub", to="kindle")
        post.hold("what a Kindle refuses is not sent", done.returncode == 1 and len(inbox.messages) == 1
                  and "Kindle would refuse it" in done.text and "State it in dc:language" in done.text, done.text)
        done = post.send("mute.epub", "--force", to="kindle")
        post.hold("but with --force", done.returncode == 0 and len(inbox.messages) == 2, done.text)
        done = post.send("mute.epub", to="bo@example.net")
        post.hold("a person gets it as it is", done.returncode == 0 and len(inbox.messages) == 3, done.text)
        with zipfile.ZipFile(post.where / "ferry.epub") as old, zipfile.ZipFile(post.where / "huge.epub", "w") as new:
            for entry in old.infolist():
                new.writestr(entry, old.read(entry))
            new.writestr("OEBPS/noise.bin", os.urandom(1 << 20) * 49)
        done = post.send("huge.epub", to="kindle")
        post.hold("a book too large for a Kindle's mail is said", done.returncode == 1 and "Kindle takes 50.0 MB at most" in done.text
                  and "amazon.com/sendtokindle" in done.text and len(inbox.messages) == 3, done.text)
        (post.where / "huge.epub").unlink()
        (post.where / "none.epub").write_bytes(b"no book")
        done = post.send("none.epub", "ferry.epub")
        post.hold("what is no book is said, and the others are sent", done.returncode == 1 and "cannot be read as a book" in done.text
                  and len(inbox.messages) == 4, done.text)


def settings_are_ones_own(post, certificates):
    (post.where / "storybind.toml").unlink()
    done = post.send("ferry.epub")
    post.hold("without an account it is said what to write", done.returncode == 1 and "[mail]" in done.text and 'server = "smtp.example.org"' in done.text, done.text)
    example = "[mail]\n" + "\n".join(re.findall(r'^  (\w+ = .*)$', done.text, re.M)) + "\n"
    (post.where / "storybind.toml").write_text(example)
    done = post.run("send", "ferry.epub", "--to", "kindle", "--dry-run")
    post.hold("and what it says is right", done.returncode == 0 and "ann_123@kindle.com through smtp.example.org:465" in done.text, example, done.text)
    (post.where / "storybind.toml").write_text(example + 'password = "%s"\n' % PASSWORD)
    done = post.send("ferry.epub")
    post.hold("a password in the file is refused", done.returncode == 1 and "`password` has no place in a file" in done.text, done.text)
    (post.where / "storybind.toml").write_text("")
    # Somebody else's stories come with an account.
    with Odd(servers.friendly(servers.closes)) as odd:
        post.settings(odd.port, folder="theirs", server="127.0.0.1", security="none")
        (post.where / "theirs/ferry.txt").write_text(STORY)
        done = post.send("theirs")
        post.hold("an account that lies with stories is not used", done.returncode == 1 and "no mail account is known" in done.text, done.text)
        done = post.send(".", cwd="theirs")
        post.hold("the password goes to its own server only", done.returncode == 1 and "is not known to be for 127.0.0.1" in done.text, done.text)
        done = post.send(".", cwd="theirs", STORYBIND_MAIL_PASSWORD=None)
        post.hold("where none is kept, none is invented", done.returncode == 1 and "no password is known" in done.text
                  and "keyring" in done.text, done.text)
        post.hold("nobody was called", not odd.told, bytes(odd.told))
    (post.where / "theirs/storybind.toml").unlink()
    post.settings(1)
    for odd_address in ("bo", "bo@", "@example.net", "bo@example.net\r\nRCPT TO:<eve@example.org>", "bo@пример.рф", "Bo <bo@example.net>"):
        done = post.send("ferry.epub", to=odd_address)
        post.hold("%r is no address" % odd_address, done.returncode == 1 and re.search("is no address|is neither an address", done.text), done.text)


def stops_between_books(post, certificates):
    inbox = Inbox(PASSWORD, slow=1.0)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem")
        running = subprocess.Popen([post.binary, "send", "ferry.epub", "books", "--to", "bo@example.net"], cwd=post.where,
                                   env=post.environment(), stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        inbox.taking.wait(20)
        running.send_signal(signal.SIGINT)
        text = running.communicate(timeout=30)[1].decode()
    post.said.append(text)
    post.hold("Ctrl-C ends behind the book in hand", running.returncode == 1 and len(inbox.messages) == 1
              and "stopped before the end: 4 books not sent" in text, text, len(inbox.messages))


def typing(post, *command, words=PASSWORD, **more):
    """Runs it on a terminal, at which somebody types when a password is asked for; gives what was seen, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(post.where)
        os.execvpe(command[0], list(command), post.environment(STORYBIND_MAIL_PASSWORD=None, **more))
    seen, typed = b"", False
    try:
        while select.select([terminal], [], [], 30)[0] and (data := os.read(terminal, 4096)):
            seen += data
            if re.search(rb"password of ann at [^ ]*: $", seen) and not typed:
                typed = True
                os.write(terminal, words.encode() + b"\n")
    except OSError:
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    post.said.append(seen.decode())
    return seen.decode(), typed, code


def a_person_is_asked(post, certificates):
    """On a terminal: the password is typed, not shown, and taken; a real keyring keeps it."""
    send = [post.binary, "send", "ferry.epub", "--to", "bo@example.net"]
    inbox = Inbox(PASSWORD)
    with real(inbox, "tls", certificates.good) as port:
        post.settings(port, certificate="ca.pem")
        text, typed, code = typing(post, *send, "--keep-password")
        post.hold("a password that is typed is used", typed and len(inbox.messages) == 1 and inbox.logins[0][2] == PASSWORD.encode(), text)
        post.hold("a keyring that is not there is said", code == 1 and "does not keep the password" in text, text, code)
        # Every order to the terminal takes its time; whoever types at once is still not seen.
        slow = ["strace", "-f", "-o", "/dev/null", "-e", "trace=ioctl", "-e", "inject=ioctl:delay_enter=100000"]
        text, typed, code = typing(post, *slow, *send)
        post.hold("what is typed at once is not shown", typed and code == 0 and PASSWORD not in text, text, code)
        post.hold("without one it is asked for each time", typed and code == 0 and len(inbox.messages) == 2, text, code)
        # GNOME's keyring, on a bus of its own, opened with a password of its own.
        opened = ["dbus-run-session", "--", "sh", "-c",
                  'printf open | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "$@"',
                  "sh", *send]
        bus = {"DBUS_SESSION_BUS_ADDRESS": None, "XDG_RUNTIME_DIR": str(post.where / "run")}
        (post.where / "run").mkdir(mode=0o700)
        text, typed, code = typing(post, *opened, "--keep-password", **bus)
        post.hold("a keyring keeps what is typed", typed and code == 0 and "keyring keeps the password of ann at localhost" in text, text, code)
        text, typed, code = typing(post, *opened, **bus)
        post.hold("and knows it the next time", not typed and code == 0 and len(inbox.messages) == 4, text, code)
        kept = [path for path in (post.where / "home").rglob("*.keyring")]
        post.hold("it stands in the keyring's own file", len(kept) > 0, kept)
        inbox.password = "another"
        text, typed, code = typing(post, *opened, **bus)
        post.hold("one that is wrong by now is said", not typed and code == 1 and "535" in text and "--keep-password" in text, text, code)
        post.settings(port, server="127.0.0.1", certificate="ca.pem")
        text, typed, code = typing(post, *opened, words="", **bus)
        post.hold("another server does not get it", typed and code == 1 and "password of ann at 127.0.0.1" in text
                  and "no password is known" in text and len(inbox.logins) == 5, text, code, len(inbox.logins))


def nothing_tells(post):
    """The password, and what SMTP makes of it, in all that was printed and written."""
    import base64
    secret = PASSWORD.encode()
    forms = [secret, base64.b64encode(secret), base64.b64encode(b"\0ann\0" + secret)]
    said = "\n".join(post.said).encode()
    places = sum(form in said for form in forms)
    written = 0
    for path in post.where.rglob("*"):
        if path.is_file() and path.suffix != ".toml":
            written += 1
            places += sum(form in path.read_bytes() for form in forms)
    post.hold("the password is nowhere", places == 0 and written > 10, places, written)
    return len(post.said), written


class Certificates:
    def __init__(self, where):
        import ssl, trustme
        own, other = trustme.CA(), trustme.CA()
        own.cert_pem.write_to_path(str(where / "ca.pem"))

        def context(certificate):
            made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(made)
            return made

        long_ago = datetime.datetime(2020, 2, 1, tzinfo=datetime.timezone.utc)
        self.good = context(own.issue_cert("localhost", "127.0.0.1"))
        self.unknown = context(other.issue_cert("localhost", "127.0.0.1"))
        self.other = context(own.issue_cert("mail.example.org"))
        self.expired = context(own.issue_cert("localhost", "127.0.0.1", not_after=long_ago))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.tools / "post"))
    try:
        import aiosmtpd, trustme
    except ImportError as error:
        sys.exit("post: %s is missing (tests/run --install)" % error)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    judge = Judge(lambda detail: detail[:1_500])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as where:
        post = Post(args, pathlib.Path(where), judge)
        certificates = Certificates(post.where)
        a_certificate_is_part_of_the_account(post, certificates)
        everything_arrives(post, certificates)
        a_server_says_no(post, certificates)
        nobody_proves_who_they_are(post, certificates)
        bad_company(post, certificates)
        tried = no_title_gives_orders(post, certificates)
        devices_have_a_say(post, certificates)
        services_get_plain_words(post, certificates)
        settings_are_ones_own(post, certificates)
        stops_between_books(post, certificates)
        a_person_is_asked(post, certificates)
        said, written = nothing_tells(post)
    print("%d titles and names that would like to be headers; %d runs and %d files without the password" % (tried, said, written))
    print("%d held, %d did not" % (judge.held, judge.wrong))
    return 1 if judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
