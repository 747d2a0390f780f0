"""A table of the shape of UCDP's Georeferenced Event Dataset, with made-up events: the same for the same seed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

HEADING = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
_TOWNS = 4_000
_SIDES = ("Government of Syria", "Syrian insurgents", "IS", "SDF", "Ahrar al-Sham", "Jaysh al-Islam", "HTS", "SNA")
_TELLERS = ("SOHR", "SANA", "AFP", "Reuters", "local activists", "Syrian Network for Human Rights", "")


def rows(count: int, seed: int = 1, first_id: int = 1) -> Iterator[list[object]]:
    """That many rows without the heading, with ids from `first_id` on."""
    random = Random(seed)  # noqa: S311 the same table each time is meant
    towns = [_town(random, number) for number in range(_TOWNS)]
    first = date(2011, 3, 15)
    for number in range(count):
        violence = random.choices((1, 2, 3), (7, 1, 2))[0]
        a, b = random.sample(_SIDES, 2)
        if violence == 3:
            b = "Civilians"
        name, adm_1, adm_2, latitude, longitude = random.choice(towns)
        start = first + timedelta(days=random.randrange(5_400))
        exact = random.random() < 0.8
        end = start if exact else start + timedelta(days=random.randrange(1, 25))
        civilians, others = random.randrange(4), random.randrange(12)
        best = civilians + others
        teller = random.choice(_TELLERS)
        side_a, side_b = 100 + _SIDES.index(a), 100 + _SIDES.index(b) if b in _SIDES else 9999
        yield [
            first_id + number, f"SYR-{start.year}-{violence}-{number}", start.year, 1, "Clear", violence, 299, 299,
            f"Syria: {a} - {b}", 1000 + side_a, 1000 + side_a, f"{a} - {b}", side_a, side_a, a, side_b, side_b, b,
            1, f'"Agency,{start},Fighting reported near {name}"', "Agency", start, f"Fighting reported near {name}",
            teller, random.choices((1, 2, 3, 4, 6), (60, 20, 8, 10, 2))[0], name, f"{name} in {adm_2}", adm_1, adm_2,
            latitude, longitude, f"POINT ({longitude} {latitude})", 180000 + number % 900, "Syria", 652,
            "Middle East", 1 if exact else random.choice((1, 2)), 1 if exact else random.choice((2, 3, 4)),
            f"{start} 00:00:00.000", f"{end} 00:00:00.000", others // 2, others - others // 2, civilians, 0, best,
            best + random.randrange(6), max(0, best - random.randrange(4)), 652, "",
        ]  # fmt: skip


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write a table with that many rows to a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADING)
        table.writerows(rows(count, seed))


def _town(random: Random, number: int) -> tuple[str, str, str, float, float]:
    syllables = [
        "ba",
        "dar",
        "han",
        "jab",
        "kaf",
        "lat",
        "mar",
        "nab",
        "qas",
        "ram",
        "sar",
        "tal",
        "um",
        "yab",
        "zay",
        "ha",
        "mas",
        "rif",
    ]
    name = "".join(random.choices(syllables, k=3)).capitalize()
    governorate = number % 14
    return (
        f"{name} {random.choice(('town', 'village', 'city'))}",
        f"Governorate {governorate + 1} governorate",
        f"District {number % 60 + 1} district",
        round(33 + random.random() * 3.5, 6),
        round(36 + random.random() * 5, 6),
    )
