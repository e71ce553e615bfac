from tte.common.errors import DomainError


class Missing(DomainError):
    code = "missing"


def test_a_refusal_may_bring_a_code_of_its_own():
    refusal = DomainError("Nothing of %(name)s is there", code="nothing_there", name="it")

    assert (refusal.code, refusal.values, str(refusal)) == ("nothing_there", {"name": "it"}, "Nothing of it is there")


def test_otherwise_it_has_that_of_its_class():
    assert (Missing("no").code, DomainError("no").code) == ("missing", "refused")
