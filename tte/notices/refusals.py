"""What a mail server's refusal means: try again, give up, or stop writing to the address."""

import re
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_SUCH_MAILBOX = {550, 551, 553}


@dataclass(frozen=True)
class Refusal:
    """`fault` is a class or the codes of SMTP (RFC 5321, RFC 3463): words of a server may hold an address."""

    fault: str
    permanent: bool = False
    address_is_dead: bool = False


def refusal_of(error: SMTPException | OSError) -> Refusal:
    """Only what is said of the receiver or of the message is final. A server that is away, does not know us or does not
    let us in is a matter of the operator, and mended while the mail waits."""
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _judged(code, words, of_the_address=True)
    if isinstance(error, SMTPDataError):
        return _judged(error.smtp_code, error.smtp_error)
    if isinstance(error, SMTPResponseException):
        return Refusal(_fault(error.smtp_code, error.smtp_error))
    return Refusal(type(error).__name__)


def address_is_dead(status: str) -> bool:
    """Whether an enhanced status says that no mail will ever arrive there: bad address (5.1.x), closed (5.2.1)."""
    return status.startswith("5.1.") or status == "5.2.1"


def _judged(code: int, words: bytes | str, *, of_the_address: bool = False) -> Refusal:
    status = _enhanced(words)
    dead = of_the_address and (address_is_dead(status) if status else code in NO_SUCH_MAILBOX)
    return Refusal(_fault(code, words), permanent=code >= 500, address_is_dead=dead)


def _fault(code: int, words: bytes | str) -> str:
    return f"{code} {_enhanced(words)}".strip()


def _enhanced(words: bytes | str) -> str:
    found = ENHANCED.search(words.decode("ascii", "replace") if isinstance(words, bytes) else words)
    return found[0] if found else ""
