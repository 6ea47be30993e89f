"""A real browser for tests: opens a page, looks at it as people and as axe do, and fails with what was seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

if TYPE_CHECKING:  # pytest reads this file before Django is ready for models
    from otdel.accounts.models import Person

Theme = Literal["light", "dark"]

WIDE, PHONE = 1440, 390
THEMES: tuple[Theme, ...] = ("light", "dark")
AXE = """async (tags) => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations
  .map((one) => `${one.id} x${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)}`)"""  # all that passed is not sent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_WORDS = ["target-size", "html-has-lang", "html-lang-valid", "link-name", "button-name", "label", "empty-heading"]
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

_KEPT: WeakKeyDictionary[Any, dict[int, Any]] = WeakKeyDictionary()  # by browser and width


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
        page = _opened(self._chromium, width, base_url=self.server, color_scheme=theme)
        try:
            if self._session:
                page.context.add_cookies([_cookie(self._session, self.server)])
            page.answer = page.goto(url or "/")
            page.evaluate("document.fonts.ready.then(() => true)")
            yield page
        finally:
            page.context.close()

    @contextmanager
    def _window(self, url: str, width: int, theme: Theme) -> Iterator[Any]:
        """A page at `url` in the window of this width kept for looks: nobody's before, nobody's after."""
        windows = _KEPT.setdefault(self._chromium, {})
        if width not in windows:
            windows[width] = _opened(self._chromium, width)
        page = windows[width]
        try:
            if self._session:
                page.context.add_cookies([_cookie(self._session, self.server)])
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.problems.clear()
            page.answer = page.goto(urljoin(self.server, url or "/"))
            page.evaluate("document.fonts.ready.then(() => true)")
            yield page
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.goto("about:blank")  # a page that asks again by itself asks no more
            page.context.clear_cookies()
        except BaseException:
            windows.pop(width).context.close()
            raise

    def check_page(
        self, url: str, width: int = WIDE, theme: Theme = "light", lang: str = "", screenshot: str | Path = ""
    ) -> Seen:
        """Look at one page. `lang` is set on the person; `screenshot` is a file for a picture of the whole page."""
        return self._looked(url, width, (theme,), lang, {theme: Path(screenshot)} if screenshot else {})[theme]

    def _looked(
        self,
        url: str,
        width: int,
        themes: Sequence[Theme],
        lang: str,
        pictures: Mapping[Theme, Path],
        rules: Sequence[str] = TAGS,
    ) -> dict[Theme, Seen]:
        """One page in one window, loaded once: themes are a matter of style sheets, which change where they are."""
        if lang and self.person:
            get_user_model().objects.filter(pk=self.person.pk).update(language=lang)
        found = {}
        with self._window(url, width, themes[0]) as page:
            for theme in themes:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                if theme in pictures:
                    _picture(page, width, pictures[theme])
                found[theme] = _seen(page, rules)
        return found

    def fit_to_ship(self, url: str, langs: Sequence[str] = ("en",), folder: str | Path = "") -> None:
        """Fail unless `url` is right in light and dark, wide and on a phone, in `langs`. `folder` keeps the pictures.

        Of languages after the first, rules are asked that other words can break: colours and order are the same.
        Without `folder` pictures go to OTDEL_SHOTS, when that is set.
        """
        kept = folder or os.environ.get("OTDEL_SHOTS", "")
        name = url.strip("/").replace("/", "-") or "home"
        problems = []
        for lang, width, themes in looks(langs):
            shots = {theme: Path(kept) / f"{name}-{width}-{theme}-{lang}.png" for theme in themes} if kept else {}
            for theme, seen in self._looked(
                url, width, themes, lang, shots, TAGS if lang == langs[0] else OF_WORDS
            ).items():
                problems += [f"{lang} {theme} {width}: {line}" for line in seen.wrong()]
                if seen.lang != lang:
                    problems.append(f"{lang} {theme} {width}: the page says it is in {seen.lang}")
        assert not problems, f"{url}\n" + "\n".join(problems)


def looks(langs: Sequence[str]) -> list[tuple[str, int, tuple[Theme, ...]]]:
    """The first language in each width and theme; the others where their longer words have the least room."""
    first, *others = langs
    return [(first, width, THEMES) for width in (WIDE, PHONE)] + [(lang, PHONE, ("light",)) for lang in others]


def _opened(chromium: Any, width: int, **look: Any) -> Any:
    """A page of a window of its own, with `console` errors collected in `page.problems`."""
    size = {"width": width, "height": 900 if width > 500 else 844}
    context = chromium.new_context(viewport=size, has_touch=width < 500, reduced_motion="reduce", **look)
    context.set_default_navigation_timeout(120_000)  # the first page of a busy machine warms everything up
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    return page


def _cookie(session: str, server: str) -> Any:
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}


def _seen(page: Any, rules: Sequence[str]) -> Seen:
    """The page as it is now."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return Seen(
        status=page.answer.status,
        violations=violations(page, rules),
        too_wide=page.evaluate(TOO_WIDE) if wide else [],
        console=list(page.problems),
        lang=page.evaluate("document.documentElement.lang"),
        title=page.title(),
        text=page.inner_text("main") if page.query_selector("main") else "",
    )


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def violations(page: Any, rules: Sequence[str] = TAGS) -> list[str]:
    """What axe has against the page as it is now; evaluate() works under a strict CSP where a script tag would not."""
    if not page.evaluate("'axe' in window"):
        script = files("otdel.web") / "tests" / "assets" / "axe" / "axe.min.js"
        page.evaluate(script.read_text("utf-8") + ";0")
    found: list[str] = page.evaluate(AXE, list(rules))
    return found


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
