"""Read mail that came back: one message from standard input, or every message of folders."""

import mailbox
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from tte.notices.bounces import Outcome, take_bounce

TRY_LATER = 75  # EX_TEMPFAIL: the mail server keeps the message and pipes it again
KEPT = (Outcome.NO_REPORT, Outcome.UNKNOWN)


class Command(BaseCommand):
    help = "Take in delivery status messages (RFC 3464): from standard input, a Maildir, or a folder of .eml files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folders", nargs="*", type=Path, help="a Maildir or a folder of .eml files; what was understood is removed"
        )

    def handle(self, *args: str, **given: object) -> None:
        try:
            taken = Counter()
            for folder in given["folders"]:
                taken += self.empty(folder)
            if not given["folders"]:
                taken[take_bounce(sys.stdin.buffer.read())] += 1
        except (OperationalError, InterfaceError) as fault:
            raise CommandError("The database is away; the message is kept", returncode=TRY_LATER) from fault
        for outcome, count in sorted(taken.items()):
            self.stdout.write(f"{count} {outcome}")

    def empty(self, folder: Path) -> Counter[Outcome]:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}")
        return _maildir(folder) if (folder / "new").is_dir() else _files(folder)


def _maildir(folder: Path) -> Counter[Outcome]:
    """Messages that say nothing to us become seen ones and stay for people to read."""
    taken, box = Counter(), mailbox.Maildir(folder, create=False)
    for key, message in list(box.iteritems()):
        if "S" in message.get_flags():
            continue
        outcome = take_bounce(box.get_bytes(key))
        if outcome in KEPT:
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
        else:
            box.remove(key)
        taken[outcome] += 1
    return taken


def _files(folder: Path) -> Counter[Outcome]:
    taken = Counter()
    for path in sorted(folder.glob("*.eml")):
        outcome = take_bounce(path.read_bytes())
        (_set_aside if outcome in KEPT else Path.unlink)(path)
        taken[outcome] += 1
    return taken


def _set_aside(path: Path) -> None:
    path.rename(path.with_suffix(".seen"))
