"""Long work that people have asked for: files of the register, prepared by a worker as soon as one runs."""

from datetime import timedelta

from tte.accounts.actor import Actor
from tte.common.clock import today
from tte.longwork.models import Work
from tte.longwork.services import cancel_work, start_work
from tte.ops.demo.clock import true_now
from tte.ops.demo.market import Market


def ask_for_works(market: Market) -> None:
    """A file of this year and one of last year; a third was stopped before it began."""
    year = today().year
    statistician, administrator = market.actor("he"), market.actor("zheng")
    market.clock.to(true_now() - timedelta(minutes=50))
    stopped = _register_file(statistician, "raw", year - 1)
    market.clock.on(minutes=1)
    cancel_work(work=stopped, by=statistician)
    _register_file(statistician, "xlsx", year)
    _register_file(administrator, "sheet", year - 1)


def _register_file(by: Actor, form: str, year: int) -> Work:
    title = {"zh": f"技术合同登记册 {year}", "en": f"Register of technology contracts {year}"}
    arguments = {"form": form, "year": str(year), "region": "", "side": "output"}
    return start_work(kind="statistics.register", by=by, arguments=arguments, title=title)
