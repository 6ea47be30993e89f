"""Facts of the demo company counted apart from Otdel: its export files read with pandas, by what their columns say.

Nothing of connectors, warehouse or evidence is used; only the typed costs come from the records.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pandas as pd

ZONE = "Europe/Kyiv"
PAID = ("Google Search", "YouTube", "Meta", "Marketplaces")
NOT_MARKETING = ("direct", "unknown")
HALF_YEAR, YEAR, MATURITY = 183, 365, 90
OURS = {"rozetka": "Marketplaces", "prom": "Marketplaces", "esputnik": "Email and SMS", "facebook": "Meta",
        "instagram": "Meta", "youtube": "YouTube"}  # fmt: skip


class Facts:
    """Frames of the export files under `folder`."""

    def __init__(self, folder: Path, costs: pd.DataFrame) -> None:
        self.folder = folder
        self.rates = self._rates()
        self.spend = pd.concat([self._google(), self._meta(), self._tables(), costs], ignore_index=True)
        self.names = dict(self.spend[["id", "channel"]].dropna().drop_duplicates("id").values)
        self.leads = self._leads()
        self.deals = self._deals()
        self.leads["good"] = self.leads.told | self.leads.lead.isin(self.deals.lead)
        self.sales = self._sales()
        self.visited: set[str] = set()  # campaigns named by tags of visits
        self.sessions = self._sessions()
        self.queries = self._queries()
        self.ranks = self._ranks()

    def _read(self, path: Path, **how: Any) -> pd.DataFrame:
        found: pd.DataFrame = pd.read_csv(path, dtype=str, **how)
        return found

    def _rates(self) -> pd.Series:
        frame = self._read(self.folder / "nbu-rates.csv")
        dollars = frame[frame.iloc[:, 3] == "USD"]
        days = pd.to_datetime(dollars.iloc[:, 0], format="%d.%m.%Y")
        return pd.Series(dollars.iloc[:, 6].astype(float).values, index=days).sort_index()

    def _google(self) -> pd.DataFrame:
        """Of two reports that tell a campaign's day, the one exported later."""
        frames = []
        files = sorted((self.folder / "google-ads").iterdir(), key=lambda path: path.stem.split()[-3:])
        for path in files:
            raw = path.read_bytes()
            text = raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-8-sig")
            lines = text.split("\n", 2)[2]
            tabs = "\t" in lines.split("\n", 1)[0]
            frame = pd.read_csv(io.StringIO(lines), sep="\t" if tabs else ",", dtype=str)
            frame = frame[frame.iloc[:, 3].fillna("").str.fullmatch(r"\d+")]
            frames.append(pd.DataFrame({
                "day": pd.to_datetime(frame.iloc[:, 2]), "campaign": frame.iloc[:, 1], "id": frame.iloc[:, 3],
                "cost": _numbers(frame.iloc[:, 10]), "source": "google_ads",
            }))  # fmt: skip
        found = pd.concat(frames, ignore_index=True).drop_duplicates(["id", "day"], keep="last")
        video = found.campaign.str.contains(r"^(?:youtube|demand gen)", case=False)
        return found.assign(channel=video.map({True: "YouTube", False: "Google Search"}))

    def _meta(self) -> pd.DataFrame:
        frames = []
        for path in sorted((self.folder / "meta-ads").iterdir()):
            frame = self._read(path) if path.suffix == ".csv" else pd.read_excel(path, dtype=str, engine="openpyxl")
            frame = frame[frame.iloc[:, 2].notna()]
            day = pd.to_datetime(frame.iloc[:, 4])
            cost = frame.iloc[:, 12].astype(float) * self.rates.reindex(day).to_numpy(dtype=float)
            frames.append(
                pd.DataFrame({"day": day, "campaign": frame.iloc[:, 2], "id": frame.iloc[:, 3], "cost": cost})
            )
        found = pd.concat(frames, ignore_index=True).drop_duplicates(["id", "day"])
        return found.assign(source="meta_ads", channel="Meta")

    def _tables(self) -> pd.DataFrame:
        """Marketplaces, partners and mailings; rows whose day or money cannot be read are left out."""
        kinds: tuple[tuple[str, dict[str, str], int, int, str, str], ...] = (
            ("marketplaces/rozetka*", {"sep": ";", "encoding": "utf-8-sig"}, 4, 1, "Marketplaces", "rozetka"),
            ("marketplaces/prom*", {"sep": ";", "encoding": "cp1251"}, 3, 1, "Marketplaces", "prom"),
            ("partners/*", {}, 4, 1, "Affiliates", "partners"),
            ("mailing/*", {"sep": "\t"}, 3, 1, "Email and SMS", "esputnik"),
        )
        frames = []
        for pattern, how, cost, name, channel, source in kinds:
            for path in sorted(self.folder.glob(pattern)):
                frame = self._read(path, **how)
                frames.append(pd.DataFrame({
                    "day": _days(frame.iloc[:, 0]), "campaign": frame.iloc[:, name],
                    "cost": _numbers(frame.iloc[:, cost]), "channel": channel, "source": source,
                }))  # fmt: skip
        return pd.concat(frames, ignore_index=True).dropna(subset=["day", "cost"])

    def channel(self, row: Any) -> str:
        """Where tags lead: to the campaign they name, else to the company's own name for their source."""
        source, medium, campaign = (_word(row.get(f"utm_{one}")) for one in ("source", "medium", "campaign"))
        for number in re.findall(r"\d{6,}", campaign):
            if number in self.names:
                return str(self.names[number])
        if medium in ("social", "sm", "organic_social") or source in ("tiktok", "telegram", "pinterest"):
            return "organic_social"
        if source in OURS:
            return OURS[source]
        if source == "google" and medium == "cpc":
            return "Google Search"
        if medium == "organic":
            return "SEO and content"
        return "direct" if source == "(direct)" else "unknown"

    def _leads(self) -> pd.DataFrame:
        frame = self._read(self.folder / "crm/contacts.csv")
        stage = frame["Lifecycle Stage"].str.lower()
        return pd.DataFrame({
            "lead": frame["Record ID"], "day": pd.to_datetime(frame["Create Date"]).dt.normalize(),
            "channel": [self.channel(row) for row in frame.to_dict("records")],
            "told": stage.isin(["opportunity", "customer"]), "campaign": frame["utm_campaign"].fillna(""),
        })  # fmt: skip

    def _deals(self) -> pd.DataFrame:
        frame = self._read(self.folder / "crm/deals.csv").rename(columns={"Associated Contact IDs": "lead"})
        frame = frame.merge(self.leads[["lead", "day", "channel"]], on="lead", how="left")
        stage = frame["Deal Stage"]
        return pd.DataFrame({
            "sale": "H" + frame["Record ID"], "lead": frame["lead"], "customer": "lead:" + frame["lead"],
            "lead_day": frame["day"], "channel": frame["channel"], "won": stage == "Closed Won",
            "moment": pd.to_datetime(frame["Close Date"]), "revenue": frame["Amount"].astype(float), "returned": 0.0,
            "cost": frame["Cost of goods"].astype(float), "campaign": frame["utm_campaign"].fillna(""),
        })  # fmt: skip

    def _sales(self) -> pd.DataFrame:
        """Won sales of shop and CRM, with the day the money came and whether it is the buyer's first."""
        files = sorted((self.folder / "shop").iterdir())
        frame = pd.concat([self._read(path) for path in files]).drop_duplicates("Name")
        tags = [dict(re.findall(r"(utm_\w+): (.*)", note)) for note in frame["Note Attributes"].fillna("")]
        costs = pd.concat([
            self._read(path, sep=";", encoding="utf-8-sig") for path in sorted((self.folder / "accounts").iterdir())
        ])  # fmt: skip
        goods = pd.Series(_numbers(costs.iloc[:, 2]).values, index=costs.iloc[:, 0])
        won = frame["Financial Status"].isin(["paid", "refunded", "partially_refunded"])
        shop = pd.DataFrame({
            "sale": frame["Name"], "lead": "", "customer": frame["Email"],
            "lead_day": _moments(frame["Created at"]).dt.normalize(),
            "channel": [self.channel(one) for one in tags], "won": won, "moment": _moments(frame["Paid at"]),
            "revenue": frame["Total"].astype(float), "returned": frame["Refunded Amount"].astype(float),
            "cost": goods.reindex(frame["Name"]).values, "campaign": [one.get("utm_campaign", "") for one in tags],
        })  # fmt: skip
        found = pd.concat([shop, self.deals], ignore_index=True)
        found = found[found.won].sort_values(["moment", "sale"])
        found["day"] = found.moment.dt.normalize()
        found["margin"] = found.revenue - found.returned - found.cost
        found["first"] = ~found.duplicated("customer")
        found["first_day"] = found.groupby("customer").day.transform("min")
        return found

    def _sessions(self) -> pd.DataFrame:
        frames = []
        for path in sorted((self.folder / "analytics").glob("Traffic*")):
            frame = self._read(path, skiprows=6, index_col=False)
            frame = frame[frame["Date"].fillna("").str.fullmatch(r"\d{8}")]
            both = frame.iloc[:, 1].str.split(" / ", n=1, expand=True)
            self.visited |= set(frame.iloc[:, 2])
            rows = pd.DataFrame({"utm_source": both[0], "utm_medium": both[1], "utm_campaign": frame.iloc[:, 2]})
            frames.append(pd.DataFrame({
                "day": pd.to_datetime(frame["Date"]), "sessions": frame["Sessions"].astype(int),
                "channel": [self.channel(row) for row in rows.to_dict("records")],
            }))  # fmt: skip
        return pd.concat(frames, ignore_index=True)

    def _queries(self) -> pd.DataFrame:
        """Clicks of each day, of the brand and others: a table's clicks spread over its days, the newest table first.

        The table in the folder itself was exported last; those of quarters name their days.
        """
        found: dict[pd.Timestamp, tuple[float, float]] = {}
        paths = sorted((self.folder / "search-console").rglob("Queries.csv"), key=lambda path: path.parent.name)
        for path in reversed(paths):
            told = re.fullmatch(r"(\S+) to (\S+)", path.parent.name)
            if told:
                days = pd.date_range(told[1], told[2])
            else:
                shown = pd.to_datetime(self._read(path.with_name("Chart.csv")).iloc[:, 0])
                days = pd.date_range(shown.min(), shown.max())
            frame = self._read(path)
            brand = frame.iloc[:, 0].str.lower().str.contains("lumen home", regex=False)
            clicks = frame["Clicks"].astype(float)
            for day in days:
                found.setdefault(day, (clicks[brand].sum() / len(days), clicks[~brand].sum() / len(days)))
        return pd.DataFrame([(day, *both) for day, both in found.items()], columns=["day", "brand", "other"])

    def _ranks(self) -> pd.DataFrame:
        """Every position of every tracked query, with the day it was read."""
        frames = []
        for path in sorted((self.folder / "rank-tracker").iterdir()) if (self.folder / "rank-tracker").exists() else ():
            frame = self._read(path)
            frames.append(pd.DataFrame({
                "day": pd.to_datetime(frame["Date"]), "word": frame["Keyword"],
                "position": frame["Position"].astype(float),
            }))  # fmt: skip
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["day", "word", "position"])


def _word(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _numbers(column: pd.Series) -> pd.Series:
    """Numbers of either decimal mark, with spaces of any kind between thousands; what is none is missing."""
    plain = column.fillna("").str.replace(r"[\s\u00a0\u202f]", "", regex=True)
    comma = plain.str.contains(",", regex=False) & ~plain.str.contains(".", regex=False)
    plain = plain.where(~comma, plain.str.replace(",", ".", regex=False)).str.replace(",", "", regex=False)
    return pd.to_numeric(plain, errors="coerce")


def _days(column: pd.Series) -> pd.Series:
    found = pd.to_datetime(column, format="%d.%m.%Y", errors="coerce")
    return found.fillna(pd.to_datetime(column, format="%Y-%m-%d", errors="coerce"))


def _moments(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, utc=True, errors="coerce").dt.tz_convert(ZONE).dt.tz_localize(None)
