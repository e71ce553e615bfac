import sys
import time

from django.core.management.base import BaseCommand

from tte.ops.doctor import FAIL, OK, examine, summary


class Command(BaseCommand):
    help = "Looks at everything the exchange needs and says how to mend what is wrong. Fails when something is."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("subjects", nargs="*", help="judge only these, such as beat or relay")
        parser.add_argument("--strict", action="store_true", help="fail on a warning too")

    def handle(self, **options):
        began, findings = time.monotonic(), []
        asked = set(options["subjects"])
        for finding in examine():
            if asked and finding.subject not in asked:
                continue
            findings.append(finding)
            mend = f"  → {finding.mend}" if finding.mend else ""
            self.stdout.write(f"{finding.level:4}  {finding.subject:24} {finding.says}{mend}")
        self.stdout.write(summary(findings, began))
        unseen = asked - {finding.subject for finding in findings}
        if unseen:
            self.stderr.write(f"Not seen: {', '.join(sorted(unseen))}")
        bad = [finding for finding in findings if finding.level == FAIL or (options["strict"] and finding.level != OK)]
        if bad or unseen:
            sys.exit(1)
