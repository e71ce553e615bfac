from tte.common.lifecycle import Lifecycle, Transition
from tte.notices.enums import DeliveryState as S

DELIVERY = Lifecycle(
    Transition("send", (S.QUEUED,), S.SENT),
    Transition("give_up", (S.QUEUED,), S.FAILED),
    Transition("withhold", (S.QUEUED,), S.WITHHELD),
    Transition("bounce", (S.QUEUED, S.SENT), S.BOUNCED),
    Transition("return", (S.SENT,), S.QUEUED),
    Transition("retry", (S.FAILED, S.BOUNCED, S.WITHHELD), S.QUEUED),
)
