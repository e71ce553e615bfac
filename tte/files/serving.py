from django.http import FileResponse

from tte.files.models import StoredFile


def serve(stored_file: StoredFile) -> FileResponse:
    """The file as a download, streamed, never shown or run by the browser. The view has asked the predicate before."""
    response = FileResponse(
        stored_file.content.open("rb"),
        as_attachment=True,
        filename=stored_file.name,
        content_type=stored_file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{stored_file.sha256}"'
    return response
