"""Bring a file in from the command line, over the same services as the page."""

import shutil
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from tte.accounts.actor import Actor
from tte.accounts.models import Membership
from tte.common.errors import DomainError
from tte.imports import sheets
from tte.imports.enums import Mode
from tte.imports.forms import options_form, options_given
from tte.imports.kinds import KINDS, ImportKind
from tte.imports.models import Batch
from tte.imports.presenting import fault_groups
from tte.imports.running import check_now, enter_now
from tte.imports.selectors import kind_of
from tte.imports.services.batch import make_batch, map_columns


class Command(BaseCommand):
    help = "Import a file: check every row, then enter all of them or the good ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=f"one of: {', '.join(KINDS)}")
        parser.add_argument("path", type=Path)
        parser.add_argument("--organisation", required=True, help="code of the organisation it is imported for")
        parser.add_argument("--by", required=True, help="e-mail of the person who imports it")
        parser.add_argument("--mode", choices=Mode.values, default=Mode.ALL)
        parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE", help="asked by the kind")
        parser.add_argument("--column", action="append", default=[], metavar="FIELD=HEADING", help="corrects the guess")
        parser.add_argument("--dry-run", action="store_true", help="check only")
        parser.add_argument("--faults", type=Path, help="write the bad rows with their reasons to this .xlsx")
        parser.add_argument("--language", choices=("zh-hans", "en"), default="en")

    def handle(self, *args: str, **given: Any) -> None:
        kind = KINDS.get(given["kind"])
        if kind is None:
            raise CommandError(f"There is no kind {given['kind']}; there are: {', '.join(KINDS)}")
        with translation.override(given["language"]):
            try:
                self.bring_in(kind, _actor(kind, given["organisation"], given["by"]), given)
            except DomainError as refusal:
                raise CommandError(str(refusal)) from refusal

    def bring_in(self, kind: ImportKind, actor: Actor, given: dict) -> None:
        begun = time.monotonic()
        batch = _upload(kind, given["path"], _options(kind, given["option"]), actor)
        if given["column"]:
            batch = map_columns(batch=batch, columns=_columns(batch, given["column"]), by=actor)
        self.say_columns(batch)
        batch = check_now(batch=batch, by=actor)
        checked = time.monotonic()
        self.stdout.write(
            f"checked  {batch.row_count} rows, {batch.good_count} good, {batch.refused_count} bad, "
            f"{batch.warned_count} with a warning, {checked - begun:.1f} s"
        )
        self.say_faults(batch, given["faults"], given["language"])
        if given["dry_run"]:
            return
        batch = enter_now(batch=batch, mode=given["mode"], by=actor)
        self.stdout.write(
            f"entered  {batch.entered_count} rows, {batch.refused_count} refused, {time.monotonic() - checked:.1f} s"
        )
        self.stdout.write(f"in all   {time.monotonic() - begun:.1f} s, batch {batch.pk}")

    def say_columns(self, batch: Batch) -> None:
        headings = batch.shape["headings"]
        read = ", ".join(f"{code}←{headings[place]}" for code, place in batch.columns.items())
        left = [heading for place, heading in enumerate(headings) if place not in batch.columns.values()]
        self.stdout.write(f"columns  {read}" + (f"; left out: {', '.join(left)}" if left else ""))

    def say_faults(self, batch: Batch, path: Path | None, language: str) -> None:
        for group in fault_groups(batch):
            sign, field = "warning" if group.warning else "fault  ", f"{group.label}: " if group.label else ""
            self.stdout.write(f"  {sign}  {group.lines:>7}  {field}{group.sentence}")
        if path and batch.refused_count:
            shutil.move(sheets.write_bad_rows(batch, language), path)


def _actor(kind: ImportKind, organisation: str, email: str) -> Actor:
    """The person in a running role of the organisation that may import this kind."""
    memberships = Membership.objects.filter(
        organisation__code=organisation, user__email__iexact=email, user__is_active=True, ended_at=None
    )
    for membership in memberships.select_related("user", "organisation").order_by("pk"):
        actor = Actor(membership.user, membership)
        if kind.can_import(actor):
            return actor
    raise CommandError(f"{email} has no role at {organisation} that may import {kind.code}")


def _options(kind: ImportKind, pairs: list[str]) -> dict[str, str]:
    form = options_form(kind, dict(pair.partition("=")[::2] for pair in pairs))
    if form is not None and not form.is_valid():
        raise CommandError("; ".join(f"{name}: {' '.join(map(str, faults))}" for name, faults in form.errors.items()))
    return options_given(form)


def _upload(kind: ImportKind, path: Path, options: dict[str, str], actor: Actor) -> Batch:
    if not path.is_file():
        raise CommandError(f"There is no file {path}")
    with path.open("rb") as content:
        upload = UploadedFile(File(content), path.name, size=path.stat().st_size)
        return make_batch(kind=kind.code, upload=upload, options=options, by=actor)


def _columns(batch: Batch, pairs: list[str]) -> dict[str, int]:
    """The guess with the corrections: FIELD=HEADING, or FIELD= to leave the field out."""
    columns, headings = dict(batch.columns), batch.shape["headings"]
    codes = {field.code for field in kind_of(batch).fields}
    for pair in pairs:
        code, _equals, heading = pair.partition("=")
        if code not in codes or (heading and heading not in headings):
            raise CommandError(f"{pair}: no such field or heading")
        columns = {each: place for each, place in columns.items() if each != code}
        if heading:
            place = headings.index(heading)
            columns = {each: there for each, there in columns.items() if there != place} | {code: place}
    return columns
