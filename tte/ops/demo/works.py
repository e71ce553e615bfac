"""Long work that people have asked for: files of the register, prepared by a worker as soon as one runs."""

from datetime import timedelta

from tte.common.clock import today
from tte.longwork.services import cancel_work
from tte.ops.demo.clock import true_now
from tte.ops.demo.market import Market
from tte.statistics.enums import ExportForm
from tte.statistics.files import ask_register_file
from tte.statistics.filters import Question


def ask_for_works(market: Market) -> None:
    """A file of this year and one of last year; a third was stopped before it began."""
    this_year, last_year = Question(today().year), Question(today().year - 1)
    statistician, administrator = market.actor("he"), market.actor("zheng")
    market.clock.to(true_now() - timedelta(minutes=50))
    stopped = ask_register_file(question=last_year, form=ExportForm.CSV_RAW, by=statistician)
    market.clock.on(minutes=1)
    cancel_work(work=stopped, by=statistician)
    ask_register_file(question=this_year, form=ExportForm.XLSX, by=statistician)
    ask_register_file(question=last_year, form=ExportForm.CSV_SHEET, by=administrator)
