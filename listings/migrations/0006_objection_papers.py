import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("listings", "0005_proposal_approved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="objection",
            name="papers_asked",
            field=models.TextField(blank=True, default="", max_length=2000),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="objection",
            name="papers_asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="objection",
            name="papers_asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="objectionletter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirm", "Asks to confirm the address"),
                    ("lodged", "Says that it is lodged"),
                    ("papers", "Asks for documents"),
                    ("admitted", "Says that it is admitted"),
                    ("concluded", "Says that it is concluded"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("papers_asked_at", None), ("papers_asked_by", None)),
                    models.Q(("papers_asked_at__isnull", False), ("papers_asked_by__isnull", False)),
                    _connector="OR",
                ),
                name="papers_are_asked_for_by_somebody",
            ),
        ),
    ]
