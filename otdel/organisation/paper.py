"""HTML onto paper: a PDF by WeasyPrint, with our own fonts and nothing fetched from anywhere else."""

from __future__ import annotations

import atexit
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import Any

FONTS = (  # one family a script: each has only its own letters, so a text falls through to the one that has them
    ("Inter Latin", "inter-latin-wght-normal.woff2"),
    ("Inter Cyrillic", "inter-cyrillic-wght-normal.woff2"),
    ("Inter Cyrillic Ext", "inter-cyrillic-ext-wght-normal.woff2"),
)


_one_at_a_time = Lock()


class NoPaper(Exception):
    """No PDF can be made here: the library that sets type is missing. The HTML is whole without it."""


def pdf_of(html: str) -> bytes:
    """The page as a PDF. Raises NoPaper when Pango is not installed."""
    press = _press()
    try:
        with _one_at_a_time:  # fonts are set up once and shared; two threads would write them over each other
            style, fonts = _style()
            made = press.HTML(string=html, url_fetcher=_fetcher()).write_pdf(stylesheets=[style], font_config=fonts)
    except OSError as error:
        raise NoPaper(str(error)) from error
    return bytes(made)


@cache
def _style() -> tuple[Any, Any]:
    """The style of the paper with its fonts unpacked: most of the work of a short dossier, done once a process."""
    press = _press()
    fonts = press.text.fonts.FontConfiguration()
    atexit.register(_style.cache_clear)  # it cleans up behind itself, which it no longer can while Python shuts down
    return press.CSS(string=_fonts() + _sheet(), url_fetcher=_fetcher(), font_config=fonts), fonts


def _press() -> Any:
    """WeasyPrint, loaded when first needed: it looks for Pango as it loads."""
    try:
        import weasyprint
    except OSError as error:
        raise NoPaper(str(error)) from error
    return weasyprint


def _sheet() -> str:
    return (files("otdel.organisation") / "static" / "organisation" / "dossier.css").read_text("utf-8")


def _fonts() -> str:
    faces = (f'@font-face {{ font-family: "{family}"; src: url("{_address(name)}"); }}\n' for family, name in FONTS)
    return "".join(faces)


@cache
def _address(name: str) -> str:
    with as_file(files("otdel.web") / "static" / "otdel" / "fonts" / name) as path:
        return path.as_uri()


def _fetcher() -> Any:
    """A dossier holds what people typed, so nothing it names is fetched: our fonts are all that is read."""
    from weasyprint.urls import URLFetcher

    allowed = {_address(name) for _, name in FONTS}

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc, unused-ignore]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in allowed:
                raise ValueError("only the fonts of Otdel are read")
            return super().fetch(url, headers)

    return OnlyOurFonts()
