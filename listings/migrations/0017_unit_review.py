import django.db.models.deletion
from django.db import migrations, models


def open_reviews(apps, _editor):
    """What waits for its unit as the step becomes a case: a case each, without a period, for the officers to take."""
    Case, Reason = apps.get_model("casework", "Case"), apps.get_model("casework", "CaseReason")
    Review = apps.get_model("listings", "UnitReview")
    waiting = apps.get_model("listings", "Achievement").objects.filter(state="submitted", unit_reviews=None)
    for achievement in waiting.order_by("pk"):
        case = Case.objects.create(
            kind="unit_review",
            office_id=achievement.holder_id,
            applicant_id=achievement.holder_id,
            author_id=achievement.posted_by_id,
            opened_by_id=achievement.posted_by_id,
            reference=f"{achievement.code}-1",
            title_zh=achievement.title_zh or achievement.title_en,
            title_en=achievement.title_en or achievement.title_zh,
            state="unclaimed",
        )
        Reason.objects.create(case=case, code="submitted")
        Review.objects.create(achievement=achievement, case=case, round=1)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0008_withheld'),
        ('listings', '0016_takedown'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reviews', to='listings.achievement')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='unit_review', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('achievement', 'round'), name='unit_review_once_a_round')],
            },
        ),
        migrations.RunPython(open_reviews, migrations.RunPython.noop),
    ]
