"""The forms that the states of what is supplied and traded wear (`tte/common/states.py`)."""

from django.utils.translation import gettext_lazy as _

from listings.enums import (
    AchievementState,
    AuctionState,
    CatalogueBatchState,
    DealStage,
    DepositKind,
    IntentState,
    ListingState,
    ObjectionState,
    ProposalState,
    QuestionState,
    RoomAccessState,
    RoomShut,
    TakedownState,
)
from tte.common.states import BACK, DONE, FULL, HALF, LIVE, OPEN, STOP, looks

looks(
    "achievement",
    _("Achievement"),
    AchievementState,
    {
        AchievementState.DRAFT: OPEN,
        AchievementState.SUBMITTED: HALF,
        AchievementState.IN_AUDIT: HALF,
        AchievementState.CORRECTION: BACK,
        AchievementState.APPROVED: DONE,
        AchievementState.REFUSED: STOP,
        AchievementState.WITHDRAWN: STOP,
        AchievementState.IMPORTED: HALF,
        AchievementState.CATALOGUED: OPEN,
    },
)
looks(
    "catalogue_batch",
    _("Import of achievements"),
    CatalogueBatchState,
    {
        CatalogueBatchState.ENTERING: HALF,
        CatalogueBatchState.IN_AUDIT: HALF,
        CatalogueBatchState.APPROVED: DONE,
        CatalogueBatchState.REFUSED: STOP,
        CatalogueBatchState.KEPT: DONE,
    },
)
looks(
    "listing",
    _("Listing"),
    ListingState,
    {
        ListingState.IN_NOTICE: LIVE,
        ListingState.QUALIFYING: HALF,
        ListingState.BIDDING: LIVE,
        ListingState.NEGOTIATING: HALF,
        ListingState.SOLD: DONE,
        ListingState.EXPIRED: STOP,
        ListingState.SUSPENDED: STOP,
        ListingState.TERMINATED: STOP,
        ListingState.WITHDRAWN: STOP,
    },
)
looks(
    "proposal",
    _("Request of a seller"),
    ProposalState,
    {
        ProposalState.ASKED: HALF,
        ProposalState.GRANTED: DONE,
        ProposalState.DECLINED: STOP,
    },
)
looks(
    "objection",
    _("Objection"),
    ObjectionState,
    {
        ObjectionState.UNCONFIRMED: OPEN,
        ObjectionState.LODGED: HALF,
        ObjectionState.EXAMINED: HALF,
        ObjectionState.UPHELD: DONE,
        ObjectionState.DISMISSED: DONE,
        ObjectionState.TURNED_AWAY: STOP,
        ObjectionState.WITHDRAWN: STOP,
    },
)
looks(
    "takedown",
    _("Takedown"),
    TakedownState,
    {
        TakedownState.STANDING: STOP,
        TakedownState.REINSTATED: DONE,
    },
)
looks(
    "room_access",
    _("Access to a data room"),
    (*RoomAccessState, *RoomShut),
    {
        RoomAccessState.ASKED: BACK,
        RoomAccessState.SIGNED: HALF,
        RoomAccessState.GRANTED: FULL,
        RoomAccessState.REFUSED: STOP,
        RoomAccessState.WITHDRAWN: STOP,
        RoomShut.ENDED: STOP,
        RoomShut.GATE: HALF,
    },
)
looks(
    "question",
    _("Question"),
    QuestionState,
    {
        QuestionState.ASKED: HALF,
        QuestionState.ANSWERED: DONE,
        QuestionState.DECLINED: STOP,
        QuestionState.WITHDRAWN: STOP,
        QuestionState.STOPPED: STOP,
    },
)
looks(
    "intent",
    _("Intent"),
    IntentState,
    {
        IntentState.DEPOSIT_DUE: HALF,
        IntentState.DEPOSIT_RECEIVED: HALF,
        IntentState.QUALIFIED: FULL,
        IntentState.NOT_QUALIFIED: STOP,
    },
)
looks(
    "deposit",
    _("Deposit"),
    DepositKind,
    {
        DepositKind.RECEIVED: DONE,
        DepositKind.RETURNED: DONE,
        DepositKind.OFFSET: DONE,
    },
)
looks(
    "auction",
    _("Bidding lot"),
    AuctionState,
    {
        AuctionState.SCHEDULED: OPEN,
        AuctionState.OPEN: LIVE,
        AuctionState.SUSPENDED: STOP,
        AuctionState.SOLD: DONE,
        AuctionState.UNSOLD: STOP,
        AuctionState.CANCELLED: STOP,
    },
)
looks(
    "deal",
    _("Deal"),
    DealStage,
    {
        DealStage.STRUCK: HALF,
        DealStage.CONFIRMED: DONE,
    },
)
