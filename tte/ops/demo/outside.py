"""Sales of a licensed auctioneer: held and waiting for the result, sold, unsold and asked for again."""

from datetime import timedelta

from listings.models import Deal, Listing
from listings.selectors.outside_sale import kept_sale
from listings.services.listing import end_notice
from listings.services.outside_sale import record_sale
from listings.services.proposal import propose
from listings.services.suspension import suspend_listing
from listings.undertakings import CURRENT
from tte.accounts.enums import Role
from tte.ops.demo.clock import true_now
from tte.ops.demo.market import Market
from tte.ops.demo.plans import sale_of
from tte.ops.demo.supply import auditor_of, listed, officer_of
from tte.ops.demo.trade import disclose, taker_of

HOURS_AGO = 20


def waiting(market: Market, item: dict) -> Listing:
    """Its day has come: the exchange records what the auctioneer reports."""
    listing = listed(market, item)
    market.clock.to(listing.notice_ends_at + timedelta(hours=1))
    end_notice(listing=listing)
    listing.refresh_from_db()
    return listing


def sold(market: Market, item: dict) -> Deal:
    """To an enterprise of the market: recorded, announced, a deal whose result is disclosed."""
    listing = waiting(market, item)
    market.clock.work(hours=6)
    price = listing.price + 6 * listing.increment
    buyer = market.actor(taker_of(item), Role.AGENT).organisation
    given = {"result": "sold", "price": price, "buyer_name": buyer.name_zh, "text": ""}
    return disclose(market, item, record_sale(listing=listing, by=auditor_of(market, item), **given).deal)


def unsold(market: Market, item: dict) -> Listing:
    """Nobody bid; its seller asks for a further sale at the same price, and the exchange has not answered yet."""
    listing = waiting(market, item)
    market.clock.work(hours=6)
    given = {"result": "unsold", "price": None, "buyer_name": "", "text": "截至规定时间无人应价，本次拍卖未成交。"}
    listing = record_sale(listing=listing, by=auditor_of(market, item), **given)
    market.clock.to(true_now() - timedelta(hours=HOURS_AGO))
    further = kept_sale(sale_of(true_now()))
    words = {"text": "拟于三周后再次拍卖，保留价不变。", "undertakings": CURRENT, "terms": further}
    propose(listing=listing, kind="relisting", price=listing.price, by=officer_of(market, item), **words)
    return listing


def suspended(market: Market, item: dict) -> Listing:
    """On hold in its notice, so that its sale waits: whoever resumes it states other hours for the sale."""
    listing = listed(market, item)
    market.clock.work(hours=20)
    text = "专利年费缴纳情况待核实。"
    return suspend_listing(listing=listing, reason_code="G4", text=text, by=auditor_of(market, item))
