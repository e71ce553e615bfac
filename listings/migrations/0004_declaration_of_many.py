"""One secrecy declaration may speak of all the results of one import; titles are compared by an indexed hash."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import listings.models.achievement

TITLE_KEY = """
CREATE FUNCTION listings_title_key(title text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN regexp_replace(title, '[[:space:][:punct:]]+', '', 'g') = '' THEN NULL
            ELSE md5(regexp_replace(lower(title), '[[:space:][:punct:]]+', '', 'g'))::uuid END;
"""


def title_key(name: str) -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True,
        expression=listings.models.achievement.TitleKey(name),
        output_field=models.UUIDField(null=True),
    )


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_bidding")]

    operations = [
        migrations.AlterField(
            "achievement",
            "secrecy",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="achievements",
                to="listings.secrecydeclaration",
            ),
        ),
        RunSQL(TITLE_KEY, "DROP FUNCTION listings_title_key(text)"),
        migrations.AddField("achievement", "title_key_zh", title_key("title_zh")),
        migrations.AddField("achievement", "title_key_en", title_key("title_en")),
        migrations.AddIndex("achievement", models.Index(fields=["title_key_zh"], name="achievement_title_zh")),
        migrations.AddIndex("achievement", models.Index(fields=["title_key_en"], name="achievement_title_en")),
    ]
