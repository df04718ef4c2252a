"""The console script `policyhub`: exit 0 done, 1 refused with one line on stderr, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from policyhub import __version__
from policyhub.cli.exporting import add_export, refuse_what_is_not_there
from policyhub.cli.stopping import Stop

NOT_YET = ("suggest", "backup", "generate")


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="policyhub", description="Policy papers, disputes, responses and motions.")
    top.add_argument("--version", action="version", version=f"policyhub {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="the web server and the worker")
    serve.add_argument("--workers", type=int, default=2, help="web processes (2)")
    commands.add_parser("worker", help="the worker alone")
    commands.add_parser("migrate", help="bring the database up to date")
    demo = commands.add_parser("demo", help="put the demonstration association into an empty database")
    demo.add_argument("--if-empty", action="store_true", help="do nothing when there is an association already")
    inspect = commands.add_parser("inspect", help="what PolicyHub recognises in a file, as JSON")
    inspect.add_argument("file")
    inspect.add_argument("--as", dest="kind", choices=("paper", "consultation", "response", "motion"))
    importing = commands.add_parser("import", help="import a file into a group")
    importing.add_argument("file")
    importing.add_argument("--group", required=True, metavar="SLUG")
    importing.add_argument("--as", dest="kind", choices=("paper", "consultation", "response", "motion"))
    add_export(commands)
    member = commands.add_parser("member", help="look after members").add_subparsers(dest="verb", required=True)
    add = member.add_parser("add", help="give a person an account")
    add.add_argument("--name", required=True)
    add.add_argument("--email", required=True)
    add.add_argument("--admin", action="store_true")
    add.add_argument("--group", metavar="SLUG")
    add.add_argument("--role", default="member", choices=("member", "convenor", "secretary", "chair"))
    group = commands.add_parser("group", help="look after groups").add_subparsers(dest="verb", required=True)
    group.add_parser("list", help="a slug and a name a line")
    new = group.add_parser("add", help="found a group")
    new.add_argument("--name", required=True)
    new.add_argument("--slug", required=True)
    new.add_argument("--kind", required=True, choices=("policy", "council", "branch"))
    commands.add_parser("reindex", help="make the search index anew")
    log = commands.add_parser("log", help="the log").add_subparsers(dest="verb", required=True)
    verify = log.add_parser("verify", help="check the whole chain")
    verify.add_argument("--head", metavar="POSITION:HASH", help="a head that was kept elsewhere")
    for name in NOT_YET:
        commands.add_parser(name, help="not in this release").add_argument("rest", nargs=argparse.REMAINDER)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    options = parser().parse_args(arguments)
    if options.command in NOT_YET:
        print(f"policyhub {options.command} is not in this release.", file=sys.stderr)
        return 2
    try:
        if options.command == "inspect":
            from policyhub.cli.inspecting import inspect

            return inspect(options.file, options.kind)
        if options.command == "export":
            refuse_what_is_not_there(options)
        from policyhub.cli import running

        return running.run(options)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
