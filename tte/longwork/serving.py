"""The file that came of a work, handed out."""

from django.http import FileResponse

from tte.longwork.models import Work


def result_of(work: Work) -> FileResponse:
    """As long as it is kept. The door has asked the predicate before."""
    answer = FileResponse(
        work.result.open("rb"), as_attachment=True, filename=work.result_name, content_type=work.result_type
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{work.result_sha256}"'
    return answer
