"""The bodies and people of the demonstration, made first and found again by their keys."""

from collections.abc import Mapping

from django.db import transaction
from stdnum.cn.uscc import calc_check_digit

from institutions.models import Agency
from institutions.services.membership import end_membership, grant_role, invite_person
from institutions.services.organisation import admit_organisation, refuse_organisation, register_organisation
from tte.accounts.actor import Actor, has_permission
from tte.accounts.enums import IdentifierScheme, OrganisationKind, Role
from tte.accounts.models import Membership, Organisation, OrganisationIdentifier, User
from tte.accounts.roles import Permission
from tte.accounts.selectors.membership import running_memberships
from tte.accounts.services.person import create_person
from tte.ops.demo.clock import Clock
from tte.ops.demo.people import BODIES, PEOPLE, Body, hashed

POSTS = {(body, role): person.key for person in PEOPLE for body, role in person.posts}


class Market:
    """The people of the demonstration by their keys, as actors, and the clock by which they act."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.people: dict[str, dict[str, Actor]] = {}

    def actor(self, key: str, role: str = "") -> Actor:
        posts = self.people[key]
        return posts[role] if role else next(iter(posts.values()))

    def poster(self, key: str) -> Actor:
        """The post in which this person may enter achievements."""
        return next(post for post in self.people[key].values() if has_permission(post, Permission.ACHIEVEMENT_POST))

    def of(self, body: str, role: Role) -> Actor:
        """Whoever has this role in that body."""
        return self.actor(POSTS[body, role], role)


@transaction.atomic
def make_market(clock: Clock, passwords: Mapping[str, str]) -> Market:
    """Fill an empty database with the bodies and people; nothing else of the market goes round the services."""
    market = Market(clock)
    clock.back(days=90)
    bodies = _make_bodies()
    stored = hashed(passwords)
    for person in PEOPLE:
        user = create_person(email=person.email, name=person.name, password=None, language=person.language)
        User.objects.filter(pk=user.pk).update(password=stored[person.key])
        market.people[person.key] = {
            role: Actor(user, Membership.objects.create(user=user, organisation=bodies[body], role=role))
            for body, role in person.posts
        }
    return market


def find_market(clock: Clock) -> Market:
    """The market that an earlier run has seeded."""
    market = Market(clock)
    users = {user.email: user for user in User.objects.filter(email__in=[person.email for person in PEOPLE])}
    for person in PEOPLE:
        user = users[person.email]
        market.people[person.key] = {post.role: Actor(user, post) for post in running_memberships(user)}
    return market


def _make_bodies() -> dict[str, Organisation]:
    return {body.code: _make_body(body) for body in BODIES}


def _make_body(body: Body) -> Organisation:
    facts = {"name_zh": body.name_zh, "name_en": body.name_en, "party_type": body.party_type}
    organisation = Organisation.objects.create(code=body.code, kind=body.kind, region_code=body.region_code, **facts)
    scheme, value = IdentifierScheme.FOREIGN, body.foreign_number
    if body.credit_code_base:
        scheme, value = IdentifierScheme.CREDIT_CODE, with_check_digit(body.credit_code_base)
    OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme, value=value)
    if body.point:
        Agency.objects.create(organisation=organisation, region_code=body.region_code, point=body.point)
    return organisation


def with_check_digit(base: str) -> str:
    return base + calc_check_digit(base)


# --- who comes and goes ----------------------------------------------------------------------------------------------

NEWCOMERS = (
    ("qiming", "启明微流控有限公司", "Qiming Microfluidics Ltd", "170", "3200", "91990000MA0DEM031"),
    ("shuze", "数泽智能科技有限公司", "Shuze Intelligent Technology Ltd", "150", "4400", "91990000MA0DEM032"),
    ("wending", "稳鼎商务咨询有限公司", "Wending Business Consulting Ltd", "170", "1100", "91990000MA0DEM033"),
)
INVITED = (
    ("nanyu", Role.RESEARCHER, "ouyang@nanyu.example"),
    ("jiangzhou", Role.OFFICER, "xia@jiangzhou.example"),
    ("yuexin", Role.AGENT, "purchasing@yuexin.example"),
)


def let_people_come_and_go(market: Market) -> None:
    """Two organisations await admission, one was refused; invitations are open; a role was given and ended."""
    administrator = market.actor("zheng")
    market.clock.back(days=3)
    registered = [_register(*facts) for facts in NEWCOMERS]
    market.clock.work(hours=3)
    reason = "登记的业务与技术交易无关，且未说明拟参与的交易。"
    refuse_organisation(organisation=registered[-1], reason=reason, by=administrator)
    for body, role, email in INVITED:
        market.clock.work(hours=1)
        organisation = Organisation.objects.get(code=body)
        invite_person(organisation=organisation, email=email, role=role, by=administrator)
    exchange = Organisation.objects.get(code="exchange")
    market.clock.back(days=40)
    help_out = grant_role(organisation=exchange, user=market.actor("he").user, role=Role.AUDITOR, by=administrator)
    market.clock.back(days=12)
    end_membership(membership=help_out, by=administrator)


def give_an_auditor_a_side(market: Market) -> None:
    """An auditor researches for a holder too, so that a conflict of interest closes the cases of that holder."""
    market.clock.back(days=2)
    holder = Organisation.objects.get(code="jingwei")
    grant_role(organisation=holder, user=market.actor("wang").user, role=Role.RESEARCHER, by=market.actor("zheng"))


def admit_namesakes(market: Market, name_zh: str, name_en: str) -> None:
    """Two enterprises of one name are admitted; the first is registered by somebody of the market."""
    facts = {"name_zh": name_zh, "name_en": name_en, "kind": OrganisationKind.ENTERPRISE}
    stranger = create_person(email="founder@yuhai.example", name="于海生", password=None)
    here, there = ("4403", "91990000MA0DEM034"), ("3702", "91990000MA0DEM035")
    for user, (region, base) in ((market.actor("li").user, here), (stranger, there)):
        place = {"party_type": "150", "region_code": region}
        number = {"scheme": IdentifierScheme.CREDIT_CODE, "value": with_check_digit(base)}
        organisation = register_organisation(by=Actor(user, None), **facts, **place, **number)
        market.clock.work(hours=2)
        admit_organisation(organisation=organisation, by=market.actor("zheng"))


def _register(key: str, name_zh: str, name_en: str, party_type: str, region_code: str, base: str) -> Organisation:
    user = create_person(email=f"founder@{key}.example", name=name_zh[:2], password=None)
    return register_organisation(
        name_zh=name_zh,
        name_en=name_en,
        kind=OrganisationKind.ENTERPRISE,
        party_type=party_type,
        region_code=region_code,
        scheme=IdentifierScheme.CREDIT_CODE,
        value=with_check_digit(base),
        by=Actor(user, None),
    )
