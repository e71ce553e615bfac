from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tte.accounts.selectors.matrix import permission_matrix
from tte.common.doors import public


@public
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: every role and every permission on one page."""
    return render(request, "accounts/role/matrix.html", {"matrix": permission_matrix()})
