"""The shapes of facts are consistent with themselves: keys exist, names are unique, lineage never collides."""

import pytest

from otdel.kit.facts import LINEAGE, SHAPES, Kind, Shape

each_shape = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


@each_shape
def test_the_key_is_made_of_the_shapes_own_columns(shape: Shape) -> None:
    assert set(shape.key) <= {column.name for column in shape.columns}


@each_shape
def test_no_column_is_named_twice_or_like_the_lineage(shape: Shape) -> None:
    names = [column.name for column in (*shape.columns, *LINEAGE)]
    assert len(names) == len(set(names))


@each_shape
def test_only_counts_and_amounts_are_summed(shape: Shape) -> None:
    summed = {column.kind for column in shape.columns if column.additive}
    assert summed <= {Kind.INTEGER, Kind.AMOUNT}


@each_shape
def test_every_amount_of_money_stands_beside_a_currency(shape: Shape) -> None:
    if any(column.kind is Kind.AMOUNT for column in shape.columns) and shape.name != "observations":
        assert shape.column("currency")
