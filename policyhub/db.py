"""The database: its engines, its types, and the session of whoever is at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import BigInteger, DateTime, Integer, TypeDecorator

Key = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a moment without a zone is refused, not guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: always UTC; SQLite keeps no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: with its zone again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Two ways in: ``reading`` cannot write; ``writing`` takes the write lock at once."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.url = parsed
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.writer = self._engine(read_only=False)
        self.reader = self._engine(read_only=True) if self.is_sqlite else self.writer

    def _engine(self, *, read_only: bool) -> Engine:
        """An engine whose errors do not tell what was written: they end in a log, and it may have been a vote."""
        if not self.is_sqlite:
            return create_engine(self.url, pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True)
        engine = create_engine(self.url, connect_args={"timeout": 30}, hide_parameters=True)
        event.listen(engine, "connect", _settle_readers if read_only else _settle_writers)
        # IMMEDIATE: two deferred writers that both read first can only deadlock
        begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that can only read, current for this context."""
        engine = self.reader if self.is_sqlite else self.reader.execution_options(postgresql_readonly=True)
        with _current(Session(engine, expire_on_commit=False, autoflush=False)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in a write transaction, current for this context; whoever opens it commits it."""
        with _current(Session(self.writer, expire_on_commit=False)) as session:
            yield session

    def forget_deleted(self, *tables: str) -> bool:
        """Leave no trace of deleted rows in the database's files; False when somebody was in the way: ask again.

        SQLite has overwritten them (``secure_delete``), but its write-ahead log holds them until it is cut off.
        PostgreSQL writes the tables anew: a plain VACUUM leaves the bytes where they were.
        """
        if self.is_sqlite:
            raw = self.writer.raw_connection()  # no transaction is begun, in which nothing could be cut off
            try:
                raw.cursor().execute("PRAGMA busy_timeout=500")  # votes wait while this waits for readers
                busy, _pages, _moved = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
            finally:
                raw.invalidate()
        with self.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET lock_timeout = '2s'")
            try:
                connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(tables)}")
            except OperationalError:
                return False
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return True

    def dispose(self) -> None:
        """Close every connection; for a process about to fork or to end."""
        self.writer.dispose()
        self.reader.dispose()


def _settle_writers(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, in words
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _settle_readers(connection: Any, record: Any) -> None:
    _settle_writers(connection, record)
    connection.execute("PRAGMA query_only=ON")


_session: ContextVar[Session | None] = ContextVar("policyhub_session", default=None)


@contextmanager
def _current(session: Session) -> Iterator[Session]:
    token = _session.set(session)
    try:
        yield session
    finally:
        _session.reset(token)
        session.close()


def session() -> Session:
    """The session of whoever is at work here: of the request, or of the command inside it."""
    found = _session.get()
    if found is None:
        raise RuntimeError("no database session is open here")
    return found


_database: ContextVar[Database | None] = ContextVar("policyhub_database", default=None)


@contextmanager
def using(database: Database) -> Iterator[Database]:
    """Make a database the one that commands and chores of this context write to."""
    token = _database.set(database)
    try:
        yield database
    finally:
        _database.reset(token)


def database() -> Database:
    """The database of this context."""
    found = _database.get()
    if found is None:
        raise RuntimeError("no database is in use here")
    return found
