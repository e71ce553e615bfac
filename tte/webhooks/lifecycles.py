"""What may become of a subscription and of what is sent to it."""

from tte.common.lifecycle import Lifecycle, Transition
from tte.webhooks.enums import DispatchState as D
from tte.webhooks.enums import SubscriptionState as S

SUBSCRIPTION = Lifecycle(
    Transition("pause", (S.ACTIVE, S.STOPPED), S.PAUSED),
    Transition("stop", (S.ACTIVE,), S.STOPPED),
    Transition("resume", (S.PAUSED, S.STOPPED), S.ACTIVE),
    Transition("end", (S.ACTIVE, S.PAUSED, S.STOPPED), S.ENDED),
)

DISPATCH = Lifecycle(
    Transition("send", (D.QUEUED,), D.SENT),
    Transition("give_up", (D.QUEUED,), D.FAILED),
    Transition("withhold", (D.QUEUED,), D.WITHHELD),
    Transition("replay", (D.SENT, D.FAILED, D.WITHHELD), D.QUEUED),
)
