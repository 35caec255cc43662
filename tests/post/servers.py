"""Mail servers: real ones (aiosmtpd) that guard themselves well or badly, and scripted ones that no client deserves."""
import contextlib, socket, ssl, threading, time


class Inbox:
    """What a real server was told and has taken."""

    def __init__(self, password=None, slow=0.0):
        self.messages, self.recipients, self.peers, self.logins = [], [], set(), []
        self.password, self.slow = password, slow
        self.taking = threading.Event()

    @property
    def connections(self):
        return len(self.peers)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.peers.add(session.peer)
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.recipients.append(address)
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox here"
        if address.startswith("later"):
            return "451 4.7.1 greylisted, come back in a while"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taking.set()
        if self.slow:
            import asyncio
            await asyncio.sleep(self.slow)
        if b"Subject: The Refused" in envelope.content:
            return "554 5.7.1 we do not like it"
        if b"Subject: The Last" in envelope.content:
            return "421 4.3.2 closing for the night"
        self.messages.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        from aiosmtpd.smtp import AuthResult
        self.logins.append((mechanism, data.login, data.password))
        is_right = data.login == b"ann" and data.password == self.password.encode()
        return AuthResult(success=is_right, handled=False)


@contextlib.contextmanager
def real(inbox, guard=None, context=None, most=None):
    """A server of aiosmtpd, guarded by "tls", "starttls" or nothing; gives its port."""
    from aiosmtpd.controller import Controller

    wishes = {"decode_data": False, "data_size_limit": most, "timeout": 20}
    if inbox.password is not None:
        wishes.update(auth_required=True, authenticator=inbox.authenticate, auth_require_tls=guard == "starttls")
    if guard == "starttls":
        wishes.update(require_starttls=True, tls_context=context)
    door = Controller(inbox, hostname="127.0.0.1", port=free(), ssl_context=context if guard == "tls" else None, **wishes)
    door.start()
    try:
        yield door.port
    finally:
        door.stop()


def free():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


class Odd:
    """A server that does what its script says with each who comes; what it was told is kept, byte by byte."""

    def __init__(self, script):
        self.told, self.script, self.given = bytearray(), script, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                self.line, _ = self.listener.accept()
                self.line.settimeout(10)
                with contextlib.suppress(OSError, ssl.SSLError):
                    self.script(self)
                with contextlib.suppress(OSError):
                    self.line.close()

    def say(self, *lines):
        data = b"".join(line.encode() + b"\r\n" for line in lines)
        self.line.sendall(data)
        self.given += len(data)

    def hear(self, end=b"\r\n"):
        """What it is told up to an end; empty where nobody speaks any more."""
        heard = b""
        while not heard.endswith(end):
            byte = self.line.recv(1 if end == b"\r\n" else 1 << 16)
            if not byte:
                break
            heard += byte
            self.told += byte
        return heard

    def hear_all(self):
        with contextlib.suppress(OSError):
            while self.hear():
                pass

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        # Closing alone leaves it open for the thread that waits there.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


HELLO = ("250-odd.example.org", "250-AUTH PLAIN LOGIN", "250 SIZE 50000000")


def friendly(then, hello=HELLO):
    """A server that is well until it is given the book; then `then`."""
    def script(odd):
        odd.say("220 odd.example.org ESMTP")
        while True:
            word = odd.hear().split(b" ")[0].strip().upper()
            if not word:
                return
            if word in (b"EHLO", b"HELO"):
                odd.say(*hello)
            elif word == b"AUTH":
                odd.say("235 welcome")
            elif word == b"DATA":
                odd.say("354 go on")
                return then(odd)
            elif word == b"QUIT":
                return odd.say("221 bye")
            else:
                odd.say("250 ok")
    return script


def no_tls(odd):
    odd.say("220 odd.example.org ESMTP")
    odd.hear()
    odd.say(*HELLO)
    odd.hear_all()


def refuses_tls(odd):
    odd.say("220 odd.example.org ESMTP")
    odd.hear()
    odd.say("250-odd.example.org", "250-AUTH PLAIN LOGIN", "250 STARTTLS")
    odd.hear()
    odd.say("454 TLS is asleep")
    odd.hear()
    odd.say("221 bye")
    odd.hear_all()


def injected(context):
    """What somebody on the way put behind the answer to STARTTLS: it must not be taken for an answer under TLS."""
    def script(odd):
        odd.say("220 odd.example.org ESMTP")
        odd.hear()
        odd.say("250-odd.example.org", "250 STARTTLS")
        odd.hear()
        odd.say("220 go on", "250-odd.example.org", "250 AUTH PLAIN LOGIN", "235 welcome", "250 ok", "250 ok", "354 go on", "250 ok")
        with contextlib.suppress(OSError):
            odd.line = context.wrap_socket(odd.line, server_side=True)
        odd.hear_all()
    return script


def garbage(odd):
    odd.line.sendall(bytes(range(256)) * 8 + b"\r\n")
    odd.hear_all()


def endless(odd):
    with contextlib.suppress(OSError):
        odd.line.sendall(b"220 ")
        for _ in range(4_000):
            odd.line.sendall(b"x" * 100_000)
            odd.given += 100_000


def endless_lines(odd):
    with contextlib.suppress(OSError):
        for _ in range(4_000):
            odd.line.sendall(b"220-x\r\n" * 10_000)
            odd.given += 70_000


def closes(odd):
    odd.line.shutdown(socket.SHUT_RDWR)


def parrot(words):
    """Says no, and repeats what it was told, decoded and with commands to a terminal."""
    def script(odd):
        odd.say("220 odd.example.org ESMTP")
        while True:
            heard = odd.hear().decode("utf-8", "replace").strip()
            if heard.startswith("EHLO"):
                odd.say(*HELLO)
            elif heard.startswith("AUTH"):
                odd.say("535-5.7.8 you said %s" % heard, "535 that is %s \x1b]0;owned\x07" % " ".join(words))
            elif heard:
                odd.say("221 bye")
            if not heard or heard.startswith("QUIT"):
                return
    return script


def wait_for(what, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.01)
    return False
