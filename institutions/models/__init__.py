from institutions.models.agency import Agency
from institutions.models.invitation import Invitation

__all__ = ["Agency", "Invitation"]
