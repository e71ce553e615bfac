"""R26: submissions by the hundred are checked by one worker; killed in between, it loses and doubles no answer.

Submissions are handed on by the product's service; every one owes a run of its checks. A worker of the product does the
runs over a real broker, one at a time in the order in which bells ring; a sweep, as beat rings it, finds what a lost
bell left. The worker is killed with -9 in the middle of its work and started again, and the bell of the run in its hand
is lost with it. Oracle: each run is finished once and holds every registered check exactly once, and the answers are
those that follow from the text that each submission was given. Control: a worker that marks a run as done before it
keeps its answers, in another transaction, must leave runs without answers.
"""

import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from listings.enums import LISTING_AUDIT
from listings.models import Achievement, SecrecyDeclaration
from listings.services.achievement import forward_achievement
from listings.services.unit_review import ask_review
from listings.undertakings import CURRENT
from tests.battery.database import own_database
from tests.battery.lots import make_market
from tests.battery.outcome import Outcome
from tests.battery.server import ROOT, database_url
from tests.factories.checklist import UNIT_YES
from tests.factories.statistics import projections_in
from tte.accounts.actor import Actor
from tte.casework.checks import checks_of
from tte.casework.models import CheckResult, CheckRun
from tte.feed.relay import relay_all
from tte.search import follower


@dataclass(frozen=True)
class Size:
    submissions: int
    kills: int
    faulty: int


SIZES = {"quick": Size(40, 1, 12), "full": Size(1_000, 12, 60)}
PATIENCE = 900.0
SWEEP_EVERY = 1.0
WORDS = """石墨烯 散热 薄膜 催化剂 锂电池 传感器 抗体 合金 涂层 膜分离 图像 识别 水处理 复合材料 制备 检测装置 控制系统
螺旋桨 叶片 轴承 低温 高压 纤维 树脂 激光 光栅 酵母 发酵 灌溉 种子 土壤 重金属 吸附 沸石 尾气 铝箔 隔膜"""
FAULTS = {
    "clean": ("", None),
    "telephone": ("，联系电话 13800138000", "public_text_holds_no_personal_data"),
    "secret": ("，属国家秘密", "public_text_holds_no_word_of_secrecy"),
}


# --- the world --------------------------------------------------------------------------------------------------------


def hand_in(count: int, chance: random.Random, tag: str) -> dict[int, str]:
    """That many submissions before the exchange; case → what was planted in its text."""
    market = make_market(tag, 0)
    officer = market.holder.memberships.select_related("user").get(role="officer")
    by = Actor(officer.user, officer)
    secrecy = SecrecyDeclaration.objects.create(
        level="public", reviewer_name="r26", reviewed_on="2026-01-05", organisation=market.holder, declared_by=by.user
    )
    planted = {}
    for number in range(count):
        fault = chance.choice(list(FAULTS))
        words = "".join(chance.choice(WORDS.split()) for _ in range(60))
        achievement = Achievement.objects.create(
            secrecy=secrecy, holder=market.holder, posted_by=by.user, code=f"{tag.upper()}{number:06d}",
            state="submitted", title_zh=f"{words[:20]}{number}", abstract_zh=words + FAULTS[fault][0], field="05",
            maturity=3, regime="LIST-PRIV", right_offered="O", price=100_000 + number, price_basis="r26", increment=1,
        )  # fmt: skip
        ask_review(achievement=achievement, by=by)
        planted[forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=by).case_id] = (
            fault
        )
    return planted


@contextmanager
def worker(folder: Path, module: str = "tte.settings.demo") -> Iterator["Worker"]:
    started = Worker(folder, module)
    try:
        yield started
    finally:
        started.stop()


class Worker:
    """The product's worker with one thread, as the Procfile starts it."""

    def __init__(self, folder: Path, module: str) -> None:
        self.given = {
            "TTE_DATABASE_URL": database_url(connection.settings_dict["NAME"]),
            "TTE_REDIS_URL": settings.REDIS_URL,
            "TTE_VAR": str(folder),
            "TTE_SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": module,
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tte", "worker", "--queues", "default,audit"]
        self.process = subprocess.Popen(
            [*command, "--pool", "threads", "--concurrency", "1", "--without-mingle", "--without-gossip"],
            cwd=ROOT, env=os.environ | self.given, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.kill()


# --- the run ----------------------------------------------------------------------------------------------------------


def finished() -> int:
    return CheckRun.objects.exclude(finished_at=None).count()


def work_off(standing: Worker, kills: int, chance: random.Random) -> tuple[float, int]:
    """Until every run is done. Kills fall into the first half; the second tells how many runs are done a second."""
    owed, already, swept = CheckRun.objects.filter(finished_at=None).count(), finished(), 0.0
    marks = sorted(chance.sample(range(1, owed // 2), kills))
    half, begun, killed, deadline = owed // 2, (0, 0.0), 0, time.monotonic() + PATIENCE
    while (done := finished() - already) < owed and time.monotonic() < deadline:
        if killed < kills and done >= marks[killed]:
            time.sleep(chance.random() * 0.05)
            standing.kill()
            killed += 1
            standing.start()
        elif not begun[0] and killed == kills and done > half:
            begun = (done, time.monotonic())
        if time.monotonic() - swept > SWEEP_EVERY:
            current_app.send_task("casework.sweep_owed_checks")
            swept = time.monotonic()
        time.sleep(0.01)
    return (owed - begun[0]) / (time.monotonic() - begun[1]), killed


def judge(planted: dict[int, str]) -> list[str]:
    """By the rows alone: every run done once, every check in it once, and the planted faults found where they are."""
    names = sorted(check.name for check in checks_of(LISTING_AUDIT))
    runs = dict(CheckRun.objects.filter(case__in=planted).values_list("pk", "case_id"))
    answers: dict[int, list[tuple[str, bool]]] = {pk: [] for pk in runs}
    for run, name, passed in CheckResult.objects.filter(run__in=runs).values_list("run_id", "check_name", "passed"):
        answers[run].append((name, passed))
    open_ = CheckRun.objects.filter(pk__in=runs, finished_at=None).count()
    lost = sum(len(set(names) - {name for name, _ in each}) for each in answers.values())
    doubled = sum(len(each) - len({name for name, _ in each}) for each in answers.values())
    wrong = 0
    for run, each in answers.items():
        passed, fault = dict(each), FAULTS[planted[runs[run]]][1]
        for _text, name in FAULTS.values():
            wrong += name is not None and name in passed and passed[name] is (name == fault)
    faults = [f"{len(planted) - len(runs)} submissions have no run"] if len(runs) != len(planted) else []
    faults += [f"{open_} runs were never done"] if open_ else []
    faults += [f"{lost} answers are lost"] if lost else []
    faults += [f"{doubled} answers stand twice"] if doubled else []
    return faults + ([f"{wrong} answers are wrong"] if wrong else [])


def run(size: str, seed: int) -> Outcome:
    began, chance, chosen = time.monotonic(), random.Random(seed), SIZES[size]
    with (
        own_database(),
        tempfile.TemporaryDirectory(prefix="tte-r26-") as name,
        projections_in(Path(name) / "projections"),
    ):
        folder = Path(name)
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        planted = hand_in(chosen.submissions, chance, "r26")
        relay_all()
        follower.rebuild()
        with worker(folder) as standing:
            rate, killed = work_off(standing, chosen.kills, chance)
        violations = judge(planted)
        violations += [] if killed == chosen.kills else [f"the worker was killed {killed} times"]
        answers = CheckResult.objects.count()
        faulty = hand_in(chosen.faulty, chance, "r26f")
        with worker(folder, "tests.battery.r26_faulty_settings") as standing:
            work_off(standing, 2, chance)
        control = judge(faulty)
    figures = {"submissions": len(planted), "answers": answers, "kills": killed}
    figures |= {"submissions a second": f"{rate:.1f}", "control": "; ".join(control)}
    figures["seconds"] = round(time.monotonic() - began)
    return Outcome("r26", seed, len(planted), bool(control), violations, figures)
