"""The written steps of the demo's processes: what somebody else could run them from."""

from __future__ import annotations

NOTES: dict[str, tuple[str, ...]] = {
    "cmo_weekly": (
        "Open the scorecard of last week and the list of work that is late.",
        "Each person says one number and one obstacle, two minutes each.",
        "Write down three decisions with a name and a day; read them aloud.",
    ),
    "cmo_pacing": (
        "Money page, this month to yesterday, by channel.",
        "Compare with the plan spread by days; more than 5 % off is talked over with Ihor the same day.",
        "Write the decision into the channel's thread.",
    ),
    "cmo_month": (
        "Fourth working day: all exports are in, all readings read twice.",
        "Go down the scorecard: every red number has a reason and a task.",
        "Send Andrii one page by noon.",
    ),
    "cmo_one": ("Read the person's numbers and promises beforehand.", "Ask first, speak second.", "Write one promise."),
    "cmo_quarter": (
        "Ask each for three goals in numbers.",
        "Add up the money and compare with the budget.",
        "Agree the plan of the quarter with Andrii before its first day.",
    ),
    "cmo_drill": (
        "Choose two critical processes.",
        "A backup runs each from its note alone.",
        "Write what was missing.",
    ),
    "ppc_daily": (
        "Google Ads, Meta and Rozetka: yesterday's cost against the day's plan.",
        "Refused ads, limited budgets, accounts on hold: appeal or raise it in the channel's thread.",
        "Any campaign above 30 % of its plan is lowered at once.",
    ),
    "ppc_search": (
        "Search terms of the last seven days, by cost.",
        "Stop words go to the shared list, good queries become keywords.",
        "Note the sum saved.",
    ),
    "ppc_creative": (
        "Look at each running test.",
        "Stop those decided, write the result.",
        "Start the next from the list.",
    ),
    "ppc_report": (
        "Export the week from every system.",
        "Drop the files on the Import page.",
        "Three lines of what and why.",
    ),
    "ppc_plan": (
        "Forecast of the month by channel.",
        "Budget by campaign in the sheet.",
        "Agree with Maryna by the 28th.",
    ),
    "seo_watch": (
        "Search Console: coverage, manual actions, clicks against last week.",
        "Fall above 15 %: check robots, sitemap and the last releases first.",
        "Critical finds become defects with a day.",
    ),
    "seo_tasks": (
        "Ask the developers what went out.",
        "Check it on the site, not on the board.",
        "Move the rest with a new day.",
    ),
    "seo_brief": ("Query, intent, outline, sources.", "Name the page it replaces or supports."),
    "seo_month": ("Positions, clicks, leads.", "What was done and what it gave.", "The plan of the next month."),
    "smm_daily": (
        "Telegram, Instagram, Facebook: answer everything older than an hour first.",
        "Complaints go to the sellers with the order's number.",
        "Mark what was answered late and why.",
    ),
    "smm_plan": (
        "Posts of the next week with slots.",
        "Every post has a picture and a link with tags.",
        "Kateryna reads it.",
    ),
    "smm_review": ("Best and worst post of the week.", "One thing to repeat, one to stop."),
    "eml_deliv": (
        "Postmaster: complaints and reputation.",
        "Bounces above 2 %: stop the segment and look.",
        "Write the figure.",
    ),
    "eml_send": (
        "Segment, subject, preview, links with tags.",
        "Send to the five test boxes, look on a phone.",
        "Second pair of eyes: Kateryna. Then send.",
    ),
    "eml_report": ("Sent, delivered, clicks, orders by letter.", "Drop eSputnik's file on the Import page."),
    "eml_clean": ("Hard bounces out.", "Silent for 180 days: one letter, then out.", "Write how many."),
    "aff_val": (
        "Download actions of the last week from SalesDoubler.",
        "Match order numbers with the shop: paid, returned, double.",
        "Reject with a reason; partners see it.",
    ),
    "aff_pay": (
        "Approved actions of the month by partner.",
        "Invoice, act, payment by the tenth.",
        "Tell each partner the sum and the day.",
    ),
    "cop_facts": ("Go through texts published this week.", "Each figure has a source in the sheet."),
    "cnt_daily": (
        "Queue of ready material, oldest first.",
        "Checklist: title, address, picture, links, prices, phone.",
        "Publish, open on a phone, mark live.",
    ),
    "cnt_cal": ("Who gives what next week.", "Late inputs are asked for by name today."),
    "cnt_links": ("Run the crawler.", "Fix 404s; redirect what has links."),
    "cnt_sample": (
        "Thirty cards by the random list.",
        "Mark defects by the standard.",
        "Rate and the three commonest.",
    ),
    "prm_monitor": ("Mentions of the night.", "Anything hostile goes to Maryna within the hour.", "Log it."),
    "prm_pitch": ("Two stories, five editors each.", "Log who answered."),
    "gen_daily": ("Yesterday's leads, cost, site up.", "Anything odd into the channel's thread."),
    "gen_report": ("One page: leads, cost, what was done, what is next.", "To Maryna by eleven."),
}
