"""The commands that need the database."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import ExitStack

from policyhub import db
from policyhub.cli.stopping import Stop
from policyhub.config import BadSettings, Settings, from_environment
from policyhub.migrating import migrate
from policyhub.permissions.actor import HOUSE
from policyhub.services.refusals import Forbidden, Refused


def run(options: argparse.Namespace) -> int:
    """Run one command with the settings of the environment."""
    try:
        settings = from_environment()
    except BadSettings as problem:
        raise Stop(str(problem)) from None
    match options.command:
        case "serve":
            from policyhub.cli.serving import serve

            return serve(settings, workers=options.workers)
        case "worker":
            from policyhub.worker import run_worker

            _migrated(settings).dispose()
            run_worker(settings)
            return 0
    database = _migrated(settings)
    try:
        with ExitStack() as stack:
            stack.enter_context(db.using(database))
            stack.enter_context(database.reading())
            return _with_database(options, settings, database)
    except Refused as refusal:
        raise Stop(str(refusal)) from None
    except Forbidden:
        raise Stop("This is not allowed.") from None
    finally:
        database.dispose()


def _migrated(settings: Settings) -> db.Database:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = db.Database(settings.database_url)
    migrate(database)
    return database


def _with_database(options: argparse.Namespace, settings: Settings, database: db.Database) -> int:
    match options.command, getattr(options, "verb", None):
        case "migrate", _:
            return 0
        case "demo", _:
            from policyhub.cli.demonstrating import demonstrate

            return demonstrate(settings, database, if_empty=options.if_empty)
        case "import", _:
            from policyhub.cli.importing import import_file

            return import_file(options.file, group=options.group, kind=options.kind, settings=settings)
        case "export", _:
            from policyhub.cli.exporting import export

            return export(options)
        case "member", _:
            return _add_member(options, settings)
        case "group", "list":
            from policyhub.services.members import list_groups

            for group in list_groups(HOUSE):
                print(f"{group.slug}\t{group.name}")
            return 0
        case "group", _:
            from policyhub.services.members import add_group

            print(add_group(HOUSE, name=options.name, slug=options.slug, kind=options.kind))
            return 0
        case "reindex", _:
            from policyhub.services.finding import reindex

            print(f"{reindex(settings)} texts can be found.", file=sys.stderr)
            return 0
        case _:
            return _verify_log(options.head)


def _add_member(options: argparse.Namespace, settings: Settings) -> int:
    from policyhub.services import members, sessions

    password = getpass.getpass("Password (15 characters or more): ") if sys.stdin.isatty() else sys.stdin.readline()
    password = password.rstrip("\r\n")
    if len(password) < 15:
        raise Stop("A password needs 15 characters or more: three or four words will do.")
    group = members.find_group(options.group) if options.group else None
    if options.group and group is None:
        raise Stop(f"There is no group {options.group}.")
    password_hash = sessions.hash_password(password, cost=settings.password_cost)
    pid = members.add_member(
        HOUSE, name=options.name, email=options.email, password_hash=password_hash, is_admin=options.admin
    )
    if group is not None:
        members.add_membership(HOUSE, group.pid, member_pid=pid, role=options.role)
    print(pid)
    return 0


def _verify_log(head: str | None) -> int:
    from policyhub.services.log import verify

    verdict = verify(head)
    for sentence in (*verdict.erased, *verdict.faults):
        print(sentence, file=sys.stderr)
    if not verdict.whole:
        raise Stop(f"The log is not whole: {len(verdict.faults)} faults.")
    print(f"The log is whole: {verdict.entries} entries. Head {verdict.head}")
    return 0
