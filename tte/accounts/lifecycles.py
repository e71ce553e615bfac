from tte.accounts.enums import OrganisationState
from tte.common.lifecycle import Lifecycle, Transition

ORGANISATION = Lifecycle(
    Transition("register", (OrganisationState.RECORDED,), OrganisationState.AWAITING),
    Transition("admit", (OrganisationState.AWAITING, OrganisationState.REFUSED), OrganisationState.ADMITTED),
    Transition("refuse", (OrganisationState.AWAITING,), OrganisationState.REFUSED),
)
