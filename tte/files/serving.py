import io

from django.http import FileResponse

from tte.files.models import StoredFile


def serve(stored_file: StoredFile, *, copy: bytes | None = None) -> FileResponse:
    """The file as a download, streamed, never shown or run by the browser. The view has asked the predicate before.

    `copy` is handed out in its place: drawn for one reader, of no use to any other.
    """
    response = FileResponse(
        stored_file.content.open("rb") if copy is None else io.BytesIO(copy),
        as_attachment=True,
        filename=stored_file.name,
        content_type=stored_file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if copy is None:
        response["ETag"] = f'"{stored_file.sha256}"'
    return response
