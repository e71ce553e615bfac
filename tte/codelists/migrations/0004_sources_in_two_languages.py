from django.db import migrations, models


def told(model, fact, name):
    condition = models.Q((f"{fact}_en", ""), (f"{fact}_zh", ""), _negated=True)
    return migrations.AddConstraint(model_name=model, constraint=models.CheckConstraint(condition=condition, name=name))


def in_two(model, fact):
    text = models.CharField(blank=True, max_length=300)
    return [
        migrations.RenameField(model_name=model, old_name=fact, new_name=f"{fact}_en"),
        migrations.AlterField(model_name=model, name=f"{fact}_en", field=text),
        migrations.AddField(model_name=model, name=f"{fact}_zh", field=models.CharField(blank=True, default="", max_length=300), preserve_default=False),
    ]


class Migration(migrations.Migration):
    dependencies = [("codelists", "0003_stock_revision")]

    operations = [
        *in_two("listhead", "source"),
        *in_two("listhead", "licence"),
        *in_two("code", "source"),
        *in_two("code", "licence"),
        *in_two("calendaryear", "source"),
        told("listhead", "source", "list_has_a_source"),
        told("listhead", "licence", "list_has_a_licence"),
        told("code", "source", "code_has_a_source"),
        told("calendaryear", "source", "year_has_a_source"),
    ]
