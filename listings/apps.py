from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        """Loads what registers itself: looks, kinds of notice and of case, checks, jobs, forms whose typing is kept."""
        from listings import checking, codes, documents, events, imports, looks, notices, tasks  # noqa: F401, PLC0415
        from listings.checks import (  # noqa: F401, PLC0415
            attachments,
            completeness,
            duplicates,
            export,
            import_files,
            kind,
            ownership,
            rights,
            terms,
            text,
        )
        from listings.checks import waiting as _waiting  # noqa: F401, PLC0415
        from listings.evidence import pack  # noqa: F401, PLC0415
        from listings.forms import (  # noqa: F401, PLC0415
            achievement,
            audit,
            catalogue,
            data_room,
            negotiation,
            notice_plan,
            objection,
            question,
            right,
            unit_review,
        )
        from listings.lists import achievements, data_room_log, followed, questions, search  # noqa: F401, PLC0415
        from listings.lists import audit as _audit  # noqa: F401, PLC0415
        from listings.lists import catalogue as _records  # noqa: F401, PLC0415
        from listings.lists import unit_review as _reviews  # noqa: F401, PLC0415
