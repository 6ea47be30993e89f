"""A real browser for tests: opens a page, looks at it as people and as axe do, and fails with what was seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

if TYPE_CHECKING:  # pytest reads this file before Django is ready for models
    from otdel.accounts.models import Person

Theme = Literal["light", "dark"]

WIDE, PHONE = 1440, 390
THEMES: tuple[Theme, ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .filter((one) => !one.closest('.scroll, .seg-ctl, svg, .sr, .pop'))
  .slice(0, 5).map((one) => one.tagName + '.' + one.className)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page looked like. `wrong()` is empty for a page fit to ship."""

    status: int
    violations: list[str]
    too_wide: list[str]
    console: list[str]
    lang: str
    title: str
    text: str = field(repr=False)

    def wrong(self) -> list[str]:
        said = [] if self.status == 200 else [f"answered {self.status}"]
        said += [f"axe: {line}" for line in self.violations]
        said += [f"wider than the window: {line}" for line in self.too_wide]
        return said + [f"console: {line}" for line in self.console]


class Browser:
    """A browser on a live server, signed in as one person. `page` is for one's own script, `check_page` for gates."""

    def __init__(self, chromium: Any, server: str, person: Person | None) -> None:
        self._chromium, self.server, self.person = chromium, server, person
        self._session = _session(person) if person else ""

    @contextmanager
    def page(self, url: str = "", *, width: int = WIDE, theme: Theme = "light") -> Iterator[Any]:
        """A Playwright page already at `url`, with `console` errors collected in `page.problems`."""
        window = {"width": width, "height": 900 if width > 500 else 844}
        look = {"viewport": window, "color_scheme": theme, "has_touch": width < 500, "reduced_motion": "reduce"}
        context = self._chromium.new_context(base_url=self.server, **look)
        try:
            if self._session:
                context.add_cookies(
                    [{"name": settings.SESSION_COOKIE_NAME, "value": self._session, "url": self.server}]
                )
            page = context.new_page()
            page.problems = []
            page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: page.problems.append(str(error)))
            page.answer = page.goto(url or "/")
            page.evaluate("document.fonts.ready")
            yield page
        finally:
            context.close()

    def check_page(
        self, url: str, width: int = WIDE, theme: Theme = "light", lang: str = "", screenshot: str | Path = ""
    ) -> Seen:
        """Look at one page. `lang` is set on the person; `screenshot` is a file for a picture of the whole page."""
        if lang and self.person:
            get_user_model().objects.filter(pk=self.person.pk).update(language=lang)
        with self.page(url, width=width, theme=theme) as page:
            if screenshot:
                _picture(page, width, Path(screenshot))
            return Seen(
                status=page.answer.status,
                violations=violations(page),
                too_wide=page.evaluate(TOO_WIDE)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth")
                else [],
                console=list(page.problems),
                lang=page.evaluate("document.documentElement.lang"),
                title=page.title(),
                text=page.inner_text("main") if page.query_selector("main") else "",
            )

    def fit_to_ship(self, url: str, langs: Sequence[str] = ("en",), folder: str | Path = "") -> None:
        """Fail unless `url` is right in light and dark, wide and on a phone, in `langs`. `folder` keeps the pictures.

        Without `folder` pictures go to OTDEL_SHOTS, when that is set.
        """
        place = Path(folder or os.environ.get("OTDEL_SHOTS", "")) if folder or os.environ.get("OTDEL_SHOTS") else None
        problems = []
        for lang, theme, width in looks(langs):
            name = f"{url.strip('/').replace('/', '-') or 'home'}-{width}-{theme}-{lang}.png"
            seen = self.check_page(url, width, theme, lang, place / name if place else "")
            problems += [f"{lang} {theme} {width}: {line}" for line in seen.wrong()]
            if seen.lang != lang:
                problems.append(f"{lang} {theme} {width}: the page says it is in {seen.lang}")
        assert not problems, f"{url}\n" + "\n".join(problems)


def looks(langs: Sequence[str]) -> list[tuple[str, Theme, int]]:
    """The first language in each theme and width; the others where their longer words have the least room."""
    first, *others = langs
    return [(first, theme, width) for theme in THEMES for width in (WIDE, PHONE)] + [
        (lang, "light", PHONE) for lang in others
    ]


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def violations(page: Any) -> list[str]:
    """What axe has against the page as it is now; evaluate() works under a strict CSP where a script tag would not."""
    script = files("otdel.web") / "tests" / "assets" / "axe" / "axe.min.js"
    page.evaluate(script.read_text("utf-8") + ";0")
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
    return [f"{one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}" for one in found]


def _picture(page: Any, width: int, file: Path) -> None:
    """The whole page in one picture, with fixed bars at its end."""
    file.parent.mkdir(parents=True, exist_ok=True)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(900, height)})
    page.screenshot(path=str(file))
    page.set_viewport_size({"width": width, "height": 900})


def chromium_path() -> str:
    """Where Chromium is. Skips the test, visibly, when there is none."""
    found = os.environ.get("OTDEL_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    if not found:
        pytest.skip("Chromium is absent: set OTDEL_CHROMIUM to its path")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for the whole run."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is absent")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # Playwright runs a loop in this thread, and the ORM is used between its calls
    )
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def owner(db: None) -> Person:
    """An owner to sign in as."""
    return get_user_model().objects.create_person("andrii@example.com", None, name="Andrii Shevchuk", role="owner")


@pytest.fixture
def browser(chromium: Any, live_server: Any, owner: Person) -> Browser:
    """A browser signed in as the owner on a live server; make other `Browser`s for other people."""
    return Browser(chromium, live_server.url, owner)
