"""What may become of an achievement, a listing, an intent, a bidding and a disclosure (rules 3.3, 3.4)."""

from listings.enums import AchievementState as A
from listings.enums import (
    AuctionState,
    CatalogueBatchState,
    DisclosureState,
    IntentState,
    ProposalState,
    QuestionState,
    RoomAccessState,
    TakedownState,
)
from listings.enums import ListingState as L
from listings.enums import ObjectionState as O
from tte.common.lifecycle import Lifecycle, Transition

ACHIEVEMENT = Lifecycle(
    Transition("submit", (A.DRAFT, A.CORRECTION), A.SUBMITTED),
    Transition("return", (A.SUBMITTED,), A.DRAFT),
    Transition("forward", (A.SUBMITTED,), A.IN_AUDIT),
    Transition("ask_correction", (A.IN_AUDIT,), A.CORRECTION),
    Transition("approve", (A.IN_AUDIT,), A.APPROVED),
    Transition("refuse", (A.IN_AUDIT,), A.REFUSED),
    Transition("lapse", (A.CORRECTION, A.DRAFT), A.WITHDRAWN),
    Transition("withdraw", (A.DRAFT, A.SUBMITTED, A.IN_AUDIT, A.CORRECTION, A.CATALOGUED), A.WITHDRAWN),
    Transition("catalogue", (A.IMPORTED,), A.CATALOGUED),
    Transition("keep_back", (A.IMPORTED,), A.DRAFT),
    Transition("turn_away", (A.IMPORTED,), A.REFUSED),
    Transition("complete", (A.CATALOGUED,), A.DRAFT),
)

CATALOGUE_BATCH = Lifecycle(
    Transition("hand_in", (CatalogueBatchState.ENTERING,), CatalogueBatchState.IN_AUDIT),
    Transition("keep", (CatalogueBatchState.ENTERING,), CatalogueBatchState.KEPT),
    Transition("approve", (CatalogueBatchState.IN_AUDIT,), CatalogueBatchState.APPROVED),
    Transition("refuse", (CatalogueBatchState.IN_AUDIT,), CatalogueBatchState.REFUSED),
)

RUNNING = (L.IN_NOTICE, L.QUALIFYING, L.BIDDING, L.NEGOTIATING)

LISTING = Lifecycle(
    Transition("end_notice", (L.IN_NOTICE,), L.QUALIFYING),
    Transition("open_bidding", (L.QUALIFYING,), L.BIDDING),
    Transition("negotiate", (L.QUALIFYING,), L.NEGOTIATING),
    Transition("strike", (L.BIDDING, L.NEGOTIATING), L.SOLD),
    Transition("record_sale", (L.QUALIFYING,), L.SOLD),
    Transition("expire", (L.QUALIFYING, L.BIDDING, L.NEGOTIATING), L.EXPIRED),
    Transition("suspend", RUNNING, L.SUSPENDED),
    Transition("resume_notice", (L.SUSPENDED,), L.IN_NOTICE),
    Transition("resume_qualification", (L.SUSPENDED,), L.QUALIFYING),
    Transition("resume_bidding", (L.SUSPENDED,), L.BIDDING),
    Transition("resume_negotiation", (L.SUSPENDED,), L.NEGOTIATING),
    Transition("withdraw", (L.IN_NOTICE, L.SUSPENDED), L.WITHDRAWN),
    Transition("terminate", (L.IN_NOTICE, L.QUALIFYING, L.NEGOTIATING, L.SUSPENDED, L.SOLD), L.TERMINATED),
)

PROPOSAL = Lifecycle(
    Transition("grant", (ProposalState.ASKED,), ProposalState.GRANTED),
    Transition("decline", (ProposalState.ASKED,), ProposalState.DECLINED),
)

OBJECTION = Lifecycle(
    Transition("confirm", (O.UNCONFIRMED,), O.LODGED),
    Transition("admit", (O.LODGED,), O.EXAMINED),
    Transition("turn_away", (O.LODGED,), O.TURNED_AWAY),
    Transition("uphold", (O.EXAMINED,), O.UPHELD),
    Transition("dismiss", (O.EXAMINED,), O.DISMISSED),
    Transition("withdraw", (O.UNCONFIRMED, O.LODGED, O.EXAMINED), O.WITHDRAWN),
)

INTENT = Lifecycle(
    Transition("receive_deposit", (IntentState.DEPOSIT_DUE,), IntentState.DEPOSIT_RECEIVED),
    Transition("qualify", (IntentState.DEPOSIT_RECEIVED,), IntentState.QUALIFIED),
    Transition("disqualify", (IntentState.DEPOSIT_DUE, IntentState.DEPOSIT_RECEIVED), IntentState.NOT_QUALIFIED),
)

AUCTION = Lifecycle(
    Transition("open", (AuctionState.SCHEDULED,), AuctionState.OPEN),
    Transition("sell", (AuctionState.OPEN,), AuctionState.SOLD),
    Transition("pass_in", (AuctionState.OPEN,), AuctionState.UNSOLD),
    Transition("suspend", (AuctionState.SCHEDULED, AuctionState.OPEN), AuctionState.SUSPENDED),
    Transition("resume", (AuctionState.SUSPENDED,), AuctionState.SCHEDULED),
    Transition("call_off", (AuctionState.SUSPENDED,), AuctionState.CANCELLED),
)

DISCLOSURE = Lifecycle(
    Transition("publish", (DisclosureState.OWED,), DisclosureState.PUBLISHED),
)

ROOM_ACCESS = Lifecycle(
    Transition("sign", (RoomAccessState.ASKED,), RoomAccessState.SIGNED),
    Transition(
        "grant",
        (RoomAccessState.SIGNED, RoomAccessState.GRANTED, RoomAccessState.REFUSED, RoomAccessState.WITHDRAWN),
        RoomAccessState.GRANTED,
    ),
    Transition("refuse", (RoomAccessState.ASKED, RoomAccessState.SIGNED), RoomAccessState.REFUSED),
    Transition("withdraw", (RoomAccessState.GRANTED,), RoomAccessState.WITHDRAWN),
    Transition("ask_again", (RoomAccessState.REFUSED, RoomAccessState.WITHDRAWN), RoomAccessState.ASKED),
)

QUESTION = Lifecycle(
    Transition("answer", (QuestionState.ASKED,), QuestionState.ANSWERED),
    Transition("ask_on", (QuestionState.ANSWERED,), QuestionState.ASKED),
    Transition("decline", (QuestionState.ASKED,), QuestionState.DECLINED),
    Transition("withdraw", (QuestionState.ASKED,), QuestionState.WITHDRAWN),
    Transition("stop", (QuestionState.ASKED, QuestionState.ANSWERED), QuestionState.STOPPED),
    Transition("restore", (QuestionState.STOPPED,), QuestionState.ANSWERED),
    Transition("reopen", (QuestionState.STOPPED,), QuestionState.ASKED),
)

TAKEDOWN = Lifecycle(
    Transition("reinstate", (TakedownState.STANDING,), TakedownState.REINSTATED),
)
