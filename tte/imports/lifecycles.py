from tte.common.lifecycle import Lifecycle, Transition
from tte.imports.enums import BatchState

BATCH = Lifecycle(
    Transition("check", (BatchState.UPLOADED,), BatchState.CHECKED),
    Transition("reopen", (BatchState.CHECKED,), BatchState.UPLOADED),
    Transition("begin", (BatchState.CHECKED,), BatchState.BEGUN),
    Transition("enter", (BatchState.CHECKED, BatchState.BEGUN), BatchState.ENTERED),
    Transition("conclude", (BatchState.BEGUN,), BatchState.ENTERED),
    Transition("discard", (BatchState.UPLOADED, BatchState.CHECKED), BatchState.DISCARDED),
)
