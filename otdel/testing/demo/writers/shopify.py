"""Shopify's orders export: a row for each line of an order, the order's own money on its first row only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from otdel.testing.demo.orders import Line, Order
from otdel.testing.demo.writers.text import write_table

HEADER = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip", "Billing Province",
    "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street", "Shipping Address1", "Shipping Address2",
    "Shipping Company", "Shipping City", "Shipping Zip", "Shipping Province", "Shipping Country", "Shipping Phone",
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source",
    "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value",
    "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Phone", "Receipt Number", "Duties",
    "Billing Province Name", "Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At",
    "Payment References",
)  # fmt: skip
PLACE = {name: index for index, name in enumerate(HEADER)}


def write(path: Path, orders: Sequence[Order], today: date) -> None:
    """Newest order first, as the admin exports them on the morning of `today`."""
    write_table(path, [HEADER, *(row for order in reversed(orders) for row in _rows(order, today))])


def _rows(order: Order, today: date) -> Iterator[list[object]]:
    for place, line in enumerate(order.lines):
        cells = _line(order, line) | (_order(order, today) if place == 0 else {})
        row: list[object] = [""] * len(HEADER)
        for name, value in cells.items():
            row[PLACE[name]] = value
        yield row


def _line(order: Order, line: Line) -> dict[str, object]:
    return {
        "Name": f"#{order.number}",
        "Email": email(order.customer),
        "Created at": order.at.strftime("%Y-%m-%d %H:%M:%S %z"),
        "Lineitem quantity": line.quantity,
        "Lineitem name": line.product.name,
        "Lineitem price": f"{line.product.price}.00",
        "Lineitem sku": line.product.sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "false",
        "Lineitem fulfillment status": "pending" if order.cancelled else "fulfilled",
        "Vendor": "Lumen Home",
        "Lineitem discount": "0.00",
    }


def _order(order: Order, today: date) -> dict[str, object]:
    paid = (order.at + timedelta(days=order.paid_after, minutes=2)).strftime("%Y-%m-%d %H:%M:%S %z")
    waits = order.cancelled or order.paid_on >= today
    cancelled = (order.at + timedelta(hours=5)).strftime("%Y-%m-%d %H:%M:%S %z")
    return {
        "Financial Status": status(order, today),
        "Paid at": "" if waits else paid,
        "Fulfillment Status": "unfulfilled" if order.cancelled else "fulfilled",
        "Accepts Marketing": "yes" if order.customer % 3 else "no",
        "Currency": "UAH",
        "Subtotal": f"{order.subtotal}.00",
        "Shipping": f"{order.delivery}.00",
        "Taxes": "0.00",
        "Total": f"{order.total}.00",
        "Discount Code": "LUMEN5" if order.discount else "",
        "Discount Amount": f"{order.discount}.00",
        "Shipping Method": "Nova Post",
        "Billing Country": "UA",
        "Shipping Country": "UA",
        "Note Attributes": notes(order),
        "Cancelled at": cancelled if order.cancelled else "",
        "Payment Method": "Cash on Delivery (COD)" if order.paid_after else "WayForPay",
        "Refunded Amount": f"{order.refunded}.00",
        "Outstanding Balance": f"{order.total if waits else 0}.00",
        "Id": 5_900_000_000_000 + order.number * 977,
        "Source": order.origin.source if order.origin.medium == "marketplace" else "web",
        "Risk Level": "Low",
    }


def status(order: Order, today: date) -> str:
    if order.cancelled:
        return "voided"
    if order.paid_on >= today:
        return "pending"
    if not order.refunded:
        return "paid"
    return "refunded" if order.refunded >= order.subtotal else "partially_refunded"


def notes(order: Order) -> str:
    """What a tag-keeping app writes into the order: one attribute a line. Nothing when the visit carried no tag."""
    origin = order.origin
    named = {"utm_source": origin.source, "utm_medium": origin.medium, "utm_campaign": origin.campaign}
    named[origin.click[0]] = origin.click[1]
    return "\n".join(f"{name}: {value}" for name, value in named.items() if name and value)


def email(customer: int) -> str:
    return f"buyer{customer}@mail.example"
