"""What a page was sent."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the fields of a POST, nothing otherwise."""
    return request.POST if request.method == "POST" else None


def number_in(request: HttpRequest, name: str) -> int:
    """A key from a POST; 0, which no row has, when it is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
