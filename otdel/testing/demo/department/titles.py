"""What the demo's tasks are called: for each role its usual errands, and the subjects texts and posts are about."""

from __future__ import annotations

ERRANDS: dict[str, tuple[str, ...]] = {
    "cmo": (
        "Agree the month's budget with Andrii",
        "Answer the sellers on the quality of leads",
        "Read the draft plan of {month}",
        "Talk over the scorecard of {month} with each",
        "Choose the agency for the winter shoot",
        "Write what we will not do in {month}",
        "Look for a video editor: three candidates",
        "Sum up {month}: one page for Andrii",
    ),
    "ppc": (
        "Move {month}'s budget from broad to shopping",
        "Clean the stop words of {thing}",
        "New texts for {thing}",
        "Check that conversions of {thing} reach Google",
        "Feed: mend refused goods, {thing}",
        "Landing page for {thing}: ask Kateryna",
        "Structure of campaigns for {thing}",
        "Raise limits for the sale of {month}",
    ),
    "seo": (
        "Brief for the page of {thing}",
        "Titles of {thing}, 40 pages",
        "Internal links to {thing}",
        "Compare our page of {thing} with the first three",
        "Schema of goods: {thing}",
        "List of pages to be indexed, {month}",
    ),
    "smm": (
        "Shoot of {thing} in the showroom",
        "Calendar of posts for {month}",
        "Collect buyers' photographs of {thing}",
        "Contest for subscribers: {thing}",
    ),
    "email": (
        "Chain for those who looked at {thing}",
        "Segment: bought {thing} a year ago",
        "Letter of {month}: {thing}",
        "Clean the base before {month}",
    ),
    "affiliate": (
        "Recruit three designers for {thing}",
        "Materials for partners: {thing}",
        "New terms for {month}",
        "Answer partners on rejected actions of {month}",
    ),
    "copywriter": ("Collect facts on {thing}", "Tone of voice: examples with {thing}"),
    "content_manager": (
        "Cards of {thing} to one standard",
        "Photographs of {thing} with rights",
        "Banner of {month}",
        "Move old articles on {thing}",
    ),
    "pr": ("Column of Andrii on {thing}", "Pitch: light and {thing}"),
    "generalist": (
        "Report of the week, first try",
        "Brief for the author: {thing}",
        "Check the form on the page of {thing}",
        "List of what is odd on the site",
        "Test: phone number in the header",
        "Plan of the winter campaign: {thing}",
    ),
}
THINGS = (
    "chandeliers",
    "pendant lamps",
    "ceiling lamps",
    "wall lamps",
    "table lamps",
    "floor lamps",
    "facade lamps",
    "LED strips",
    "light for kitchens",
    "light for offices",
    "brass",
    "the new collection",
    "projects of designers",
)
TEXTS = (
    "Page: {thing}",
    "Article: how to choose {thing}",
    "Advertisements: {thing}",
    "Letter: {thing}",
    "Case: {thing} in a flat",
    "Cards: {thing}, 12 goods",
    "Guide: {thing}",
    "Answers to questions on {thing}",
)
POSTS = (
    "{thing}: before and after",
    "{thing}: question of the day",
    "{thing}: behind the scenes",
    "{thing}: buyer's home",
)
PUBLICATIONS = ("Publish: {thing}", "Page live: {thing}", "Banner: {thing}", "Article live: {thing}")
REFRESHES = ("Review the page of {thing}", "Prices and photographs: {thing}")
SEO_WORKS = (
    "Rework the category of {thing}",
    "Speed of the page of {thing}",
    "Links to {thing}",
    "Headings of {thing}",
    "Filters of {thing}: what is indexed",
)
DEFECTS = (
    "Pages of {thing} answer 404",
    "Noindex left on {thing}",
    "Double titles in {thing}",
    "Sitemap without {thing}",
    "Slow first picture in {thing}",
)
TESTS = (
    "Advertisement of {thing}: price against benefit",
    "Landing of {thing}: form above or below",
    "Audience of {thing}: buyers against visitors",
    "Picture of {thing}: room against white",
)
COPY_TESTS = ("Subject of the letter on {thing}", "Heading of the page of {thing}")
DELIVERABLES = (
    "Publication on {thing}",
    "Comment of an expert on {thing}",
    "Video of {thing}",
    "Design of the banner: {thing}",
)
REWORKS = (
    "The figures have no source.",
    "Too long: half of it.",
    "The tone is not ours.",
    "The link leads to the old page.",
    "Prices are last month's.",
    "Good, one paragraph is missing.",
)
WAITS = (
    "Prices from the sellers",
    "Approval by Maryna",
    "Photographs from the shoot",
    "Access from the developers",
    "Answer of the supplier",
)
DROPS = ("Overtaken by the sale", "The goods are discontinued", "Done another way", "Not worth its time any more")
