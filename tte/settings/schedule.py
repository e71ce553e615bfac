"""What the clock starts by itself, and how often. Each looks for what is due; twice is as once."""

from datetime import timedelta

CELERY_BEAT_SCHEDULE = {
    "ops.note_beat": {"task": "ops.note_beat", "schedule": timedelta(seconds=20)},
    "common.sweep_receipts": {"task": "common.sweep_receipts", "schedule": timedelta(minutes=10)},
    "casework.sweep_owed_checks": {"task": "casework.sweep_owed_checks", "schedule": timedelta(seconds=2)},
    "codelists.recount_all": {"task": "codelists.recount_all", "schedule": timedelta(minutes=5)},
    "casework.sweep_reminders": {"task": "casework.sweep_reminders", "schedule": timedelta(seconds=20)},
    "notices.sweep_deliveries": {"task": "notices.sweep_deliveries", "schedule": timedelta(seconds=5)},
    "notices.sweep_digests": {"task": "notices.sweep_digests", "schedule": timedelta(minutes=1)},
    "webhooks.sweep_due": {"task": "webhooks.sweep_due", "schedule": timedelta(seconds=5)},
    "webhooks.sweep_old": {"task": "webhooks.sweep_old", "schedule": timedelta(minutes=30)},
    "longwork.sweep_silent": {"task": "longwork.sweep_silent", "schedule": timedelta(seconds=5)},
    "drafts.sweep_outdated": {"task": "drafts.sweep_outdated", "schedule": timedelta(minutes=5)},
    "longwork.sweep_results": {"task": "longwork.sweep_results", "schedule": timedelta(hours=1)},
    "listings.sweep_due_listings": {"task": "listings.sweep_due_listings", "schedule": timedelta(seconds=2)},
    "listings.sweep_due_auctions": {"task": "listings.sweep_due_auctions", "schedule": timedelta(seconds=1)},
    "listings.sweep_due_disclosures": {"task": "listings.sweep_due_disclosures", "schedule": timedelta(seconds=2)},
    "listings.sweep_suspensions": {"task": "listings.sweep_suspensions", "schedule": timedelta(seconds=10)},
    "listings.sweep_unanswered": {"task": "listings.sweep_unanswered", "schedule": timedelta(seconds=20)},
    "listings.sweep_filings": {"task": "listings.sweep_filings", "schedule": timedelta(minutes=1)},
    "listings.sweep_room_ends": {"task": "listings.sweep_room_ends", "schedule": timedelta(minutes=1)},
    "listings.sweep_tellings": {"task": "listings.sweep_tellings", "schedule": timedelta(seconds=5)},
    "listings.sweep_questions": {"task": "listings.sweep_questions", "schedule": timedelta(seconds=20)},
    "contracts.sweep_owed_certificates": {
        "task": "contracts.sweep_owed_certificates",
        "schedule": timedelta(seconds=5),
    },
}
