"""What must be true when all is over: from the clients' own log and from plain SQL. The product's code is not asked."""

import csv
import io
import re
from collections import Counter

from tests.battery import r4_mail
from tests.battery.r4_client import Exchange, Person
from tests.battery.r4_product import Product
from tests.battery.r4_story import STEP, Story

# What a story leaves in the trail and tells people: no line more and no line less.
BOTH = """
achievement.declare achievement.edit achievement.name_right achievement.secrecy_paper
achievement.submit achievement.forward achievement.approve
case.open case.open case.claim case.claim case.claim case.begin_period case.open_reason case.close_reason case.release
case.decide case.decide case.decide case.decide case.close case.close
listing.publish listing.end_notice listing.strike deal.strike deal.confirm disclosure.publish
contract.draft contract.file contract.accept contract.recommend contract.register listing.registered certificate.issue
"""
PER_BIDDER = "intent.register intent.receive_deposit deposit.received intent.qualify"
TRAIL = {
    False: Counter(f"{BOTH} {PER_BIDDER} listing.negotiate offer.make".split()),
    True: Counter(
        f"{BOTH} {PER_BIDDER} {PER_BIDDER} listing.open_bidding auction.open auction.sell".split() + ["auction.bid"] * 3
    ),
}
TOLD_IN_BOTH = """
officer:unit_review_asked researcher:achievement_forwarded researcher:listing_published officer:listing_published
finance:intent_registered agent:deposit_recorded agent:bidder_qualified researcher:notice_ended officer:notice_ended
agent:deal_struck officer:deal_struck auditor:deal_to_confirm agent:deal_confirmed officer:deal_confirmed
agent:result_disclosed officer:result_disclosed
registrar:filed agent:filed officer:accepted officer:registered agent:registered
"""
TOLD = {
    False: Counter(f"{TOLD_IN_BOTH} agent:negotiation_opened officer:negotiation_opened officer:offer_made".split()),
    True: Counter(
        f"{TOLD_IN_BOTH} agent:bidding_scheduled agent2:bidding_scheduled finance:intent_registered"
        " agent2:deposit_recorded agent2:bidder_qualified agent2:deal_lost".split()
    ),
}

# What the clock writes as well when bids came too late.
TOO_LATE = {"auction.refuse_bid", "auction.pass_in", "listing.expire"}

# The line that an acknowledged act has written.
LINE_OF = {
    "declare": "achievement.declare",
    "right": "achievement.name_right",
    "paper": "achievement.secrecy_paper",
    "submit": "achievement.submit",
    "forward": "achievement.forward",
    "approve": "listing.publish",
    "intent": "intent.register",
    "deposit": "deposit.received",
    "qualify": "intent.qualify",
    "offer": "offer.make",
    "bid": "auction.bid",
    "accept": "deal.strike",
    "confirm": "deal.confirm",
    "draft contract": "contract.draft",
    "file": "contract.file",
    "accept contract": "contract.accept",
    "recommend": "contract.recommend",
    "register": "contract.register",
}

SUBJECTS = """
WITH a AS (SELECT * FROM listings_achievement WHERE code = %(achievement)s),
     l AS (SELECT listings_listing.* FROM listings_listing JOIN a ON a.id = achievement_id),
     d AS (SELECT listings_deal.* FROM listings_deal JOIN l ON l.id = listing_id),
     c AS (SELECT contracts_contract.* FROM contracts_contract JOIN d ON d.id = deal_id),
     r AS (SELECT contracts_registration.* FROM contracts_registration JOIN c ON c.id = contract_id)
SELECT 'listings.achievement', id FROM a
UNION ALL SELECT 'casework.case', case_id FROM a UNION ALL SELECT 'casework.case', case_id FROM c
UNION ALL SELECT 'listings.listing', id FROM l
UNION ALL SELECT 'listings.intent', i.id FROM listings_intent AS i JOIN l ON l.id = listing_id
UNION ALL SELECT 'listings.auction', x.id FROM listings_auction AS x JOIN l ON l.id = listing_id
UNION ALL SELECT 'listings.offer', o.id FROM listings_offer AS o JOIN l ON l.id = listing_id
UNION ALL SELECT 'listings.deal', id FROM d
UNION ALL SELECT 'listings.disclosure', x.id FROM listings_disclosure AS x JOIN d ON d.id = deal_id
UNION ALL SELECT 'contracts.contract', id FROM c
UNION ALL SELECT 'contracts.registration', id FROM r
UNION ALL SELECT 'contracts.certificate', x.id FROM contracts_certificate AS x JOIN r ON r.id = registration_id
"""

# The battery's own record of every change that was committed: the feed must hold the same, each once.
OWN_RECORD = """
CREATE TABLE r4_written (topic text, key bigint, payload jsonb);
CREATE FUNCTION r4_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO r4_written VALUES (NEW.topic, NEW.key, NEW.payload); RETURN NULL; END $$;
CREATE TRIGGER r4_writes AFTER INSERT ON feed_outbox FOR EACH ROW EXECUTE FUNCTION r4_write();
INSERT INTO r4_written SELECT topic, key, payload FROM feed_outbox UNION ALL SELECT topic, key, payload FROM feed_entry;
"""
ONE_SIDED = """
SELECT topic, key, payload, count(*) FROM {} GROUP BY 1, 2, 3 EXCEPT ALL
SELECT topic, key, payload, count(*) FROM {} GROUP BY 1, 2, 3
"""

SERIES = {
    "certificates": "SELECT left(number, 10), right(number, 6) FROM contracts_registration",
    "contracts": "SELECT left(application_code, 5), substr(application_code, 6) FROM contracts_contract",
    "listings": "SELECT left(code, 8), substr(code, 9) FROM listings_listing",
    "deals": "SELECT left(code, 4), substr(code, 5) FROM listings_deal",
    "disclosures": "SELECT left(code, 5), substr(code, 6) FROM listings_disclosure",
}

OWED_AT_LAST = {
    "checks": "SELECT count(*) FROM casework_checkrun WHERE finished_at IS NULL",
    "mails": r4_mail.OWED,
    "changes to number": "SELECT count(*) FROM feed_outbox",
    "long work": "SELECT count(*) FROM longwork_work WHERE state IN ('queued', 'running', 'failed')",
    "links of the trail's chain": "SELECT (SELECT count(*) FROM trail_event) - (SELECT count(*) FROM feed_traillink)",
}


WORKS_OWED = "SELECT kind, state, done, total FROM longwork_work WHERE state IN ('queued', 'running', 'failed')"


def judge(product: Product, exchange: Exchange, stories: list[Story], imports: dict[str, int]) -> list[str]:
    faults = [fault for story in stories for fault in story_faults(product, story)]
    faults += answer_faults(exchange, stories)
    faults += [fault for name, batch in imports.items() for fault in import_faults(product, name, batch)]
    faults += owed_faults(product) + mail_faults(product) + feed_faults(product) + series_faults(product)
    faults += statistics_faults(product, exchange) + search_faults(exchange, stories)
    return faults


# --- one story --------------------------------------------------------------------------------------------------------


def story_faults(product: Product, story: Story) -> list[str]:
    """Whatever was answered with yes stands in the trail; a story that came to its end left exactly its own lines."""
    trail = trail_of(product, story)
    lost = [act for act, line in LINE_OF.items() if trail[line] < story.acknowledged[act]]
    faults = [f"{story.name}: acknowledged and lost: {', '.join(lost)}"] if lost else []
    if story.missed:
        own = Counter({line: count for line, count in trail.items() if line not in TOO_LATE})
        return faults + doubled(f"{story.name}: trail", TRAIL[story.bidding], own)
    if not story.done:
        return [*faults, f"{story.name} did not come to its end"]
    faults += differences(f"{story.name}: trail", TRAIL[story.bidding], trail)
    faults += differences(f"{story.name}: told", TOLD[story.bidding], told_in(product, story))
    ends = product.ask(
        "SELECT count(DISTINCT x.id), count(DISTINCT r.id), count(DISTINCT z.id), min(d.price), min(r.total_amount),"
        " min(r.technology_amount) FROM listings_deal AS d"
        " JOIN listings_disclosure AS x ON x.deal_id = d.id AND x.state = 'published'"
        " JOIN contracts_contract AS c ON c.deal_id = d.id AND c.state = 'registered'"
        " JOIN contracts_registration AS r ON r.contract_id = c.id"
        " JOIN contracts_certificate AS z ON z.registration_id = r.id WHERE d.code = %s",
        [story.deal],
    )
    due = (1, 1, 1, story.price, story.price, story.price - STEP)
    return faults + ([] if ends == [due] else [f"{story.name} ended with {ends[0]} instead of {due}"])


def trail_of(product: Product, story: Story) -> Counter:
    subjects = tuple(product.ask(SUBJECTS, {"achievement": story.achievement}))
    lines = "SELECT kind FROM trail_event WHERE (subject_type, subject_key) IN %s"
    return Counter(row[0] for row in product.ask(lines, [subjects]))


def told_in(product: Product, story: Story) -> Counter:
    """person:kind of every notice about a thing of the story."""
    subjects = product.ask(SUBJECTS, {"achievement": story.achievement})
    names = "|".join(re.escape(f"{kind}:{key}") for kind, key in subjects)
    rows = product.ask(
        "SELECT u.name || ':' || split_part(n.kind, '.', 2) FROM notices_notice AS n"
        " JOIN accounts_user AS u ON u.id = person_id WHERE n.key ~ %s",
        [f"^({names})(:|$)"],
    )
    return Counter(row[0] for row in rows)


def differences(what: str, due: Counter, found: Counter) -> list[str]:
    missing = due - found
    return ([f"{what}: missing {dict(missing)}"] if missing else []) + doubled(what, due, found)


def doubled(what: str, due: Counter, found: Counter) -> list[str]:
    extra = found - due
    return [f"{what}: doubled {dict(extra)}"] if extra else []


def answer_faults(exchange: Exchange, stories: list[Story]) -> list[str]:
    """The same request gets one answer, however often it is sent: yes each time, and it leads to the same place."""
    late = {story.name for story in stories if story.missed}
    answers: dict[tuple[str, str, str], set[tuple[int, str]]] = {}
    for sent in exchange.sent:
        if sent.status and sent.story not in late:
            answers.setdefault((sent.story, sent.act, sent.request), set()).add((sent.status, sent.location))
    return [
        f"{story}: {act} was answered {sorted(found)}" for (story, act, _), found in answers.items() if len(found) > 1
    ]


def import_faults(product: Product, name: str, batch: int) -> list[str]:
    """Every row once, one case for all of them, one work for each phase."""
    rows = product.one("SELECT row_count FROM imports_batch WHERE id = %s AND state = 'entered'", [batch])
    films = "SELECT count(*), count(DISTINCT title_en) FROM listings_achievement WHERE title_en LIKE %s"
    found = product.ask(films, [f"Film {name} %"])
    works = product.ask("SELECT kind, state FROM longwork_work WHERE arguments ->> 'batch' = %s", [str(batch)])
    faults = [] if found == [(rows, rows)] else [f"import {name}: {rows} rows became {found[0]}"]
    if sorted(works) != [("imports.check", "done"), ("imports.enter", "done")]:
        faults.append(f"import {name}: its work is {sorted(works)}")
    return faults


# --- everything -------------------------------------------------------------------------------------------------------


def owed_faults(product: Product) -> list[str]:
    faults = [f"{count} {name} owed for good" for name, sql in OWED_AT_LAST.items() if (count := product.one(sql))]
    return faults + [f"work {kind}: {state}, {done} of {total}" for kind, state, done, total in product.ask(WORKS_OWED)]


def mail_faults(product: Product) -> list[str]:
    """An e-mail for each notice. The same one twice is what the documents allow: at least once."""
    faults = [f"{count} mails to {who} were called sent and were not" for who, count in product.ask(r4_mail.NEVER_SENT)]
    unowed = product.one(r4_mail.NOT_OWED)
    return faults + ([f"{unowed} notices without a mail"] if unowed else [])


def feed_faults(product: Product) -> list[str]:
    count, first, last = product.ask("SELECT count(*), min(position), max(position) FROM feed_entry")[0]
    faults = [] if (first, last) == (1, count) else [f"the feed's positions {first}..{last} hold {count} entries"]
    for what, pair in (("lost", ("r4_written", "feed_entry")), ("doubled", ("feed_entry", "r4_written"))):
        if rows := product.ask(ONE_SIDED.format(*pair)):
            faults.append(f"{len(rows)} changes {what} by the feed, such as {rows[0]}")
    return faults


def series_faults(product: Product) -> list[str]:
    """Numbers begin at one and have no gap and no double, whatever was rolled back."""
    faults = []
    for name, sql in SERIES.items():
        series: dict[str, list[int]] = {}
        for head, tail in product.ask(sql):
            series.setdefault(head, []).append(int(tail))
        faults += [
            f"{name}: {sorted(all_)}" for all_ in series.values() if sorted(all_) != list(range(1, len(all_) + 1))
        ]
    return faults


def statistics_faults(product: Product, exchange: Exchange) -> list[str]:
    """What the statistics page exports, against the sums of the registrations."""
    asked = Person(exchange, "statistician", "statistics")
    year = product.one("SELECT max(extract(year FROM registered_on))::int FROM contracts_registration")
    rows = list(csv.reader(io.StringIO(asked.read(f"/statistics/export/months/?form=raw&year={year}").text)))
    asked.close()
    truth = product.ask("SELECT count(*), sum(total_amount), sum(technology_amount) FROM contracts_registration")[0]
    told = rows[-1][1:] if rows else []
    return [] if told == [str(each) for each in truth] else [f"statistics tell {told} instead of {truth}"]


def search_faults(exchange: Exchange, stories: list[Story]) -> list[str]:
    """Each listing is found by the word that only its title holds, in the state it has."""
    asked = Person(exchange, "agent", "search")
    faults = []
    for story in (story for story in stories if story.listing):
        page = asked.read(f"/search/?q={story.name}").text
        found = set(re.findall(r"/listings/(TX[\d-]+)/", page))
        if found != {story.listing}:
            faults.append(f"search for {story.name} finds {sorted(found)} instead of {story.listing}")
    asked.close()
    return faults
