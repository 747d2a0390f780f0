"""How many forwarded posts are drafted rightly: `python -m tests.posts.score [FILES]`.

A post counts where its draft has date, place and kind right; actors and figures are told beside it. The form of a
file stands in README.md here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from answering.drafting.draft import Field
from answering.drafting.news import Told, told_in
from answering.drafting.post import Post, read_post
from db import bundled
from db.connection import open_for_reading
from db.timeline import Timeline

FORWARDED = Path(__file__).with_name("forwarded.jsonl")

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ScoredPost:
    """A post, what was read from it, and which parts of that are right; None where the post has no such part."""

    post: Object
    told: Told
    when: bool
    place: bool
    kind: bool
    figure: bool | None
    actors: bool | None
    text: bool

    @property
    def right(self) -> bool:
        """Whether date, place and kind are right, and the draft has the post's own words."""
        return self.when and self.place and self.kind and self.text


def score_post(post: Object, timeline: Timeline) -> ScoredPost:
    """What became of a post."""
    posted = date.fromisoformat(post["posted"])
    told = told_in(post["text"], posted, timeline)
    draft = read_post(Post(post["text"], posted, "A channel", "https://t.me/a_channel/1"), timeline, "en").draft
    figure = post.get("figure")
    actors = post.get("actors")
    return ScoredPost(
        post,
        told,
        when=draft.value(Field.DATE) == post["when"],
        place=bool(told.places) and told.places[0] in post["place"],
        kind=told.kind is not None and told.kind in post["kind"],
        figure=None if figure is None else any(_is(figure, one.measure, one.low, one.high) for one in told.counts),
        actors=None if actors is None else _actors_right(actors, told),
        text=bool(draft.value(Field.ENGLISH if post["lang"] == "en" else Field.ARABIC)),
    )


def _is(figure: Sequence[Any], measure: str, low: float, high: float) -> bool:
    return bool(figure[0] == measure and low <= figure[1] <= high)


def _actors_right(wanted: Sequence[Any], told: Told) -> bool:
    """Whether every actor that the post names is in the draft, in its role where one is given."""
    roles = {actor: str(role) for actor, role in told.actors}
    pairs = [one if isinstance(one, list) else [one, None] for one in wanted]
    return all(actor in roles and role in (None, roles[actor]) for actor, role in pairs)


def posts_of(file: Path) -> list[Object]:
    """The posts of a file, in its order."""
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--misses", is_flag=True, help="Show the posts that are not right.")
def main(files: tuple[Path, ...], misses: bool) -> None:
    """Draft the posts of FILES (those of this folder without any) and print how many are right."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tarikh.db"
        bundled.build(path)
        with closing(open_for_reading(path)) as database:
            timeline = Timeline(database)
            for file in files or sorted(Path(__file__).parent.glob("*.jsonl")):
                scored = [score_post(post, timeline) for post in posts_of(file)]
                click.echo(f"{file.name}: {summary(scored)}")
                for one in scored if misses else ():
                    if not one.right or one.figure is False or one.actors is False:
                        click.echo(_told(one))


def summary(scored: Sequence[ScoredPost]) -> str:
    """How many of the posts are right, and by part."""
    parts = [f"{sum(one.right for one in scored)} of {len(scored)} right"]
    for name in ("when", "place", "kind", "figure", "actors"):
        known = [getattr(one, name) for one in scored if getattr(one, name) is not None]
        if known:
            parts.append(f"{name} {sum(known)}/{len(known)}")
    return ", ".join(parts)


def _told(one: ScoredPost) -> str:
    told, post = one.told, one.post
    return (
        f"\n{post['text']}\n"
        f"  {one.when:d}{one.place:d}{one.kind:d} wanted {post['when']} {post['place']} {post['kind']} "
        f"{post.get('figure')} {post.get('actors')}\n"
        f"  read {told.when.edtf} {list(told.places)} {told.kind} "
        f"{[(str(count.measure), count.low, count.high) for count in told.counts]} "
        f"{[(actor, str(role)) for actor, role in told.actors]}"
    )


if __name__ == "__main__":
    main()
