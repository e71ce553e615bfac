from tte.accounts.models.membership import Membership
from tte.accounts.models.organisation import Organisation, OrganisationIdentifier
from tte.accounts.models.token import ApiToken
from tte.accounts.models.user import User

__all__ = ["ApiToken", "Membership", "Organisation", "OrganisationIdentifier", "User"]
