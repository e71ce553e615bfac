"""What stood in one column stands in that of its language; what was shipped has its Chinese from the files."""

from django.db import migrations

from tte.codelists.loader import CALENDAR_SOURCE, read_rows

FACTS = {"ListHead": ("source", "licence"), "Code": ("source", "licence"), "CalendarYear": ("source",)}
HAN_FIRST = r"^[^A-Za-z]*[一-鿿]"


def shipped(lists):
    """English → Chinese of every source and licence of the files."""
    found = {CALENDAR_SOURCE["source_en"]: CALENDAR_SOURCE["source_zh"]}
    heads = list(read_rows("code_lists.csv"))
    rows = [*heads, *(row for head in heads if head["code"] in lists for row in read_rows(f"codes/{head['code']}.csv"))]
    for row in rows:
        found[row["source_en"]] = row["source_zh"]
        found[row.get("licence_en", "")] = row.get("licence_zh", "")
    found.pop("", None)
    return found


def tell(apps, schema_editor):
    lists = set(apps.get_model("codelists", "ListHead").objects.values_list("code", flat=True))
    known = shipped(lists) if lists else {}
    for name, facts in FACTS.items():
        rows = apps.get_model("codelists", name).objects.all()
        for fact in facts:
            for text in rows.exclude(**{f"{fact}_en": ""}).order_by(f"{fact}_en").values_list(f"{fact}_en", flat=True).distinct():
                these = rows.filter(**{f"{fact}_en": text})
                if text in known:
                    these.update(**{f"{fact}_zh": known[text]})
                elif these.filter(**{f"{fact}_en__regex": HAN_FIRST}).exists():
                    these.update(**{f"{fact}_zh": text, f"{fact}_en": ""})


class Migration(migrations.Migration):
    dependencies = [("codelists", "0004_sources_in_two_languages")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
