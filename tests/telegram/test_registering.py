"""/place and /actor walked through over HTTP: a form taken, changed and sent back, names added, faults told."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.chats import Chats, Digits, Preferences
from db.connection import open_for_reading, open_for_writing
from db.editing import write
from db.history import history, newest
from db.model import Actor, Place
from db.revision import Signature
from db.rows import load_actors, load_places
from handlers.context import BotApplication
from tests.builders import PLACES
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, at_desk, make_with_desk, plain, tell
from tests.telegram.screen import Shown
from tests.telegram.world import PrivateChat

NOW = datetime(2026, 11, 28, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database, lambda: NOW) as application:
        yield application


def form_in(shown: Shown) -> str:
    """What a tap on the form copies: every letter of it, marks too."""
    (block,) = [entity for entity in shown.entities if entity.type == "pre"]
    units = shown.text.encode("utf-16-le")
    return units[2 * block.offset : 2 * (block.offset + block.length)].decode("utf-16-le")


def place(path: Path, id: str) -> Place:
    with closing(open_for_reading(path)) as opened:
        return next(one for one in load_places(opened) if one.id == id)


def actor(path: Path, id: str) -> Actor:
    with closing(open_for_reading(path)) as opened:
        return next(one for one in load_actors(opened) if one.id == id)


async def test_a_place_is_changed_by_its_form(api: BotApi, bot: BotApplication, database: Path) -> None:
    shown = await tell(api, "/place Hama")
    assert plain(shown).startswith("This is what is recorded. Copy it with a tap")
    form = form_in(shown)
    assert form.startswith("/place\nid: hama\nenglish name: Hama\n")
    changed = form.replace("coordinates:", "coordinates: 35.13, 36.76").replace("Hamah", "Hamah; Hamath")
    done = plain(await tell(api, changed.replace("why:", "why: from the gazetteer")))
    assert done.splitlines() == [
        "The place hama was changed:",
        "Coordinates: 35.13, 36.76 (nothing before)",
        "Other names: added Hamath",
        "This is revision 2; /undo 2 takes it back.",
    ]
    assert (place(database, "hama").latitude, place(database, "hama").aliases) == (35.13, ("Hamah", "Hamath"))
    with closing(open_for_reading(database)) as opened:
        assert history(opened, "hama", "place")[-1].revision.why == "from the gazetteer"
    # A question with the new name is answered at once.
    assert "5 December 2024" in plain(await tell(api, "when did Hamath fall"))
    # The form of before is not taken any more: what changed since is shown.
    again = plain(await tell(api, form.replace("Hamah", "Hamat")))
    assert again.startswith("This has been changed since, so nothing was done.")
    assert "Other names: added Hamath" in again
    assert place(database, "hama").aliases == ("Hamah", "Hamath")
    told = plain(await tell(api, "/history hama"))
    assert told.startswith("The history of hama")
    await api.press(await tell(api, "/undo"), "Yes, undo it")
    assert "Revision 2 is undone." in plain(await api.next_edit(PrivateChat(EDITOR)))
    assert place(database, "hama") == next(one for one in PLACES if one.id == "hama")


@pytest.mark.parametrize("digits", [None, Digits.ARABIC, Digits.WESTERN])
async def test_a_place_is_added_and_changed_in_arabic(
    api: BotApi, bot: BotApplication, database: Path, digits: Digits | None
) -> None:
    with closing(open_for_writing(database)) as opened:
        Chats(opened).prefer(EDITOR_AR.id, Preferences(digits=digits))
    template = await tell(api, "/place", EDITOR_AR)
    assert plain(template).startswith("انسخ الاستمارة بلمسة")
    form = form_in(template)
    assert form.startswith("/place\n"), "a mark before it would hide the command"
    filled = (
        form.replace("الاسم الإنكليزي:", "الاسم الإنكليزي: Kafr Zita")
        .replace("الاسم العربي:", "الاسم العربي: كفر زيتا")
        .replace("النوع:", "النوع: بلدة")
        .replace("يقع في:", "يقع في: محافظة حماة")
        .replace("الإحداثيات:", "الإحداثيات: ٣٥٫٣٧، ٣٦٫٦")
    )
    done = plain(await tell(api, filled, EDITOR_AR))
    assert done.splitlines()[0] == "أُضيف المكان kafr-zita."
    recorded = place(database, "kafr-zita")
    assert (recorded.kind, recorded.within, recorded.latitude) == ("town", "hama-governorate", 35.37)
    form = form_in(await tell(api, "/place كفر زيتا", EDITOR_AR))
    assert form.startswith("/place\nالمعرّف: kafr-zita\n")
    done = plain(await tell(api, form.replace("النوع: بلدة", "النوع: مدينة"), EDITOR_AR))
    assert "تغيّر المكان kafr-zita:" in done
    assert "النوع: بلدة ← مدينة" in done
    assert place(database, "kafr-zita").kind == "city"


async def test_an_actor_is_added_and_gets_names(api: BotApi, bot: BotApplication, database: Path) -> None:
    words = (
        "/actor\nname: Ahrar al-Sham\narabic name: أحرار الشام\nkind: armed group\nside: opposition\nbelongs to: rebels"
    )
    done = plain(await tell(api, words))
    assert done.splitlines()[0] == "The actor ahrar-al-sham was added."
    done = plain(await tell(api, "/actor ahrar al-sham + Ahrar; حركة أحرار الشام; HTS"))
    assert done.splitlines() == [
        "The actor ahrar-al-sham was changed:",
        "Other names: added Ahrar",
        "Other names: added حركة أحرار الشام",
        "Other names: added HTS",
        "“HTS” is also a name of Hayat Tahrir al-Sham (hts): who asks with it will be asked which is meant.",
        "This is revision 3; /undo 3 takes it back.",
    ]
    assert actor(database, "ahrar-al-sham").aliases == ("Ahrar", "حركة أحرار الشام", "HTS")
    assert "nothing was changed" in plain(await tell(api, "/actor ahrar + Ahrar"))
    form = form_in(await tell(api, "/actor ahrar"))
    done = plain(await tell(api, form.replace("until:", "until: 30 January 2025")))
    assert "Until: 30 January 2025 (nothing before)" in done


async def test_an_actor_is_changed_in_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    form = form_in(await tell(api, "/actor hts", EDITOR_AR))
    done = plain(await tell(api, form.replace("ينتمي إلى: rebels", "ينتمي إلى:"), EDITOR_AR))
    assert "تغيّر الطرف hts:" in done
    assert "ينتمي إلى: حذف المعارضة" in done
    assert actor(database, "hts").member_of == ()


async def test_what_is_wrong_is_told_and_nothing_written(api: BotApi, bot: BotApplication, database: Path) -> None:
    said = plain(await tell(api, "/place\nname: X\nkind: cty\nin: Atlantis"))
    assert said.splitlines()[0] == "Nothing was changed. Put this right and send it again:"
    assert [line.partition(":")[0] for line in said.splitlines()[1:]] == ["• in", "• arabic name", "• kind"]
    said = plain(await tell(api, "/place\nالاسم: س\nالنوع: مدين", EDITOR_AR))
    assert said.splitlines()[0] == "لم يتغيّر شيء. صحّح ما يلي وأرسله من جديد:"
    assert "هل تقصد «مدينة»؟" in said
    assert "No place is recorded as “Atlantis”" in plain(await tell(api, "/place Atlantis"))
    seen = plain(await tell(api, "/place\nid: hama\nname: Hamah\narabic name: حماة\nkind: town"))
    assert seen.startswith("hama is recorded already, and nothing was changed.")
    with closing(open_for_reading(database)) as opened:
        assert newest(opened) == 1


async def test_two_editors_on_one_place(api: BotApi, bot: BotApplication, database: Path) -> None:
    form = form_in(await tell(api, "/place homs"))
    await api.say("/place homs + Hims", sender=OWNER, chat=DESK)
    await api.next_message(DESK)
    said = plain(await tell(api, form.replace("kind: city", "kind: town")))
    assert "nothing was done" in said
    assert "by 7" in said
    assert "Other names: added Hims" in said
    assert place(database, "homs").kind == "city"


async def test_what_others_change_elsewhere_is_in_nobodys_way(api: BotApi, bot: BotApplication, database: Path) -> None:
    form = form_in(await tell(api, "/place homs"))
    with closing(open_for_writing(database)) as opened:
        write(opened, [Place("a", PLACES[0].name, "city")], Signature("9"), based_on=newest(opened))
    assert "The place homs was changed" in plain(await tell(api, form.replace("kind: city", "kind: town")))


async def test_what_has_no_letters_is_no_name(api: BotApi, bot: BotApplication) -> None:
    said = plain(await tell(api, "/place hama + 🚀"))
    assert "“🚀” has no letter or digit, so it is no name." in said
    assert "has no letter" in plain(await tell(api, "/actor hts + HTS; …"))
