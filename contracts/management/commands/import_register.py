import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from contracts.imports import UNITS, OldRegister, TakeOverForm
from institutions.models import Agency
from tte.accounts.actor import Actor
from tte.accounts.models import Membership
from tte.common.errors import DomainError
from tte.common.languages import spoken_language
from tte.imports.enums import Mode
from tte.imports.faults import said
from tte.imports.kinds import KINDS
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.imports.services.batch import make_batch

SHOWN = 20


class Command(BaseCommand):
    help = "Takes over the register that an agency kept before: numbers stay, parties are matched, totals are compared."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or JSONL, also .gz; columns go by their words")
        parser.add_argument("--agency", required=True, help="code of the agency's organisation, as in /institutions/")
        parser.add_argument("--by", required=True, help="e-mail of an administrator")
        parser.add_argument("--unit", choices=sorted(UNITS), default="yuan")
        parser.add_argument("--rule-set", default="R2000", help="under which the contracts were registered")
        parser.add_argument("--totals", type=Path, help="year, contracts, contract amount, technology amount a line")
        parser.add_argument("--mode", choices=Mode.values, default=Mode.ALL)
        parser.add_argument("--dry-run", action="store_true", help="check and compare only")

    def handle(self, *, file: Path, **given: object) -> None:
        began, actor = time.monotonic(), self.actor(str(given["by"]))
        try:
            with file.open("rb") as content:
                upload = File(content, file.name)
                batch = make_batch(kind=OldRegister.code, upload=upload, by=actor, options=self.options(given))
            batch = check_now(batch=batch, by=actor)
            self.tell(batch)
            if not given["dry_run"]:
                batch = enter_now(batch=batch, mode=str(given["mode"]), by=actor)
                self.tell(batch)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{time.monotonic() - began:.1f} s")

    def actor(self, email: str) -> Actor:
        for membership in Membership.objects.filter(user__email__iexact=email, ended_at=None).select_related(
            "user", "organisation"
        ):
            actor = Actor(membership.user, membership)
            if KINDS[OldRegister.code].can_import(actor):
                return actor
        raise CommandError("Nobody with this address may take over a register")

    def options(self, given: dict) -> dict[str, str]:
        agency = Agency.objects.filter(organisation__code=given["agency"]).first()
        form = TakeOverForm(
            {
                "agency": agency and agency.pk,
                "unit": given["unit"],
                "rule_set": given["rule_set"],
                "stated": given["totals"].read_text(encoding="utf-8") if given["totals"] else "",
            }
        )
        if not form.is_valid():
            raise CommandError("; ".join(f"{name}: {' '.join(said)}" for name, said in form.errors.items()))
        return {name: str(value) for name, value in form.data.items()}

    def tell(self, batch: Batch) -> None:
        self.stdout.write(f"rows {batch.row_count}, refused {batch.refused_count}, entered {batch.entered_count}")
        language = spoken_language()
        for fault in batch.faults.order_by("line", "pk")[:SHOWN]:
            reason = said(fault.reason, fault.values, language)
            self.stdout.write(f"  line {fault.line} {fault.field}: {reason} {fault.given}")
        for label, value in KINDS[batch.kind].summary(batch):
            self.stdout.write(f"  {label}: {value}")
