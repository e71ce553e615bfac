"""The recognition questions a registrar answers, by type (rules 1.4). All of a type's tests must hold."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contracts.classification import is_licence


class Question(NamedTuple):
    text: Promise
    rule: str = ""


TECHNOLOGY = (
    Question(_("The subject is a specific technology")),
    Question(_("Rights and duties of the parties are clear")),
    Question(_("No clause monopolises technology: improvements are mutual, nothing unneeded must be bought"), "R1-24"),
    Question(_("Seals are there and agree with the written names")),
)
DEVELOPMENT = (
    Question(_("The research goal is clear and specific")),
    Question(_("The parties did not master the solution when they signed")),
    Question(_("There is innovative content to match")),
    Question(_("Target parameters are quantified; method and basis of acceptance are stated")),
)
TRANSFER = (
    Question(_("The subject is an existing, mastered result"), "R1-09"),
    Question(_("It is a complete and practical solution for a product, process, material or variety")),
    Question(_("Ownership of the intellectual property is clearly agreed")),
)
LICENCE = (
    *TRANSFER,
    Question(_("Mode and scope of the licence are stated"), "R1-01"),
    Question(_("The licence ends with the patent at the latest"), "R1-03"),
)
CONSULTING = (
    Question(_("It concerns a specific technical project")),
    Question(_("Its method is scientific analysis, argument, evaluation or forecast")),
    Question(_("Its output is a report or an opinion; carrying out the plan would be a service"), "R1-22"),
)
SERVICE = (
    Question(_("Professional knowledge solves a specific technical problem")),
    Question(_("Structure, process, quality, cost, energy, environment or safety improve")),
    Question(_("There are concrete indicators of quality and quantity")),
    Question(_("No intellectual property changes hands")),
)
TRAINING = (
    Question(_("Professional knowledge of a specific technical project is taught")),
    Question(_("The trainees are technical staff named by the client for that project")),
    Question(_("No intellectual property changes hands")),
)
INTERMEDIARY = (
    Question(_("Its purpose is a technology deal with a third party"), "R1-19"),
    Question(_("It concerns a specific result or project")),
)
BY_TYPE = {"1": DEVELOPMENT, "2": TRANSFER, "4": CONSULTING, "52": TRAINING, "53": INTERMEDIARY, "5": SERVICE}


def questions_of(contract_type: str) -> tuple[Question, ...]:
    if is_licence(contract_type):
        return LICENCE
    return BY_TYPE.get(contract_type) or BY_TYPE.get(contract_type[:1], ())
