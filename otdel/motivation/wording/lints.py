"""The lints by name: what each looks for, why, and what to do when no change of the plan mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Told:
    """`step` is what to do when there is no mend to take."""

    name: Any
    why: Any
    step: Any = ""


LINTS: dict[str, Told] = {
    "L01": Told(_("Weights"), _("Weights that do not add up to a whole pay something nobody agreed to.")),
    "L02": Told(
        _("Few enough parts"),
        _("Small weights dilute each other, and people must be able to reckon their own pay."),
        _("Add a second part: the KPI’s own partner is a good one."),
    ),
    "L03": Told(
        _("No cliffs"),
        _("Where a little more pays a lot more, results are moved in time and given away to customers (Oyer 1998, "
          "Larkin 2014)."),
    ),
    "L04": Told(_("Even curves"), _("A curve that bends sharply, or falls, pays for stopping at the right moment.")),
    "L05": Told(
        _("What a person can move"),
        _("Whoever is paid for what others do is paid for noise."),
        _("Choose a KPI the person moves, or say in the KPI’s settings how far they do."),
    ),
    "L06": Told(
        _("Quality beside volume"),
        _("Effort leaves what is not measured (Holmstrom and Milgrom 1991)."),
        _("Add a KPI of quality or cost, as a part or as a gate."),
    ),
    "L07": Told(
        _("No pay for spending"),
        _("A share of the spend is a reason to spend."),
        _("Pay for what the money brings."),
    ),
    "L08": Told(
        _("Fixed and variable"),
        _("Too little variable pay moves nobody; too much moves the company’s risk onto the person."),
        _("Offer the person other terms, or leave them knowingly."),
    ),
    "L09": Told(
        _("Fair odds"),
        _("A target that is never or always reached is no target. The odds are of the company’s own past periods."),
        _("Set other targets, or agree on them openly."),
    ),
    "L10": Told(
        _("No dead zones"),
        _("Where nothing more can be won or lost, effort stops."),
        _("Lower the floor, or split the period."),
    ),
    "L11": Told(
        _("Little luck"),
        _("Ten leads more or less may be chance. Over longer periods chance evens out."),
        _("Take a longer period, or an average of several."),
    ),
    "L12": Told(
        _("Paid when it is known"),
        _("What is paid before it is known is taken back later, or wrong for good."),
    ),
    "L13": Told(
        _("Whole and independent data"),
        _("Nobody should be paid by a number that has gaps, or that they alone typed in."),
        _("Bring the missing files, or let a second person read the figure."),
    ),
    "L14": Told(_("No change backwards"), _("Rules do not change in a game that has begun.")),
    "L15": Told(
        _("No ratchet"),
        _("When each good result becomes the next target, nobody shows a good result."),
        _("Let a target stand for at least two quarters."),
    ),
    "L16": Told(
        _("People not against each other"),
        _("Two people paid for opposite things fight over the same customer."),
        _("Give both plans one part or a team factor in common."),
    ),
    "L17": Told(_("Nothing paid twice"), _("Two numbers that always move together are one.")),
    "L18": Told(
        _("Gates that stay open"),
        _("A gate is for what must not happen. One that often fails is a hidden cut."),
        _("Ease the gate, or make it a part."),
    ),
    "L19": Told(
        _("No ranking in a small team"),
        _("Among few people places are luck, and nobody helps a rival."),
        _("Pay for results, not for places."),
    ),
    "L20": Told(
        _("One’s own and the team’s"),
        _("Whoever has a zone of their own is paid mostly for it; a head is paid for the team as well."),
        _("Change the shares."),
    ),
    "L21": Told(
        pgettext_lazy("pay lint", "Taking back"),
        _("Only from later variable pay, never more than it was, and not for ever."),
        _("Ask a lawyer who knows the labour law of the country."),
    ),
    "L22": Told(
        _("Time to begin"),
        _("Newcomers learn and new KPIs have faults: both get time before they count in full."),
    ),
    "L23": Told(
        _("No crowd above the line"),
        _("Where many results stand just above a target, some were helped over it (Cadsby, Song and Tapon 2010)."),
        _("Read a sample of these results again with somebody who is not paid by them."),
    ),
    "L24": Told(
        _("Signed and paid on time"),
        _("A plan that was not signed is no agreement, and a late payment is a broken promise."),
        _("Get the signature, or pay what is late."),
    ),
    "L25": Told(
        _("A statement that adds up"),
        _("Everybody should be able to reckon their pay again, on one page."),
        _("Have fewer parts, or report a fault."),
    ),
}  # fmt: skip
