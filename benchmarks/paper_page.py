"""How fast is the page of a long paper, against the same bytes joined from memory in the same application?

``python -m benchmarks.paper_page`` builds a paper of 200 sections with 10 comments each by commands, serves it with one
worker of gunicorn over one kept connection, and asks as a member who may comment. Exit code 1 when a ratio is short.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.paper_app import BASELINE
from policyhub import config, db
from policyhub.acts.papers import outline
from policyhub.acts.planting import Seed
from policyhub.app import create_app
from policyhub.db import Database
from policyhub.migrating import migrate
from policyhub.models import Paper
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.services import comments, members, papers, sessions

CHAPTERS, CLAUSES, COMMENTS = 20, 9, 10
PAIRS, REQUESTS, AFTER = 9, 30, 5
UNCHANGED, CHANGED = 0.25, 0.1
WORDS = (
    "A line on a map is not a service, and a timetable that nobody can read is not a promise. By a network we mean "
    "routes that meet one another at times that were set together, one ticket for all of them, and somebody whose "
    "duty it is to answer when they fail. "
)


class Client:
    """Asks over one kept connection, and nothing more than it must."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port = port
        self.head = f"\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: keep-alive\r\n\r\n"
        self.opened = 0
        self._connection: socket.socket | None = None

    def get(self, path: str) -> bytes:
        """The body of a page that must be there."""
        for _try in range(2):
            try:
                return self._get(path)
            except ConnectionError:
                self.close()
        raise ConnectionError(path)

    def _get(self, path: str) -> bytes:
        if self._connection is None:
            self._connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.opened += 1
        self._connection.sendall(f"GET {path} HTTP/1.1{self.head}".encode())
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._received()
        head = bytes(data[:end]).decode("latin-1")
        if not head.startswith("HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0]}")
        fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:])
        length = int(fields["content-length"])
        while len(data) < end + 4 + length:
            data += self._received()
        if fields.get("connection") == "close":
            self.close()
        return bytes(data[end + 4 :])

    def _received(self) -> bytes:
        if self._connection is None or not (part := self._connection.recv(1 << 20)):
            raise ConnectionError
        return part

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def build() -> tuple[str, list[str], Actor]:
    """The association, its long paper and everybody's comments; returns the paper, its sections and the reader."""
    group = members.add_group(HOUSE, name="Rural transport group", slug="rural-transport", kind="policy")
    convenor = _member(group, "convenor")
    reader = _member(group, "member")
    seeds: list[Seed] = []
    for chapter in range(CHAPTERS):
        head = Seed("heading", heading=f"Chapter {chapter + 1}")
        seeds.append(head)
        for _clause in range(CLAUSES):
            cross = f" As is said in {{ref:{seeds[-1].pid}|1.1}}.[^1]"
            notes = [{"id": "1", "mark": str(len(seeds)), "text": "A survey of the branches, in spring."}]
            seeds.append(Seed("clause", body=WORDS + cross, notes=notes, parent=head.pid))
    paper = papers.start_paper(convenor, group, title="A long paper", subtitle="For measuring.", seeds=seeds)
    papers.open_for_comment(convenor, paper)
    db.session().rollback()
    sections = [p.pid for p in outline(db.session(), load(db.session(), Paper, HOUSE, paper))]
    for round_ in range(COMMENTS):
        for pid in sections:
            comments.add_comment(reader, pid, body=f"Remark {round_ + 1}. {WORDS[:48]}.")
    return paper, sections, reader


def _member(group: str, role: str) -> Actor:
    pid = members.add_member(
        HOUSE,
        name=f"Some {role}",
        email=f"{role}@example.org",
        password_hash=sessions.hash_password("a long password", cost="cheap"),
    )
    members.add_membership(HOUSE, group, member_pid=pid, role=role)
    db.session().rollback()
    found = sessions.find_actor_by_pid(pid)
    if found is None:
        raise RuntimeError("the member is not there")
    return found


def sign_in(settings: config.Settings, database: Database) -> str:
    """The cookie of a member who has signed in."""
    app = create_app(settings, database=database)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"email": "member@example.org", "password": "a long password"})
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    if cookie is None:
        raise RuntimeError("nobody was let in")
    return f"{cookie.key}={cookie.value}"


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[None]:
    """Gunicorn with one worker that keeps connections."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1"]
    command += ["--worker-class", "gthread", "--keep-alive", "60", "--log-level", "warning"]
    process = subprocess.Popen([*command, "benchmarks.paper_app:make_app()"], env=environment)
    try:
        for _try in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def seconds(client: Client, path: str) -> float:
    """How long one request took."""
    started = time.perf_counter()
    client.get(path)
    return time.perf_counter() - started


def in_turn(client: Client, page: str, times: int) -> float:
    """The requests a second of the page against those of the baseline, asked for one after the other."""
    baseline = subject = 0.0
    for _time in range(times):
        baseline += seconds(client, BASELINE)
        subject += seconds(client, page)
    return baseline / subject


def measure(client: Client, page: str, sections: list[str], reader: Actor) -> tuple[list[float], list[float]]:
    """The ratios of page to baseline: when nothing changed since the last view, and right after a comment."""
    unchanged: list[float] = []
    changed: list[float] = []
    for pair in range(PAIRS):
        unchanged.append(in_turn(client, page, REQUESTS))
        baseline = after = 0.0
        for time_ in range(AFTER):
            pid = sections[(pair * AFTER + time_) * 7 % len(sections)]
            comments.add_comment(reader, pid, body=f"One remark more, {pair}, {time_}.")
            baseline += seconds(client, BASELINE)
            after += seconds(client, page)
        changed.append(baseline / after)
    return unchanged, changed


def report(what: str, ratios: list[float], wanted: float) -> bool:
    """One line for a figure; says whether it is reached."""
    middle = statistics.median(ratios)
    print(f"{what}: median {middle:.2f} (from {min(ratios):.2f} to {max(ratios):.2f}), wanted {wanted}")
    return middle >= wanted


def main() -> int:
    """Build, serve, measure, say."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        page_file = Path(folder) / "page.html"
        environment = {
            **os.environ,
            "POLICYHUB_DATA_DIR": folder,
            "POLICYHUB_DATABASE_URL": f"sqlite:///{folder}/policyhub.sqlite",
            "POLICYHUB_SECRET_KEY": "for the benchmark only " * 2,
            "POLICYHUB_BASE_URL": "http://127.0.0.1:8000",
            "BENCHMARK_PAGE": str(page_file),
        }
        settings = config.from_environment(environment)
        database = stack.enter_context(db.using(Database(settings.database_url)))
        migrate(database)
        stack.enter_context(database.reading())
        paper, sections, reader = build()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        cookie = sign_in(settings, database)
        with served(environment, port):
            client = Client(port, cookie)
            page = client.get(f"/papers/{paper}")
            page_file.write_bytes(page)
            if b"comment-" not in page or not client.get(BASELINE) == page_file.read_bytes():
                raise RuntimeError("the two pages are not the same")
            in_turn(client, f"/papers/{paper}", 5)
            unchanged, changed = measure(client, f"/papers/{paper}", sections, reader)
            client.close()
        database.dispose()
    print(f"{len(sections)} sections, {COMMENTS} comments each, {len(page) / 1000:.0f} kB, {client.opened} connections")
    good = report("Nothing changed since the last view", unchanged, UNCHANGED)
    return 0 if report("Right after a comment", changed, CHANGED) and good else 1


if __name__ == "__main__":
    sys.exit(main())
