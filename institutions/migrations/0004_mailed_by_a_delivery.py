import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0003_recorded_origin'),
        ('notices', '0005_letters_and_memberships'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='delivery',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='notices.delivery'),
        ),
    ]
