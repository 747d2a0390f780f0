"""A small valid timeline as objects of a record file, to be changed by tests, and its files."""

import copy
import json

from db.records import RecordFile

SOURCE = {
    "type": "source",
    "id": "tag24-20241205-hama",
    "outlet": "TAG24",
    "url": "https://www.tag24.de/hama",
    "published": "2024-12-05",
    "lang": "en",
    "kind": "news",
}
COUNTRY = {
    "type": "place",
    "id": "syria",
    "name": {"en": "Syria", "ar": "سوريا"},
    "kind": "country",
    "in": None,
    "lat": 35.0,
    "lon": 38.0,
    "geonameid": 163843,
    "aliases": ["Surya"],
    "covers": ["hama"],
}
CITY = {
    "type": "place",
    "id": "hama",
    "name": {"en": "Hama", "ar": "حماة"},
    "kind": "city",
    "in": "syria",
    "lat": None,
    "lon": None,
    "geonameid": None,
    "aliases": [],
    "common_words": ["Hama"],
}
ARMY = {
    "type": "actor",
    "id": "saa",
    "name": {"en": "Syrian Arab Army", "ar": "الجيش"},
    "kind": "armed_forces",
    "side": "government",
    "member_of": [],
    "aliases": ["the army"],
    "exact": ["SAA"],
    "until": "2024-12-08",
    "metonyms": ["Damascus"],
    "adjectives": ["army"],
    "succeeded_by": ["hts"],
}
REBELS = {
    "type": "actor",
    "id": "hts",
    "name": {"en": "Hayat Tahrir al-Sham", "ar": "هيئة تحرير الشام"},
    "kind": "armed_group",
    "side": None,
    "member_of": [],
    "aliases": [],
    "since": "2017-01-28",
}
EVENT = {
    "type": "event",
    "id": "2024-12-05-hama-capture",
    "when": "2024-12-05",
    "clock": "early afternoon",
    "kind": "capture",
    "places": ["hama"],
    "actors": [{"actor": "hts", "role": "by"}, {"actor": "saa", "role": "from"}],
    "text": {"en": "Rebels captured Hama.", "ar": "سيطر المعارضون على حماة."},
    "status": "confirmed",
    "importance": 5,
    "reports": [
        {
            "source": "tag24-20241205-hama",
            "said_by": ["saa"],
            "stance": "confirms",
            "on": "2024-12-05",
            "note": {"en": "redeployed outside", "ar": "أعاد الانتشار خارجها"},
        },
        {"source": "tag24-20241205-hama", "said_by": [], "stance": "reports", "on": None, "note": None},
    ],
    "figures": [
        {
            "measure": "killed",
            "low": 727,
            "high": 826.5,
            "group": "people",
            "label": {"en": "people", "ar": "أشخاص"},
            "since": "2024-11-27",
            "until": None,
            "area": ["syria"],
            "said_by": ["saa"],
            "source": "tag24-20241205-hama",
        }
    ],
    "tags": ["2024 offensive"],
    "control": [
        {"places": ["hama"], "to": ["hts"], "from": ["saa"], "extent": "whole"},
        {"places": ["syria"], "to": [], "from": ["saa"], "extent": "part", "except": ["hama"]},
    ],
    "outcome": "won",
}
ALL = (SOURCE, COUNTRY, CITY, ARMY, REBELS, EVENT)

REMOVED = object()  # a change to this takes the field away


def changed(record: dict, path: str, value: object) -> dict:
    """A copy of a record with another value at a path like `reports.0.stance`."""
    record = copy.deepcopy(record)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = record
    for step in steps:
        part = part[step]
    if value is REMOVED:
        del part[last]
    else:
        part[last] = value
    return record


def lines_of(*records: dict) -> list[bytes]:
    """Records as the lines of a file."""
    return [json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records]


def file_of(*records: dict, name: str = "records.jsonl") -> RecordFile:
    """Records as a file."""
    return RecordFile(name, lines_of(*records))
