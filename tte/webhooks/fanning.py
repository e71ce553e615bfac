"""From the feed to what is owed: every line of the trail that tells an event becomes one message, and a dispatch for
each subscription that wants it and may see it.

Messages, dispatches and the place that was reached are one transaction: nothing is owed twice, nothing is passed over.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from tte.accounts.enums import OrganisationState
from tte.common.jobs import defer
from tte.feed.selectors import FeedEntry, batch_after
from tte.feed.services import hold_position, note_position
from tte.trail.models import Event
from tte.webhooks.enums import Sight, SubscriptionState
from tte.webhooks.kinds import BY_TRAIL, EventKind, Told
from tte.webhooks.models import Dispatch, Message, Subscription

READER = "webhooks"
BATCH = 500


@transaction.atomic
def take_batch() -> int:
    """Turn the next lines of the trail into what is owed; returns how many lines were read."""
    position = hold_position(READER)
    batch = batch_after(position, ["trail"], BATCH)
    if batch.reached == position:
        return 0
    wanted = list(_listening())
    if wanted and batch.entries:
        _owe(batch.entries, wanted)
    note_position(READER, batch.reached)
    return len(batch.entries)


def _listening() -> Iterable[Subscription]:
    running = Subscription.objects.exclude(state=SubscriptionState.ENDED)
    return running.filter(organisation__state=OrganisationState.ADMITTED).order_by("pk")


def _owe(entries: list[FeedEntry], wanted: list[Subscription]) -> None:
    events = Event.objects.filter(pk__in=[entry.key for entry in entries], kind__in=BY_TRAIL).in_bulk()
    rung = set()
    for entry in entries:
        event = events.get(entry.key)
        if event is None:
            continue
        for kind in BY_TRAIL[event.kind]:
            row = kind.subject.find(event.subject_key)
            if row is None or not kind.only(row):
                continue
            told = kind.subject.tell(row)
            takers = [each for each in wanted if each.created_at <= event.at and wants(each, kind, told)]
            if takers:
                message = _message(kind, told, event, entry.position)
                Dispatch.objects.bulk_create(Dispatch(subscription=each, message=message) for each in takers)
                rung |= {each.pk for each in takers}
    for pk in sorted(rung):
        defer("webhooks.send", subscription_id=pk)


def wants(subscription: Subscription, kind: EventKind, told: Told) -> bool:
    return (not subscription.kinds or kind.code in subscription.kinds) and may_hear(subscription, told)


def may_hear(subscription: Subscription, told: Told) -> bool:
    """The organisation is concerned; or it is public, and the subscription is for that too."""
    if subscription.organisation_id in told.concerned:
        return True
    return told.is_public and subscription.sight == Sight.PUBLIC


def _message(kind: EventKind, told: Told, event: Event, position: int) -> Message:
    data = {"subject": kind.subject.name, "code": told.code, "url": _address(told.path), "sequence": position}
    data |= told.more
    if told.api:
        data["api"] = _address(told.api)
    if "after" in event.data and isinstance(event.data["after"], str):
        data["state"] = event.data["after"]
    return Message.objects.create(
        kind=kind.code,
        position=position,
        subject_key=event.subject_key,
        subject_code=told.code,
        body=body_of(kind.code, event.at, data),
        happened_at=event.at,
    )


def body_of(kind: str, at: datetime, data: dict) -> str:
    said = {"type": kind, "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _address(path: str) -> str:
    return settings.TTE_BASE_URL.rstrip("/") + path
