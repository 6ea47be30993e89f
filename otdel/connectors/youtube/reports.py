"""YouTube Studio: headers of "Table data", "Chart data" and "Totals", in three languages."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from otdel.connectors.columns import Draft, Evidence, Metric, observations

VIEWS = ("Views", "Просмотры", "Перегляди")
HOURS = ("Watch time (hours)", "Время просмотра (часы)", "Час перегляду (години)", "Час перегляду (год)")
CTR = (
    "Impressions click-through rate (%)",
    "CTR для значков (%)",
    "CTR для значков видео (%)",
    "Рейтинг кліків показів (%)",
    "Показник клікабельності (%)",
)
METRICS = (
    Metric("views", VIEWS),
    Metric("watch_hours", HOURS, unit="hours"),
    Metric("subscribers", ("Subscribers", "Подписчики", "Підписники")),
    Metric("impressions", ("Impressions", "Показы", "Показы значков", "Покази", "Покази значків")),
    Metric("impressions_ctr", CTR, unit="ratio"),
    Metric("revenue", ("Estimated revenue", "Your estimated revenue", "Расчетный доход"), unit="currency"),
)
VIDEO = ("Content", "Video", "Контент", "Видео", "Вміст", "Відео")
DATE = ("Date", "Дата")
_HUNDREDTH = pa.scalar(Decimal("0.01"), pa.decimal128(4, 2))


def _percents(draft: Draft) -> None:
    """The header says "%", so 3.51 is a share of 0.0351."""
    values = draft.columns.get("metric:impressions_ctr")
    if values is not None:
        share = pc.multiply(values, _HUNDREDTH)
        draft.columns["metric:impressions_ctr"] = pc.round(share, 6, "half_to_even").cast(pa.decimal128(18, 6))


REPORTS = (
    observations(
        "youtube.videos",
        "YouTube Studio: videos",
        breakdown="video",
        subject=VIDEO,
        day=DATE,
        metrics=METRICS,
        evidence=Evidence(
            needs=(VIDEO, VIEWS),
            signs=("Video title", "Video publish time", "Название видео", "Назва відео", *HOURS[:1]),
            base=0.4,
        ),
        adjust=_percents,
    ),
    observations(
        "youtube.days",
        "YouTube Studio: days",
        breakdown="channel",
        day=DATE,
        metrics=METRICS,
        evidence=Evidence(needs=(DATE, VIEWS, HOURS), shuns=VIDEO, base=0.55),
        adjust=_percents,
    ),
)
