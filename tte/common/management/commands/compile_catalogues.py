"""`manage.py compile_catalogues`: makes the `.mo` files of every catalogue with Babel, where the `.po` is newer."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the catalogues under locale/"
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        sources = [po for folder in settings.LOCALE_PATHS for po in Path(folder).glob("*/LC_MESSAGES/*.po")]
        made = [compile_catalogue(po) for po in sources]
        self.stdout.write(f"{sum(made)} of {len(made)} catalogues compiled")


def compile_catalogue(po: Path) -> bool:
    """Write the `.mo` beside the `.po`, whole or not at all; False when it was up to date."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return False
    with po.open("rb") as source:
        catalogue = read_po(source, locale="zh_Hans", abort_invalid=True)
    fresh = mo.with_suffix(".tmp")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(mo)
    return True
