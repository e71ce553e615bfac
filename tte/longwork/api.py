"""Long work for programs: what one asked for, how far it is, its file. It is asked for at the door of its matter."""

from rest_framework import serializers

from tte.accounts.permissions import is_signed_in
from tte.common.api import Door
from tte.common.api_verbs import act, handed, listed, shown
from tte.longwork.models import Work
from tte.longwork.permissions import can_cancel_work, can_fetch_result, can_retry_work, can_view_work
from tte.longwork.selectors import all_works, works_of
from tte.longwork.services import cancel_work, retry_work
from tte.longwork.serving import result_of


class WorkSerializer(serializers.ModelSerializer):
    """Its file is at `result/` once `result_name` is there, until `result_until`."""

    title = serializers.DictField(child=serializers.CharField(), help_text="By language")
    sentence = serializers.DictField(allow_null=True, help_text="What came of it, by language")

    class Meta:
        model = Work
        fields = (
            *("pk", "kind", "title", "state", "asked_at", "started_at", "ended_at", "done", "total", "sentence"),
            *("result_name", "result_size", "result_sha256", "result_until"),
        )


class OnWork(Door):
    rows, noun = staticmethod(all_works), "work"


class WorksDoor(Door):
    door = staticmethod(is_signed_in)
    get = listed(
        works_of,
        WorkSerializer,
        operation_id="jobs_list",
        says="What one asked for while acting for the organisation, newest first.",
    )


class WorkDoor(OnWork):
    door = staticmethod(can_view_work)
    get = shown(WorkSerializer, operation_id="jobs_retrieve", says="How far it is, and what came of it.")


class CancelDoor(OnWork):
    door = staticmethod(can_cancel_work)
    post = act(cancel_work, gives=WorkSerializer, says="Stop it at the end of its present step; what is done stays.")


class RetryDoor(OnWork):
    door = staticmethod(can_retry_work)
    post = act(retry_work, gives=WorkSerializer, says="Let it go on where it failed.")


class ResultDoor(OnWork):
    door = staticmethod(can_fetch_result)
    get = handed(
        lambda work, actor: result_of(work),
        operation_id="jobs_result",
        says="The file that came of it, as long as it is kept.",
    )
