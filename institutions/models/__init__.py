from institutions.models.agency import Agency
from institutions.models.invitation import Invitation
from institutions.models.origin import RecordedOrigin

__all__ = ["Agency", "Invitation", "RecordedOrigin"]
