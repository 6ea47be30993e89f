"""The designer against going through every small department by hand, and what must hold whatever the figures."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from otdel.organisation.rules.designer import Impossible, Mix, Now, Plan, best, design, fixed_need, problems, swings
from otdel.organisation.rules.designer.codes import ENGAGEMENTS, HEAD, KINDS, LEAD, OWN_WORK, ROLES
from otdel.organisation.rules.designer.plan import worth_of_hour

FAR = Decimal(10) ** 7  # a price nobody can pay
QUIET = {f"volume.{name}": Decimal(0) for name in ("channels", "reports", "articles", "pages", "posts", "letters")}


def plan(budget: int = 3000, people: tuple[Now, ...] = (), **more: int | str) -> Plan:
    """A plan in euros; figures are written with two underscores for a dot."""
    figures = {code.replace("__", "."): Decimal(value) for code, value in more.items()}
    return Plan.made("EUR", {**QUIET, "budget": Decimal(budget), **figures}, people)


def small(chance: random.Random) -> tuple[Plan, list[tuple[str, str, float]]]:
    """A random small company, and the few ways to hire it can pay for."""
    roles = chance.sample(ROLES, 3)
    payable = [(role, terms) for role in roles for terms in chance.sample(ENGAGEMENTS, chance.choice((1, 1, 2)))]
    figures: dict[str, Decimal] = dict(QUIET)
    for role in ROLES:
        for terms in ENGAGEMENTS:
            price = Decimal(chance.randrange(4, 20) * 100) if (role, terms) in payable else FAR
            figures[f"cost.{role}.{terms}"] = price
            figures[f"fit.{role}.{terms}"] = Decimal(chance.choice(("1", "1", "0.9", "0.7")))
    for volume in chance.sample(("channels", "reports", "articles", "pages", "posts", "letters", "landings"), 3):
        figures[f"volume.{volume}"] = Decimal(chance.randrange(1, 30))
    for kind in KINDS:
        figures[f"routine.{kind}"] = Decimal(chance.randrange(0, 40))
        figures[f"least.{kind}"] = Decimal(chance.choice(("0", "0", "0", "0.3", "0.7")))
        figures[f"weight.{kind}"] = Decimal(chance.choice(("0.5", "1", "2")))
    figures |= {
        "budget": Decimal(chance.randrange(3, 30) * 100),
        "useful": Decimal(chance.choice(("0", "0.4", "0.8"))),
        "skill": Decimal(chance.choice(("0", "0.6"))),
        "pace.generalist": Decimal(chance.choice(("0.5", "0.7"))),
        "span.owner": Decimal(chance.randrange(0, 4)),
        "span.head": Decimal(chance.randrange(1, 5)),
        "lead.owner": Decimal(chance.randrange(0, 30)),
    }
    people = tuple(
        Now(chance.choice((*roles, "")), "staff", chance.choice((0.5, 1.0))) for _ in range(chance.choice((0, 0, 1, 2)))
    )
    ways = [(role, terms, share) for role, terms in payable for share in (0.5, 1.0)]
    return Plan.made("EUR", figures, people), ways


Way = tuple[str, str, float]


def departments(asked: Plan, ways: list[Way]) -> Iterator[dict[Way, int]]:
    """Every set of people the budget pays for; two halves on the same terms are one full."""
    budget = asked.money("budget")
    ranges = [
        range(2 if share == 0.5 else int(budget / asked.money(f"cost.{role}.{terms}")) + 1)
        for role, terms, share in ways
    ]
    for counts in itertools.product(*ranges):
        hired = {way: count for way, count in zip(ways, counts, strict=True) if count}
        if price(asked, hired) <= budget:
            yield hired


def price(asked: Plan, hired: dict[Way, int]) -> Decimal:
    return sum(
        (
            asked.money(f"cost.{role}.{terms}") * Decimal(str(share)) * count
            for (role, terms, share), count in hired.items()
        ),
        Decimal(0),
    )


def pace(asked: Plan, role: str, kind: str) -> float:
    return asked.of("pace.generalist") if role == "generalist" else float(kind in OWN_WORK.get(role, ()))


def lost_by(asked: Plan, hired: dict[Way, int]) -> float | None:
    """What stays uncovered at best, by a programme of hours alone; nothing when a limit is broken."""
    heads = sum(count for (role, *_), count in hired.items() if role == HEAD) + sum(
        p.role == HEAD for p in asked.people
    )
    led = sum(count for (role, *_), count in hired.items() if role != HEAD) + sum(p.role != HEAD for p in asked.people)
    if led > asked.of("span.owner") + heads * asked.of("span.head"):
        return None
    need = fixed_need(asked)
    for (role, terms, _share), count in hired.items():
        need[LEAD] += 0 if role == HEAD else count * asked.of("lead.contract" if terms == "contract" else "lead.person")
    full = asked.of("hours.full")
    hands: list[tuple[str, float, float]] = [("owner", asked.of("lead.owner"), 0.0)]  # role, hours, hours to be filled
    for one in asked.people:
        fit = asked.of(f"fit.{one.role}.{one.terms}") if one.role else 1.0
        hands.append((one.role, full * one.share * fit, 0.0))
    for role in {role for role, _terms, _share in hired}:
        mine = [(terms, share, count) for (whose, terms, share), count in hired.items() if whose == role]
        hours = sum(full * share * asked.of(f"fit.{role}.{terms}") * count for terms, share, count in mine)
        hands.append((role, hours, asked.of("useful") * sum(full * share * count for _terms, share, count in mine)))
    speeds = np.array(
        [[float(kind == LEAD) if role == "owner" else pace(asked, role, kind) for kind in KINDS] for role, *_ in hands]
    )
    rows, most = [], []
    for place, (_role, hours, filled) in enumerate(hands):
        row = np.zeros_like(speeds)
        row[place] = 1
        rows += [row.ravel(), -row.ravel()]
        most += [hours, -filled]
    for place, kind in enumerate(KINDS):
        row = np.zeros_like(speeds)
        row[:, place] = speeds[:, place]
        skilled = np.where(row >= asked.of("skill"), row, 0)
        rows += [row.ravel(), -skilled.ravel()]
        most += [need[kind], -asked.of(f"least.{kind}") * need[kind]]
    worth = np.array([worth_of_hour(asked, kind) for kind in KINDS])
    bounds = [(0, None if speed > 0 else 0) for speed in speeds.ravel()]
    found = linprog(-(speeds * worth).ravel(), A_ub=np.array(rows), b_ub=most, bounds=bounds)
    return None if found.status != 0 else float(sum(worth * [need[kind] for kind in KINDS]) + found.fun)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_best_mix_is_the_one_found_by_trying_every_department(seed: int) -> None:
    chance, impossible = random.Random(seed), 0
    for _case in range(50):
        asked, ways = small(chance)
        tried = [
            (lost, price(asked, hired))
            for hired in departments(asked, ways)
            if (lost := lost_by(asked, hired)) is not None
        ]
        found = best(asked)
        if not tried:
            impossible += 1
            assert isinstance(found, Impossible), asked
            continue
        least = min(lost for lost, _cost in tried)
        cheapest = min(cost for lost, cost in tried if lost <= least + 1e-4)
        assert isinstance(found, Mix), asked
        assert found.lost == pytest.approx(least, abs=1e-3), asked
        assert found.cost == cheapest, asked
    assert 0 < impossible < 45  # both kinds of answer were met


@given(
    budget=st.integers(0, 9000), more=st.integers(0, 4000), articles=st.integers(0, 30), channels=st.integers(0, 9),
    least=st.sampled_from(("0", "0.5", "0.9")),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_more_money_never_covers_less(budget: int, more: int, articles: int, channels: int, least: str) -> None:
    asked = plan(budget, volume__articles=articles, volume__channels=channels, least__ads=least)
    poor, rich = best(asked), best(asked.with_figures({"budget": Decimal(budget + more)}))
    if isinstance(poor, Mix):
        assert isinstance(rich, Mix)
        assert rich.lost <= poor.lost + 0.01
        assert poor.cost <= budget


def test_a_search_specialist_is_missing_and_nothing_else() -> None:
    asked = plan(1500, volume__pages=25, routine__seo=12, lead__owner=20)
    found = best(asked)
    assert isinstance(found, Mix)
    assert [(hire.option.role, hire.option.terms, hire.option.share, hire.count) for hire in found.hires] == [
        ("seo", "remote", "half", 1)
    ]
    assert design(asked).now.of("seo").uncovered == 62.0
    assert found.of("seo").uncovered == 0.0
    assert found.cost == asked.money("cost.seo.remote") / 2
    assert found.idle == pytest.approx(3.0)


def test_people_who_are_there_are_kept_and_need_no_money() -> None:
    found = design(plan(0, (Now("seo", "remote", 0.5),), volume__pages=20))
    assert isinstance(found.best, Mix)
    assert found.best.hires == ()
    assert found.best.of("seo").covered == 40.0
    assert found.now == found.best


def test_work_of_no_volume_needs_nobody() -> None:
    found = design(plan(5000, lead__owner=16))
    assert isinstance(found.best, Mix)
    assert found.best.needed == 0
    assert found.best.hires == ()


def test_a_generalist_does_every_kind_and_takes_longer() -> None:
    asked = plan(3000, volume__letters=10, pace__generalist="0.5", skill="0", least__email="0")
    alone = design(asked).starts[0]
    assert alone.code == "generalist"
    assert alone.mix.covered == pytest.approx(alone.mix.of(LEAD).needed + 45.0)  # 90 hours do the work of 45


def test_a_contractor_takes_more_leading_than_somebody_of_ours() -> None:
    prices = {f"cost.seo.{terms}": FAR for terms in ("staff", "remote")} | {
        f"cost.generalist.{t}": FAR for t in ENGAGEMENTS
    }
    found = best(plan(2000, volume__pages=30).with_figures(prices))
    assert isinstance(found, Mix)
    assert found.hires[0].option.terms == "contract"
    assert found.of(LEAD).needed == 7.0


def test_too_little_money_says_how_much_would_do() -> None:
    asked = plan(100, volume__channels=10, least__ads="0.6")
    found = best(asked)
    assert isinstance(found, Impossible)
    enough = next(way.enough for way in found.ways if way.limit == "budget")
    assert isinstance(best(asked.with_figures({"budget": enough})), Mix)
    assert isinstance(best(asked.with_figures({"budget": enough - 1})), Impossible)


def test_the_least_cover_can_be_loosened_as_far_as_it_says() -> None:
    asked = plan(1200, volume__channels=40, least__ads="0.9")
    found = best(asked)
    assert isinstance(found, Impossible)
    part = next(way.enough for way in found.ways if way.limit == "least")
    eased = {f"least.{kind}": asked.money(f"least.{kind}") * part for kind in KINDS}
    assert isinstance(best(asked.with_figures(eased)), Mix)
    harder = {f"least.{kind}": asked.money(f"least.{kind}") * (part + Decimal("0.02")) for kind in KINDS}
    assert isinstance(best(asked.with_figures(harder)), Impossible)


def test_nobody_leads_more_people_than_they_can() -> None:
    four = (Now("smm"), Now("seo"), Now("ppc"), Now("email"))
    found = best(plan(0, four, span__owner=3))
    assert isinstance(found, Impossible)
    assert {way.limit: (way.now, way.enough) for way in found.ways}["span"] == (Decimal(3), Decimal(4))
    led = best(plan(8000, four, span__owner=3, useful="0"))
    assert isinstance(led, Mix)
    assert [hire.option.role for hire in led.hires] == [HEAD]


def test_a_director_comes_first_and_then_the_team_for_what_is_left() -> None:
    start = design(plan(7000, volume__channels=8, volume__pages=20)).starts[1]
    assert start.code == "head"
    assert start.breaks == ()
    assert start.mix.hires[0].option.role == HEAD
    assert start.mix.people > 1


def test_a_director_nobody_can_pay_for_is_said_with_the_least_budget() -> None:
    start = design(plan(1500, volume__pages=30)).starts[1]
    assert "budget" in start.breaks
    assert start.enough is not None
    assert start.enough > 1500
    assert design(plan(int(start.enough) + 1, volume__pages=30)).starts[1].breaks == ()


def test_the_same_question_gets_the_same_answer_whatever_the_order() -> None:
    figures = dict(plan(4000, volume__channels=6, volume__posts=30, volume__articles=6).figures)
    backwards = dict(reversed(list(figures.items())))
    people = (Now("smm"), Now("seo"))
    assert design(Plan.made("EUR", figures, people)) == design(Plan.made("EUR", backwards, people[::-1]))


def test_what_matters_most_is_what_moves_most() -> None:
    asked = plan(1500, volume__pages=25, routine__seo=12, lead__owner=20)
    found = best(asked)
    assert isinstance(found, Mix)
    list_of_them = swings(asked, found)
    assert list_of_them[0].effect == max(one.effect for one in list_of_them if one.possible)
    more = next(one for one in list_of_them if (one.code, one.factor) == ("norm.pages.seo", Decimal("1.25")))
    assert more.mix is not None
    assert more.mix.needed == pytest.approx(found.needed + 12.5)
    assert more.effect > 0
    assert not any(one.code.startswith("norm.posts") for one in list_of_them)  # there are no posts


@pytest.mark.parametrize(
    ("figure", "value"),
    [("budget", "-1"), ("volume.pages", "-3"), ("norm.spend", "0"), ("hours.full", "0"), ("budget", "1e30"),
     ("volume.posts", "NaN"), ("spend", "Infinity"), ("useful", "1.5"), ("pace.generalist", "0")],
)  # fmt: skip
def test_figures_that_cannot_be_are_named(figure: str, value: str) -> None:
    found = problems(plan().with_figures({figure: Decimal(value)}))
    assert [(one.code, one.values["figure"]) for one in found] == [("design_figure_outside", figure)]


def test_a_department_of_thousands_is_refused_with_its_hours() -> None:
    (found,) = problems(plan(volume__posts=90_000))
    assert found.code == "design_too_large"
    assert int(str(found.values["hours"])) > 90_000


def test_without_a_price_nothing_is_guessed() -> None:
    (found,) = problems(Plan.made("XPF", {}))
    assert found.code == "design_no_anchor"
    assert problems(Plan.made("XPF", {"anchor": Decimal(200_000)})) == []


def test_very_large_and_very_small_money_is_reckoned_alike() -> None:
    for scale in (Decimal("0.01"), Decimal(1), Decimal(1_000_000)):
        asked = Plan.made("EUR", {**QUIET, "anchor": 1800 * scale, "budget": 1500 * scale, "volume.pages": Decimal(30)})
        found = best(asked)
        assert isinstance(found, Mix)
        assert [hire.option.role for hire in found.hires] == ["seo"]
