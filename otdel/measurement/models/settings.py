"""What a person settles about sources and channels: currency, VAT, expected freshness, ordered channel rules."""

from __future__ import annotations

from django.db import models

from otdel.measurement import channels


class SourceSetting(models.Model):
    """One source and account. An empty account speaks for every account of the source."""

    source = models.CharField(max_length=40)
    account = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, blank=True)  # what its money is in, when files do not say
    vat_included = models.BooleanField(null=True)  # null: nobody has said yet
    fresh_days = models.PositiveSmallIntegerField(default=7)  # older than this is late

    class Meta:
        ordering = ["source", "account"]
        constraints = [models.UniqueConstraint(fields=["source", "account"], name="one_setting_a_source_and_account")]

    def __str__(self) -> str:
        return f"{self.source} {self.account}".strip()


class ChannelRule(models.Model):
    """One rule of the company's own, tried in order before the standard grouping."""

    position = models.PositiveIntegerField(db_index=True)
    channel = models.CharField(max_length=60)
    source = models.CharField(max_length=120, blank=True)
    utm_source = models.CharField(max_length=120, blank=True)
    utm_medium = models.CharField(max_length=120, blank=True)
    campaign = models.CharField(max_length=200, blank=True)
    campaign_type = models.CharField(max_length=120, blank=True)
    click_id = models.CharField(max_length=20, blank=True)
    origin = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.position} {self.channel}"

    @property
    def rule(self) -> channels.ChannelRule:
        conditions = {name: getattr(self, name) for name in channels.CONDITIONS}
        return channels.ChannelRule(self.channel, **conditions)
