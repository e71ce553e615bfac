"""Every page of the product and the way to it, by role: what the walker checks and `make screenshots` takes."""

from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

VISITOR = ""
DRAFT = ":text-matches('^(Draft|草稿)$')"
APPROVED = ":text-matches('^(Approved|已准予)$')"
NEGOTIATING = ":text-matches('^(In negotiation|协商中)$')"
TO_SIGN = ":text-matches('^(Agreement to be signed|待签署协议)$')"
BEARING = ":text-matches('轴承|bearings')"  # a deal that has no contract yet
TO_FILE = ":text-matches('碲锌镉|CZT')"  # an approval that is to be filed
ELSEWHERE = "li.told:has(form:not([action$='/read/']))"  # a notice that was told in another role

ON_OFFER = "/search/?state=in_notice > .entry-h a"
REGION = "/codelists/region/entry/2100/"


@dataclass(frozen=True)
class Place:
    """`way` is an address, then selectors of links to follow, parted by " > "; `door` is the URL name it ends at.

    `main` pages are the ones `make screenshots` takes.
    """

    name: str
    way: str
    door: str
    main: bool = True


def also(name: str, way: str, door: str) -> Place:
    return Place(name, way, door, main=False)


PLACES: dict[str, list[Place]] = {
    VISITOR: [
        Place("home", "/", "pages:home"),
        Place("search", "/search/", "listings:search"),
        Place("search-words", "/search/?q=%E6%B6%82%E5%B1%82", "listings:search"),
        Place("search-nothing", "/search/?q=qqqqzzzz", "listings:search"),
        Place("listing", "/search/ > .entry-h a", "listings:listing"),
        Place("listing-suspended", "/search/?state=suspended > .entry-h a", "listings:listing"),
        Place("object", "/search/?state=in_notice > .entry-h a > a[href$='/object/']", "listings:object"),
        Place("announcement", "/search/?state=suspended > .entry-h a > #announcements a.code", "listings:announcement"),
        Place("biddings", "/bidding/", "listings:biddings"),
        Place("room", "/bidding/ > main a[href^='/bidding/TX']", "listings:room"),
        Place("disclosures", "/disclosures/", "listings:disclosures"),
        Place("disclosure", "/disclosures/ > main a[href^='/disclosures/GS']", "listings:disclosure"),
        Place("statistics", "/statistics/", "statistics:index"),
        Place("statistics-types", "/statistics/types/", "statistics:types"),
        Place("verify", "/register/verify/", "contracts:verify"),
        Place("rules", "/rules/", "pages:rules"),
        Place("roles", "/account/roles/", "accounts:roles"),
        Place("code-lists", "/codelists/", "codelists:lists"),
        Place("code-list", "/codelists/party_type/", "codelists:list"),
        also("code-list-long", "/codelists/division/?parent=330000", "codelists:list"),
        also("code-list-nothing", "/codelists/country/?q=qqqq", "codelists:list"),
        Place("code", "/codelists/region/entry/2100/", "codelists:entry"),
        Place("calendar", "/calendar/", "codelists:calendar"),
        Place("walk", "/help/walk/", "pages:walk"),
        Place("sign-in", "/account/login/", "account_login"),
        Place("sign-up", "/account/signup/", "account_signup"),
        Place("catalogue", "/catalogue/", "listings:catalogue"),
        Place("record", "/catalogue/ > .entry-h a", "listings:record"),
        Place("institution", "/institutions/yunlu/", "contracts:institution"),
        Place("agencies", "/institutions/", "institutions:agencies"),
        Place("mailbox", "/mailbox/", "notices:mailbox"),
        also("mail", "/mailbox/ > main tbody a", "notices:mail"),
        also("unsubscribe", "/inbox/unsubscribe/none/", "notices:unsubscribe"),
        also("prove-address", "/account/address/none/", "notices:prove_address"),
        also("style", "/style/", "pages:style"),
        also("api", "/api/v1/docs/", "api:docs"),
        also("password-lost", "/account/password/reset/", "account_reset_password"),
        also("password-mailed", "/account/password/reset/done/", "account_reset_password_done"),
        also("password-renewed", "/account/password/reset/key/done/", "account_reset_password_from_key_done"),
        also("password-key", "/account/password/reset/key/1-none/", "account_reset_password_from_key"),
        also("address-key", "/account/confirm-email/none/", "account_confirm_email"),
        also("address-mailed", "/account/confirm-email/", "account_email_verification_sent"),
        also("closed-account", "/account/inactive/", "account_inactive"),
    ],
    "researcher": [
        Place("desk-researcher", "/desk/", "pages:desk"),
        Place("achievements", "/achievements/", "listings:achievements"),
        Place("secrecy", "/achievements/new/", "listings:declare_secrecy"),
        Place("similar", "/achievements/similar/?title_zh=%E6%B6%82%E5%B1%82", "listings:similar"),
        also("versions", f"/achievements/ > main tr:has({APPROVED}) a > a[href$='/versions/']", "listings:versions"),
        Place("achievement", "/achievements/ > main a[href^='/achievements/A2']", "listings:achievement"),
        Place(
            "filing",
            f"/achievements/ > main a[href^='/achievements/A2']{TO_FILE} > a[href$='/filing/']",
            "listings:filing",
        ),
        Place("inbox", "/inbox/", "notices:inbox"),
        Place("jobs", "/jobs/", "longwork:jobs"),
        also("offline", "/achievements/offline/", "listings:offline_route"),
        also("profile", "/account/profile/", "accounts:profile"),
        also("signed-in-again", "/drafts/signed-in/", "drafts:back"),
        also("mine", "/my-organisations/", "institutions:mine"),
        also("register-organisation", "/my-organisations/new/", "institutions:register"),
        also("inbox-unread", "/inbox/?show=unread&area=work", "notices:inbox"),
        Place("mailed-to-me", "/account/notices/", "notices:preferences"),
        also("address", "/account/address/", "notices:address"),
        also("addresses", "/account/email/", "account_email"),
        also("password", "/account/password/change/", "account_change_password"),
        also("sign-out", "/account/logout/", "account_logout"),
    ],
    "gu": [
        Place(
            "plan-notice",
            f"/achievements/ > main tr:has({DRAFT}) a > main a[href$='/edit/'] > a[href$='/notice/']",
            "listings:plan_notice",
        ),
        Place(
            "edit-achievement",
            f"/achievements/ > main tr:has({DRAFT}) a > main a[href$='/edit/']",
            "listings:edit_achievement",
        ),
    ],
    "officer": [
        Place("desk-officer", "/desk/", "pages:desk"),
        Place("unit-review", "/unit-review/", "listings:unit_review"),
        Place("unit-case", "/unit-review/ > main tbody a", "listings:unit_case"),
        Place("unit-achievements", "/unit-review/all/", "listings:unit_achievements"),
        Place("kept-rooms", "/rooms/kept/", "listings:kept_rooms"),
        Place("keep-room", "/rooms/kept/ > main tbody a", "listings:keep_data_room"),
        Place("room-access", "/rooms/kept/ > main tbody a > main a[href^='/rooms/access/']", "listings:room_access"),
        Place("room-log", "/rooms/log/", "listings:data_room_log"),
        Place("imports", "/imports/", "imports:batches"),
        Place("import-upload", "/imports/new/achievements/", "imports:new"),
        Place("import", "/imports/ > main tbody a", "imports:batch"),
        Place("own-takedowns", "/takedowns/own/", "listings:own_takedowns"),
        Place("takedown-status", "/takedowns/own/ > main tbody a", "listings:takedown_status"),
        Place("contracts", "/contracts/", "contracts:contracts"),
        Place("webhooks", "/webhooks/", "webhooks:webhooks"),
        Place("webhook", "/webhooks/ > main tbody a", "webhooks:webhook"),
        Place("webhook-new", "/webhooks/new/", "webhooks:new"),
        also("webhook-change", "/webhooks/ > main tbody a > main a[href$='/change/']", "webhooks:change"),
        also("webhook-failed", "/webhooks/ > main tbody a > main a[href$='state=failed']", "webhooks:webhook"),
        Place("deals", "/deals/", "listings:deals"),
        also("new-contract", "/contracts/new/", "contracts:draft_contract"),
        Place(
            "edit-contract",
            f"/deals/ > main tr:has({BEARING}) a > form[action*='/from-deal/'] button",
            "contracts:edit_contract",
        ),
    ],
    "auditor": [
        Place("objections", "/objections/", "listings:objections"),
        Place("objection-case", "/objections/ > main tbody a", "listings:objection_case"),
        Place(
            "notice-and-acts",
            "/search/?state=suspended > .entry-h a > a[href$='/notice/']",
            "listings:notice",
        ),
        Place("desk-auditor", "/desk/", "pages:desk"),
        Place("audit-queue", "/audit/", "listings:audit_queue"),
        Place("board", "/cases/board/", "casework:board"),
        Place("second-looks", "/audit/second-looks/", "listings:second_looks"),
        Place("second-look", "/audit/second-looks/ > main tbody a", "listings:second_look"),
        Place("imports-to-decide", "/audit/imports/", "listings:catalogue_queue"),
        Place("import-to-decide", "/audit/imports/ > main tbody a", "listings:catalogue_batch"),
        Place("audit-case", "/audit/ > main a[href^='/audit/A2']", "listings:audit_case"),
        Place("export-gates", "/export-gate/", "listings:export_gates"),
        Place("export-gate", "/export-gate/ > main tbody a[href^='/export-gate/']", "listings:export_gate"),
        Place("qualification", "/qualification/", "listings:qualification"),
        Place("qualify", "/qualification/ > main a[href^='/qualification/TX']", "listings:qualify"),
        Place("deal", "/deals/ > main a[href^='/deals/D']", "listings:deal"),
        also("second-factor", "/account/second-factor/", "mfa_index"),
        also("second-factor-needed", "/account/second-factor/needed/", "accounts:second_factor"),
    ],
    "head": [
        Place("takedowns", "/takedowns/", "listings:takedowns"),
        Place("takedown", "/takedowns/ > main tbody a", "listings:takedown"),
        Place("take-down", f"{ON_OFFER} > main a[href^='/takedowns/new/']", "listings:take_down"),
    ],
    "agent": [
        Place("intents", "/intents/", "listings:intents"),
        Place("questions", "/questions/", "listings:questions"),
        Place("question", "/questions/ > main tbody a", "listings:question"),
        Place("followed", "/followed/", "listings:followed"),
        Place("ask", "/followed/ > main tbody a > main a[href*='/ask/?audience=private']", "listings:ask"),
        Place("data-rooms", "/rooms/", "listings:data_rooms"),
        Place("data-room", "/rooms/ > main tbody a", "listings:data_room"),
        Place("agreement", f"/rooms/ > main tr:has({TO_SIGN}) a > main a[href$='/sign/']", "listings:sign_agreement"),
        Place("room-bidder", "/bidding/ > main a[href^='/bidding/TX']", "listings:room"),
        Place("intent", "/search/?state=in_notice > .entry-h a > main a[href$='/intent/']", "listings:register_intent"),
        Place(
            "negotiation",
            f"/intents/ > main tr:has({NEGOTIATING}) a > main a[href^='/negotiations/']",
            "listings:negotiation",
        ),
        also("desk-agent", "/desk/", "pages:desk"),
        Place("told-in-another-role", f"/inbox/?area=registration > {ELSEWHERE} h2 a", "notices:land"),
    ],
    "finance": [
        Place("deposits", "/deposits/", "listings:deposits"),
        also("deposit", "/deposits/ > main a[href^='/deposits/']:not([href*='charges'])", "listings:deposit"),
        Place("charge", "/deposits/ > main a[href^='/deposits/charges/']", "listings:charge"),
        also("desk-finance", "/desk/", "pages:desk"),
    ],
    "registrar": [
        also("registry-first", "/registry/", "contracts:queue"),
        Place("register", "/registry/register/", "contracts:register"),
        also("register-asked", "/registry/register/?least=1&since=2020-01-01&sort=-amount", "contracts:register"),
        also("register-nothing", "/registry/register/?most=1", "contracts:register"),
        Place("views", "/lists/contracts.register/views/", "lists:views"),
        Place("contract", "/registry/register/ > main a[href^='/contracts/HT']", "contracts:contract"),
        Place(
            "certificate",
            "/registry/register/ > main a[href^='/contracts/HT'] > main a[href$='/certificate/']",
            "contracts:certificate",
        ),
        also("desk-registrar", "/desk/", "pages:desk"),
    ],
    "song": [
        Place("registry", "/registry/", "contracts:queue"),
        Place("review", "/registry/ > main a[href^='/registry/HT']", "contracts:review"),
    ],
    "ge": [also("registry-empty", "/registry/", "contracts:queue")],
    "reviewer": [
        also("desk-reviewer", "/desk/", "pages:desk"),
        also("registry-second", "/registry/", "contracts:queue"),
    ],
    "inspector": [also("desk-inspector", "/desk/", "pages:desk")],
    "statistician": [
        Place("statistics-staff", "/statistics/", "statistics:index"),
        Place("types-staff", "/statistics/types/", "statistics:types"),
        also("desk-statistician", "/desk/", "pages:desk"),
        Place("job", "/jobs/ > main a[href^='/jobs/']", "longwork:job"),
    ],
    "administrator": [
        also("webhooks-none", "/webhooks/", "webhooks:webhooks"),
        Place("members", "/people/", "institutions:members"),
        also("members-nobody", "/people/?view=awaiting&q=qqqqzzzz", "institutions:members"),
        Place("e-mails", "/mails/", "notices:deliveries"),
        also("organisation", "/people/ > main tbody a", "institutions:organisation"),
        also("desk-administrator", "/desk/", "pages:desk"),
        also("list-to-manage", "/codelists/cooperation_mode/", "codelists:list"),
        also("list-to-begin", "/codelists/new/", "codelists:begin"),
        also("list-to-correct", "/codelists/region/correct/", "codelists:correct_list"),
        also("list-to-import", "/imports/new/code_list/", "imports:new"),
        also("organisations-to-import", "/imports/new/organisations/", "imports:new"),
        also("entry-to-add", "/codelists/region/add/", "codelists:add_entry"),
        Place("entry-managed", "/codelists/region/entry/2100/", "codelists:entry"),
        also("entry-to-correct", f"{REGION} > main a[href$='/correct/']", "codelists:correct_entry"),
        Place("entry-to-end", f"{REGION} > main a[href$='/end/']", "codelists:end_entry"),
        also("entry-to-succeed", f"{REGION} > main a[href$='/succeed/']", "codelists:succeed_entry"),
        also("calendar-managed", "/calendar/", "codelists:calendar"),
        also("figures", "/rules/figures/", "codelists:figures"),
        also("figure", "/rules/figures/ > main tbody a", "codelists:figure"),
        also("year-to-load", "/calendar/load/", "codelists:load_year"),
    ],
}


LINES = "#checklist > .ask-line"


def answer_lines(page: Page) -> None:
    """Yes to each line of the checklist that no check answers, with a word where a check doubts it."""
    for line in page.locator(LINES).all():
        line.locator("[value=yes]").check()
        if "is-doubted" in (line.get_attribute("class") or ""):
            line.locator("input[type=text]").fill("已核对")


def sign_in(page: Page, role: str, url: str = "") -> None:
    """By the button of a role, or by the one of another person, who stands folded away below them."""
    page.goto(f"{url}/account/login/")
    button = page.locator(f"button[name=role][value={role}]").first
    if not button.is_visible():
        page.locator("details[data-others] > summary").click()
    button.click()
    page.wait_for_load_state()


def read_in(page: Page, language: str) -> None:
    """Press the switch of languages unless the page is in `language` ("zh" or "en") already."""
    switch = page.locator(f"form.lang button[name=language][value^={language}]").first
    if switch.count():
        switch.click()
        page.wait_for_load_state()


def visit(page: Page, way: str, url: str = "") -> str:
    """Open an address, then follow links (or press buttons) by selector; returns what went wrong, or nothing."""
    first, *selectors = way.split(" > ")
    page.goto(url + first)
    for selector in selectors:
        found = page.locator(selector).first
        if not found.count():
            return f"no {selector} on {page.url}"
        address = found.get_attribute("href")
        if address:
            page.goto(urljoin(page.url, address))
        else:
            found.click()
            page.wait_for_load_state()
    return ""
