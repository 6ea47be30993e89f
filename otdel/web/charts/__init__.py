"""Charts drawn on the server: each function takes numbers and a way to say them, and returns a `Chart`."""

from otdel.web.charts.bars import Bar, bars
from otdel.web.charts.chart import Chart, Legend
from otdel.web.charts.dots import dots
from otdel.web.charts.fan import Ahead, fan
from otdel.web.charts.flow import Outcome, Stream, flow, split_bars
from otdel.web.charts.line import line_chart
from otdel.web.charts.org_chart import OrgCard, org_chart
from otdel.web.charts.ranges import range_bar
from otdel.web.charts.reliability import Told, reliability
from otdel.web.charts.response import Brings, response
from otdel.web.charts.shifts import Shift, Span, shifts
from otdel.web.charts.small_response import small_response
from otdel.web.charts.spark import spark
from otdel.web.charts.standalone import chart_rules, standalone

__all__ = [
    "Ahead", "Bar", "Brings", "Chart", "Legend", "OrgCard", "Outcome", "Shift", "Span", "Stream", "Told", "bars",
    "chart_rules", "dots", "fan", "flow", "line_chart", "org_chart", "range_bar", "reliability", "response", "shifts",
    "small_response", "spark", "split_bars", "standalone",
]  # fmt: skip
