"""Webhooks of the demonstration: one that arrives, one that is paused, one whose receiver does not answer."""

from django.conf import settings
from django.urls import reverse

from tte.accounts.enums import Role
from tte.ops.demo.market import Market
from tte.webhooks.enums import Sight
from tte.webhooks.services.subscription import pause_subscription, subscribe


def connect_programs(market: Market) -> None:
    """Set up before the stories of the last days are told, so that their events are sent once the exchange runs."""
    officer, head = market.of("yunlu", Role.OFFICER), market.of("exchange", Role.HEAD)
    here = settings.TTE_BASE_URL.rstrip("/") + reverse("webhooks:demo_receiver")
    market.clock.back(days=9)
    subscribe(name="科研管理系统", url=here, kinds=[], sight=Sight.OWN, by=officer)
    deals = ["deal.struck", "deal.confirmed", "contract.registered", "certificate.issued"]
    accounts = subscribe(name="财务系统", url=here, kinds=deals, sight=Sight.OWN, by=officer)
    pause_subscription(subscription=accounts, by=officer)
    subscribe(
        name="新闻站点",
        url="http://localhost:9/news",
        kinds=["listing.listed", "listing.suspended", "listing.dealt"],
        sight=Sight.PUBLIC,
        by=head,
    )
