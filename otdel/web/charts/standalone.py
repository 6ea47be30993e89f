"""A chart that stands alone, in a report or on paper: the rules of charts.css inside it, colours written out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

CSS = Path(__file__).resolve().parent.parent / "static" / "otdel" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\(\s*([^,]+?)\s*,\s*([^)]+?)\s*\)\s*;")

Theme = Literal["light", "dark"]


@cache
def tokens(theme: Theme) -> dict[str, str]:
    """Colour tokens of one theme by name, read from the style sheet the pages use."""
    found = TOKEN.findall((CSS / "tokens.css").read_text("utf-8"))
    return {name: (light if theme == "light" else dark) for name, light, dark in found}


@cache
def chart_rules(theme: Theme = "light") -> str:
    """The rules of charts.css with literal colours, for a picture or a page without our style sheets."""
    sheet = re.sub(r"/\*.*?\*/", "", (CSS / "charts.css").read_text("utf-8"), flags=re.DOTALL)
    inside = sheet[sheet.index("{") + 1 : sheet.rindex("}")]
    colours = tokens(theme)
    literal = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], inside)
    return re.sub(r"\s+", " ", literal).strip()


def standalone(svg: str, theme: Theme = "light") -> str:
    """`svg` with its name space, font and rules inside: it opens by itself and prints the same."""
    head, body = svg.split(">", 1)
    head = head.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    font = "svg{font-family:Inter,system-ui,'Segoe UI',Roboto,sans-serif}"
    return f"{head}><style>{font}{chart_rules(theme)}</style>{body}"
