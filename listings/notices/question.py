"""What people are told about questions, messages and the listings they follow."""

from django.utils.translation import gettext_lazy as _

from tte.notices.kinds import notice_area, notice_kind

QUESTIONS = notice_area("questions", _("Questions and followed listings"), place=7)

QUESTION_ASKED = notice_kind(
    "listings.question_asked",
    area=QUESTIONS,
    name=_("Question or message about a listing"),
    title=_("A question to answer: %(title)s"),
    sentences=(_("%(organisation)s writes about listing %(listing)s. Answer by %(due)s."),),
    duty=True,
)
ANSWER_DUE_SOON = notice_kind(
    "listings.answer_due_soon",
    area=QUESTIONS,
    name=_("Answer due soon"),
    title=_("Your answer is due soon: %(title)s"),
    sentences=(_("%(organisation)s waits for an answer about listing %(listing)s by %(due)s."),),
    duty=True,
)
ANSWER_OVERDUE = notice_kind(
    "listings.answer_overdue",
    area=QUESTIONS,
    name=_("Answer overdue"),
    title=_("Your answer is overdue: %(title)s"),
    sentences=(
        _("The answer to %(organisation)s about listing %(listing)s was due by %(due)s."),
        _("Answer, or decline with a reason."),
    ),
    duty=True,
)
QUESTION_ANSWERED = notice_kind(
    "listings.question_answered",
    area=QUESTIONS,
    name=_("Your question answered"),
    title=_("The holder has answered: %(title)s"),
    sentences=(_("Your question about listing %(listing)s is answered."),),
)
QUESTION_DECLINED = notice_kind(
    "listings.question_declined",
    area=QUESTIONS,
    name=_("Your question declined"),
    title=_("The holder does not answer: %(title)s"),
    sentences=(_("Its reason: %(reason)s."),),
)
QUESTION_WITHDRAWN = notice_kind(
    "listings.question_withdrawn",
    area=QUESTIONS,
    name=_("Question withdrawn"),
    title=_("A question was withdrawn: %(title)s"),
    sentences=(_("%(organisation)s has withdrawn its question. Nothing more is to be done."),),
)
QUESTION_STOPPED = notice_kind(
    "listings.question_stopped",
    area=QUESTIONS,
    name=_("Conversation stopped by the exchange"),
    title=_("The exchange has stopped a conversation: %(title)s"),
    sentences=(_("Its ground: %(reason)s. Nobody else reads it, and nothing more can be written in it."),),
)
QUESTION_RESTORED = notice_kind(
    "listings.question_restored",
    area=QUESTIONS,
    name=_("Conversation restored"),
    title=_("The exchange has restored a conversation: %(title)s"),
    sentences=(_("It is as it was before."),),
)
QUESTION_REPORTED = notice_kind(
    "listings.question_reported",
    area=QUESTIONS,
    name=_("Conversation reported"),
    title=_("Look at a reported conversation: %(title)s"),
    sentences=(_("%(organisation)s reports it: %(reason)s."),),
    duty=True,
)
REPORT_SETTLED = notice_kind(
    "listings.report_settled",
    area=QUESTIONS,
    name=_("Your report settled"),
    title=_("The exchange has looked at it: %(title)s"),
    sentences=(_("The exchange writes: %(text)s"),),
)
FOLLOWED_ANNOUNCED = notice_kind(
    "listings.followed_announced",
    area=QUESTIONS,
    name=_("Announcement about a listing you follow"),
    title=_("%(what)s: %(title)s"),
    sentences=(_("The exchange has announced it for listing %(listing)s, which you follow."),),
)
FOLLOWED_ANSWERED = notice_kind(
    "listings.followed_answered",
    area=QUESTIONS,
    name=_("Question answered at a listing you follow"),
    title=_("A question is answered: %(title)s"),
    sentences=(_("Question and answer are on the page of listing %(listing)s, which you follow."),),
)
FOLLOWED_DISCLOSED = notice_kind(
    "listings.followed_disclosed",
    area=QUESTIONS,
    name=_("Deal disclosed at a listing you follow"),
    title=_("The result is disclosed: %(title)s"),
    sentences=(_("Listing %(listing)s, which you follow, has found its buyer; the result is open to objections."),),
)
