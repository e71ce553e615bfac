"""What fails a test by itself: each tried here, so that nobody takes the harness away unseen."""

import socket
import warnings

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db import transaction
from django.template import engines

from tests.factories.accounts import UserFactory
from tte.accounts.models import Membership, User


def test_a_warning_fails():
    with pytest.raises(UserWarning):
        warnings.warn("anything", stacklevel=1)


def test_the_network_fails():
    with socket.socket() as far, pytest.raises(AssertionError, match="reached for the network"):
        far.connect(("192.0.2.1", 80))


def test_an_unknown_variable_of_a_template_fails():
    with pytest.raises(LookupError, match="unknown variable"):
        engines["django"].from_string("{{ nobody.gives.this }}").render({})


@pytest.mark.django_db
def test_a_lock_over_a_join_without_of_fails():
    memberships = Membership.objects.select_related("user").order_by("pk")
    with transaction.atomic(), pytest.raises(AssertionError, match="A lock over a join without of="):
        list(memberships.select_for_update())
    with transaction.atomic():
        assert list(memberships.select_for_update(of=("self",))) == []


@pytest.mark.django_db
def test_a_part_of_rows_without_an_order_fails():
    user = UserFactory()
    with pytest.raises(AssertionError, match="A part of rows without an order"):
        list(User.objects.order_by()[:1])
    with pytest.raises(AssertionError, match="A part of rows without an order"):
        _one = User.objects.order_by()[0]
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(User.objects.order_by(), 10).page(1)
    assert list(User.objects.order_by("pk")[:1]) == [user]
