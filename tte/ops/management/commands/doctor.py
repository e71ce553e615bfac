import sys
import time

from django.core.management.base import BaseCommand

from tte.ops.doctor import FAIL, examine, summary


class Command(BaseCommand):
    help = "Looks at everything the exchange needs and says how to mend what is wrong. Fails when something is."
    requires_system_checks = ()

    def handle(self, **options):
        began, findings = time.monotonic(), []
        for finding in examine():
            findings.append(finding)
            mend = f"  → {finding.mend}" if finding.mend else ""
            self.stdout.write(f"{finding.level:4}  {finding.subject:24} {finding.says}{mend}")
        self.stdout.write(summary(findings, began))
        if any(finding.level == FAIL for finding in findings):
            sys.exit(1)
