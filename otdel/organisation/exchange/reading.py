"""Files of a department become rows of text: tables by the house's reader, YAML with the line each entry stands on."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator

import yaml

from otdel.connectors.contract import Sheet
from otdel.connectors.reading.lines import lines, read_content
from otdel.connectors.writing import unmarked
from otdel.kit.reason import Reason
from otdel.organisation.exchange.tables import TABLES, Bad, Line, Read, table_of

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
MOST_FILES = 20
DEEPEST = 20  # lists and entries in each other; a department has four


def read(name: str, content: bytes) -> Read:
    """The rows of a YAML, CSV, TSV or XLSX file, or of a ZIP of CSV files. Never raises for what is in the file."""
    if len(content) > MOST_BYTES:
        return _refused(name, Reason.of("exchange_too_large", limit=MOST_BYTES // 1024 // 1024))
    if name.lower().endswith((".yaml", ".yml")):
        return _few(name, _yaml(name, content))
    if name.lower().endswith(".zip"):
        return _few(name, _zip(name, content))
    return _few(name, _table(name, content))


def _refused(name: str, reason: Reason) -> Read:
    return Read(bad=(Bad(name, "", 0, "", reason),))


def _few(name: str, found: Read) -> Read:
    if len(found.lines) > MOST_ROWS:
        return _refused(name, Reason.of("exchange_too_long", rows=len(found.lines), limit=MOST_ROWS))
    if not found.lines and not found.bad:
        return _refused(name, Reason.of("exchange_nothing"))
    return found


def _zip(name: str, content: bytes) -> Read:
    """The tables in an archive, each checked for its size before it is unpacked."""
    found: list[Read] = []
    try:
        with tempfile.TemporaryFile() as held:
            held.write(content)
            with zipfile.ZipFile(held) as archive:
                inside = [one for one in archive.infolist() if not one.is_dir()]
                if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_BYTES:
                    return _refused(name, Reason.of("exchange_too_large", limit=MOST_BYTES // 1024 // 1024))
                found = [_table(one.filename, archive.read(one)) for one in inside]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        return _refused(name, Reason.of("exchange_archive_broken", detail=str(error)[:120]))
    return joined(found)


def joined(parts: list[Read]) -> Read:
    return Read(
        tuple(line for part in parts for line in part.lines),
        tuple(bad for part in parts for bad in part.bad),
        tuple(one for part in parts for one in part.skipped),
    )


def _table(name: str, content: bytes) -> Read:
    reading = read_content(content, name)
    if reading.refused:
        return _refused(name, reading.refused)
    return joined([_sheet(name, sheet) for sheet in reading.sheets])


def _sheet(name: str, sheet: Sheet) -> Read:
    header = tuple(column.strip().lower() for column in sheet.header)
    table = table_of(header)
    if not table:
        return Read(skipped=(sheet.name or name,))
    places = {column: place for place, column in enumerate(header) if column}
    found = dict(lines(sheet, places))
    for total in sheet.totals:  # somebody may be called Total
        found[total.row] = {column: unmarked(cell.strip()) for column, cell in zip(header, total.cells, strict=False)}
    taken = [Line(name, table, row, cells) for row, cells in sorted(found.items())]
    ragged = tuple(Bad(name, table, one.row, "", Reason.of("exchange_row_ragged")) for one in sheet.ragged)
    return Read(tuple(taken), ragged + tuple(_unknown(name, table, header)))


def _unknown(name: str, table: str, header: tuple[str, ...]) -> Iterator[Bad]:
    """Columns of no meaning here: said, and the rows are taken without them."""
    for column in header:
        if column and column not in TABLES[table].columns:
            reason = Reason.of("exchange_column_unknown", column=column, columns=", ".join(TABLES[table].columns))
            yield Bad(name, table, 1, column, reason)


def _yaml(name: str, content: bytes) -> Read:
    try:
        text = content.decode("utf-8-sig")
        if has_aliases(text):
            return _refused(name, Reason.of("exchange_yaml_alias"))
        root = yaml.compose(text, yaml.SafeLoader)
    except UnicodeDecodeError:
        return _refused(name, Reason.of("exchange_yaml_broken", detail="UTF-8"))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        detail = str(getattr(error, "problem_mark", "") or error).strip().replace("\n", " ")
        return _refused(name, Reason.of("exchange_yaml_broken", detail=detail[:160]))
    if not isinstance(root, yaml.MappingNode):
        return _refused(name, Reason.of("exchange_nothing"))
    return joined([_section(name, key, value) for key, value in root.value])


def has_aliases(text: str) -> bool:
    """Raises YAMLError for lists in lists without end: reading them takes longer and longer with each."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            return True
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.YAMLError(f"more than {DEEPEST} levels")
    return False


def _section(name: str, key: yaml.Node, value: yaml.Node) -> Read:
    table = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
    if table not in TABLES or not isinstance(value, yaml.SequenceNode):
        return Read(skipped=(table,)) if table else Read()
    found = [_entry(name, table, node) for node in value.value]
    return joined(found)


def _entry(name: str, table: str, node: yaml.Node) -> Read:
    row = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return Read(bad=(Bad(name, table, row, "", Reason.of("exchange_entry_plain")),))
    cells = {str(key.value): _text(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    header = tuple(cells)
    return Read((Line(name, table, row, cells),), tuple(_unknown(name, table, header)))


def _text(node: yaml.Node) -> str:
    """A value as the cell of a table would have it: lists with commas, nothing for null."""
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_text(one) for one in node.value)
    if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null":
        return str(node.value).strip()
    return ""
