from tte.common.lifecycle import Lifecycle, Transition
from tte.longwork.enums import WorkState

WORK = Lifecycle(
    Transition("start", (WorkState.QUEUED,), WorkState.RUNNING),
    Transition("finish", (WorkState.RUNNING,), WorkState.DONE),
    Transition("cancel", (WorkState.QUEUED, WorkState.RUNNING), WorkState.CANCELLED),
    Transition("fail", (WorkState.QUEUED, WorkState.RUNNING), WorkState.FAILED),
    Transition("retry", (WorkState.FAILED,), WorkState.QUEUED),
)
