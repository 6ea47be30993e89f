"""What boards call the columns of a task, in three languages, and which of ours each one fills."""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {  # ours, then what else it may be called; letter case does not matter
    "title": ("title", "task", "task name", "name", "card name", "summary", "назва", "задача", "завдання", "название"),
    "owner": (
        "owner", "assignee", "assigned to", "responsible", "members", "виконавець", "відповідальний", "исполнитель",
        "ответственный",
    ),
    "due": ("due", "due date", "deadline", "end date", "термін", "крайній термін", "дедлайн", "срок", "крайний срок"),
    "done": (
        "done", "completed", "completed at", "completed on", "date completed", "closed", "resolved", "виконано",
        "завершено", "дата завершення", "выполнено", "завершено", "дата завершения",
    ),
    "handed": ("handed", "handed over", "submitted", "здано", "сдано"),
    "kind": ("kind", "type", "issue type", "тип", "вид"),
    "customer": ("customer", "reporter", "requester", "reviewer", "замовник", "постановник", "заказчик", "постановщик"),
    "zone": ("zone", "зона"),
    "points": ("points", "story points", "estimate", "бали", "баллы"),
    "severity": ("severity", "серйозність", "серьёзность"),
    "outcome": ("outcome", "результат тесту", "результат теста"),
    "text": ("text", "description", "notes", "опис", "описание"),
    "created": ("created", "created at", "creation date", "date created", "створено", "создано", "дата создания"),
    "ready": ("ready",),
    "live": ("live", "published", "published at", "опубліковано", "опубликовано"),
}  # fmt: skip
NEEDED = ("title", "owner", "due")
BY_NAME = {name: ours for ours, names in COLUMNS.items() for name in names}


def ours(header: str) -> str:
    """Our column a header fills, or nothing."""
    return BY_NAME.get(" ".join(header.replace("_", " ").split()).casefold(), "")
