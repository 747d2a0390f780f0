"""The table of forwarded posts names only what the timeline has, so that a draft can be right."""

import json
from pathlib import Path

from sqlite_utils import Database

from db.edtf_dates import read_day
from db.model import Kind, Measure
from db.timeline import Timeline

POSTS = Path(__file__).parents[1] / "posts" / "forwarded.jsonl"


def test_every_post_can_be_drafted_rightly(bundled_database: Database) -> None:
    posts = [json.loads(line) for line in POSTS.read_text(encoding="utf-8").splitlines()]
    assert len(posts) == 30
    assert [post["lang"] for post in posts].count("ar") == 15
    places = Timeline(bundled_database).directory.places
    for post in posts:
        assert [place for place in post["place"] if place not in places] == [], post["text"]
        assert [kind for kind in post["kind"] if kind not in list(Kind)] == [], post["text"]
        assert read_day(post["when"]) <= read_day(post["posted"]), post["text"]
        assert "figure" not in post or post["figure"][0] in list(Measure), post["text"]
