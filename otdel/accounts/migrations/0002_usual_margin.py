from decimal import Decimal

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="usual_margin",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text=(
                    "percent of revenue, assumed where the cost of a sale is not known; nothing is assumed when empty"
                ),
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal(0)),
                    django.core.validators.MaxValueValidator(Decimal(100)),
                ],
            ),
        ),
    ]
