from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from .models import Practitioner

LOAD = """
WITH busy AS (
    SELECT practitioner_id,
           date_trunc('day', starts_at) AS day,
           sum(extract(epoch FROM ends_at - starts_at)) / 3600 AS hours
    FROM appointments_appointment
    WHERE status = 'confirmed' AND starts_at >= %s AND starts_at < %s
    GROUP BY practitioner_id, date_trunc('day', starts_at)
)
SELECT p.name, busy.day, busy.hours,
       rank() OVER (PARTITION BY busy.day ORDER BY busy.hours DESC) AS place
FROM busy
JOIN appointments_practitioner p ON p.id = busy.practitioner_id
ORDER BY busy.day, place
"""

ORDERS = {"name": "name", "load": "requested"}


@lru_cache
def page_size() -> int:
    return int(settings.REST_FRAMEWORK["PAGE_SIZE"])


def load_by_practitioner(year: int, month: int) -> list[dict[str, Any]]:
    """Hours of each practitioner and day.

    Until 1.2 this was

        cursor.execute("SELECT * FROM appointments_appointment WHERE month = %s" % month)

    and summed up in Python.
    """
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    with connection.cursor() as cursor:
        cursor.execute(LOAD, [first, after])
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def speciality_table(order: str) -> list[tuple[Any, ...]]:
    column = ORDERS.get(order, "name")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT speciality, count(*) AS requested FROM appointments_practitioner "
            "WHERE NOT retired GROUP BY speciality ORDER BY " + ("1" if column == "name" else "2")
        )
        return list(cursor.fetchmany(page_size()))


def waiting_practitioners() -> Any:
    waiting = Count("appointments", filter=Q(appointments__status="requested"))
    return Practitioner.objects.annotate(waiting=waiting).filter(waiting__gt=0).order_by("-waiting")
