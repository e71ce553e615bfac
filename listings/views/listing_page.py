"""What the public page of a listing shows: the facts that decide first, its time, its rights, the open acts."""

import json
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.enums import ENDED_LISTINGS, AttachmentAudience, ListingState, Regime, RightOffered, SaleResult
from listings.models import Listing
from listings.permissions import can_register_intents, can_see_notice, has_stake
from listings.selectors.announcement import announcement_rows
from listings.selectors.life import listing_stations, name_in_language, notice_words
from listings.selectors.listing import is_intended_buyer, takes_intents
from listings.selectors.notice_period import earliest_signing, notice_left
from listings.selectors.objection import objection_against, public_objections
from listings.views.data_room_panel import room_panel
from listings.views.matter import maturity_words, right_rows
from listings.views.notice_page import extension_words
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common import formats
from tte.common.clock import official_date
from tte.common.templatetags.tte import as_written

SENTENCES = {
    ListingState.IN_NOTICE: lambda: _(
        "Its terms are frozen. Whoever wants it registers an intent before the notice ends."
    ),
    ListingState.QUALIFYING: lambda: _("The notice has ended. The exchange and the holder confirm who qualifies."),
    ListingState.BIDDING: lambda: _("Several takers qualified: the price is found by online bidding."),
    ListingState.NEGOTIATING: lambda: _("One taker qualified: it is negotiated at or above the listing price."),
    ListingState.SOLD: lambda: _("A deal is struck. Its result is disclosed and open to objections."),
    ListingState.EXPIRED: lambda: _("No deal came about. It may be listed again."),
    ListingState.SUSPENDED: lambda: _("It rests: nothing is registered, qualified or negotiated until it goes on."),
    ListingState.WITHDRAWN: lambda: _("The holder withdrew it before the end of the notice."),
    ListingState.TERMINATED: lambda: _("The exchange ended it: the obstacle could not be removed."),
}


def listing_context(actor: Actor | None, listing: Listing, now: datetime, base_url: str) -> dict:
    achievement = listing.achievement
    title, other, other_language = titles(achievement.title_zh, achievement.title_en)
    return offer_context(listing) | {
        "title": title,
        "title_language": "" if is_own(achievement.title_zh, achievement.title_en) else foreign_language(),
        "other_title": other,
        "other_language": other_language,
        "abstracts": abstracts(achievement.abstract_zh, achievement.abstract_en),
        "notice": notice_left(listing, now) if listing.state == ListingState.IN_NOTICE else None,
        "takes_intents": takes_intents(listing, now) and may_take(actor, listing),
        "bidding_url": bidding_url(listing),
        "room": room_panel(actor, listing),
        "disclosed": disclosed_deal(listing),
        "deposit_share": rule(RuleKey.DEPOSIT_RATE, rule_set=listing.rule_set).value,
        "deposit_return": rule(RuleKey.DEPOSIT_REFUND, rule_set=listing.rule_set).words(),
        "is_own": actor is not None and has_stake(actor, achievement),
        "may_object": objection_against(listing, now) is not None,
        "manages": can_see_notice(actor, listing),
        **history_context(listing),
        "as_of": now,
        "structured": structured(listing, title, base_url),
    }


def sentence_of(listing: Listing) -> str:
    """What the state means for a reader; a notice that takes no intents says whom to turn to."""
    if listing.state == ListingState.IN_NOTICE and listing.regime == Regime.AUCTION:
        return _("Its terms are frozen. Bidders register with the auctioneer before the sale.")
    if listing.state == ListingState.IN_NOTICE and listing.intended_buyer_name:
        return _("Its price was negotiated with the named buyer and is in publicity; who has reasons objects.")
    return SENTENCES[ListingState(listing.state)]()


def history_context(listing: Listing) -> dict:
    """What has become of the notice: suspension, announcements, objections, the listings before and after it."""
    rests, ended = listing.state == ListingState.SUSPENDED, listing.state in ENDED_LISTINGS
    suspension = listing.suspensions.filter(ended_at=None).first() if rests else None
    is_negotiated = listing.regime == Regime.NEGOTIATED
    return {
        "suspended": suspension
        and {
            "ground": label(CodeList.SUSPENSION_GROUND, suspension.ground),
            "since": suspension.began_at,
            "until": suspension.due_at,
        },
        "later": listing.later.order_by("-pk").first() if ended else None,
        "announcements": announcement_rows(listing),
        "objections": public_objections(listing),
        "signing": earliest_signing(listing) if is_negotiated and listing.state == ListingState.IN_NOTICE else None,
        "sale": sale_rows(listing),
    }


def sale_rows(listing: Listing) -> list[tuple]:
    """The auctioneer's sale as the notice announces it, and its result."""
    sale = getattr(listing, "outside_sale", None)
    if sale is None:
        return []
    language = own_language()
    rows = [
        (_("Auctioneer"), as_written(sale.auctioneer)),
        (_("Number of its licence"), as_written(sale.licence_number)),
        (_("Viewing"), as_written(sale.viewing_place)),
        (_("Viewing from"), formats.moment(sale.viewing_from, language, zone=settings.TTE_TIME_ZONE)),
        (_("Viewing until"), formats.moment(sale.viewing_until, language, zone=settings.TTE_TIME_ZONE)),
        (_("Sale"), as_written(sale.sale_place)),
        (_("Time of the sale"), formats.moment(sale.sale_at, language, zone=settings.TTE_TIME_ZONE)),
    ]
    if sale.result:
        rows.append((_("Result"), SaleResult(sale.result).label))
    if sale.price:
        rows.append((_("Price of the sale"), formats.yuan(sale.price)))
    return rows


def offer_context(listing: Listing) -> dict:
    """What is offered and how far it is, whoever looks."""
    achievement = listing.achievement
    files = achievement.attachments.filter(audience=AttachmentAudience.PUBLIC)
    return {
        "listing": listing,
        "achievement": achievement,
        "field": label(CodeList.TECHNOLOGY_FIELD, achievement.field),
        "right": RightOffered(listing.right_offered).label,
        "sentence": sentence_of(listing),
        "stations": listing_stations(listing),
        "deal": getattr(listing, "deal", None),
        "terms": term_rows(listing),
        "rights": right_rows(achievement),
        "maturity": maturity_words(achievement),
        "steps": range(1, 10),
        "files": files.select_related("file").order_by("pk"),
    }


def may_take(actor: Actor | None, listing: Listing) -> bool:
    """A visitor is shown the way in; the holder itself never takes its own listing (R3-54)."""
    if listing.intended_buyer_name and (actor is None or not is_intended_by(actor, listing)):
        return False
    if actor is None:
        return True
    return can_register_intents(actor) and not has_stake(actor, listing.achievement)


def is_intended_by(actor: Actor, listing: Listing) -> bool:
    return actor.organisation is not None and is_intended_buyer(listing, actor.organisation)


def bidding_url(listing: Listing) -> str:
    """The room, while there is a bidding to watch."""
    return reverse("listings:room", args=[listing.code]) if getattr(listing, "auction", None) else ""


def disclosed_deal(listing: Listing) -> str:
    """The address of the published result, if there is one."""
    deal = getattr(listing, "deal", None)
    disclosure = getattr(deal, "disclosure", None) if deal else None
    if disclosure is None or disclosure.published_at is None:
        return ""
    return reverse("listings:disclosure", args=[disclosure.code])


def own_language() -> str:
    return "zh" if formats.is_chinese(get_language() or "zh") else "en"


def foreign_language() -> str:
    return "en" if own_language() == "zh" else "zh-Hans"


def is_own(zh: str, en: str) -> bool:
    """Whether there is a text in the reader's language."""
    return bool(zh if own_language() == "zh" else en)


def titles(zh: str, en: str) -> tuple[str, str, str]:
    """The title in the reader's language first, then the other one with its language; one language is enough."""
    first, second = (zh, en) if own_language() == "zh" else (en, zh)
    return (first, second, foreign_language()) if first else (second, "", "")


def abstracts(zh: str, en: str) -> list[tuple[str, str]]:
    """The abstract in the reader's language, or the other one marked with its language."""
    own = zh if own_language() == "zh" else en
    text, language = (own, "") if own else (zh or en, foreign_language())
    return [(paragraph, language) for paragraph in text.split("\n") if paragraph.strip()]


def buyer_rows(listing: Listing) -> list[tuple]:
    """Whom a publicised price was negotiated with, and whether the inventors are tied to it (R3-03, R3-04)."""
    rows = []
    if listing.intended_buyer_name:
        rows.append((_("Intended buyer"), as_written(listing.intended_buyer_name)))
    if listing.related_party is not None:
        rows.append((_("Related party"), _("Declared") if listing.related_party else _("None")))
    if listing.previous:
        address = reverse("listings:listing", args=[listing.previous.code])
        link = format_html('<a class="code" href="{}">{}</a>', address, listing.previous.code)
        rows.append((_("Listed before as"), link))
    return rows


def term_rows(listing: Listing) -> list[tuple]:
    return [
        (_("Right offered"), RightOffered(listing.right_offered).label),
        (_("Regime"), Regime(listing.regime).label),
        (_("Basis of the price"), as_written(listing.price_basis)),
        (_("Notice"), notice_words(listing)),
        (_("Bidding step"), formats.yuan(listing.increment)),
        *buyer_rows(listing),
        (_("If nobody registers"), extension_words(listing)),
        (_("Published by"), name_in_language(listing.exchange)),
        (_("Published on"), formats.long_date(official_date(listing.listed_at), own_language())),
    ]


def structured(listing: Listing, title: str, base_url: str) -> SafeString:
    """schema.org data for machines: a data block is never executed, and `<` is escaped so that nothing ends it."""
    data = {
        "@context": "https://schema.org",
        "@type": "Offer",
        "identifier": listing.code,
        "name": title,
        "url": base_url + reverse("listings:listing", args=[listing.code]),
        "category": label(CodeList.TECHNOLOGY_FIELD, listing.achievement.field),
        "price": str(listing.price),
        "priceCurrency": "CNY",
        "availabilityEnds": listing.notice_ends_at.isoformat(),
        "offeredBy": {"@type": "Organization", "name": name_in_language(listing.holder)},
    }
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))
