"""What people say for what happened, and how they ask for it, in everyday English."""

from __future__ import annotations

import pytest

from answering.answer import Form
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("who bagged manbij in august 2016", "2016-08-12-manbij-captured"),
        ("who clawed back palmyra in march 2016", "2016-03-27-palmyra-recaptured"),
        ("when did daraa slip out of government hands", "2024-12-06-daraa-captured"),
        ("when did us say goodbye to al-tanf", "2026-02-11-us-leaves-al-tanf"),
        ("when did jolani stroll into damascus", "2024-12-08-jolani-damascus"),
        ("when did bedouin and druze come to blows in sweida", "2025-07-13-sweida-bedouin-druze-clashes"),
        ("who plastered kiswah with missiles in august 2025", "2025-08-26-israel-strikes-kiswah"),
        ("when was damascus airport knocked out by israel", "2022-06-10-damascus-airport-strike"),
        ("when did they bump off adnani", "2016-08-30-adnani-killed"),
        ("when was al-baghdadi finished off", "2019-10-26-baghdadi-killed"),
        ("when was manbij ringed in", "2016-06-10-manbij-encircled"),
        ("where did bashar do a runner to", "2024-12-08-assad-moscow-asylum"),
        ("when were prisoners busted out of hama prison", "2024-12-05-hama-prison-release"),
        ("when did riad hijab jump ship", "2012-08-06-hijab-defects"),
        ("when was the islamic front cobbled together", "2013-11-22-islamic-front"),
        ("when did sharaa drop in on putin", "2025-10-15-sharaa-putin-moscow"),
        ("when was damascus airport back open", "2025-01-07-damascus-airport-reopens"),
        ("when did the arab league boot syria out", "2011-11-12-arab-league-suspension"),
        ("when was the first veto", "2011-10-04-first-veto"),
    ],
)
def test_an_everyday_verb_names_what_happened(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    ("question", "form", "id"),
    [
        ("would you know the date hama fell", Form.WHEN, "2024-12-05-hama-capture"),
        ("any clue who shot the il-20 down", Form.WHO, "2018-09-17-il20-shootdown"),
        ("which countrys bombed syria in april 2018", Form.WHO, "2018-04-14-us-uk-france-strikes"),
        ("hama is with who now", Form.CONTROL, "2024-12-05-hama-capture"),
        ("which emir came to damascus in january 2025", Form.WHO, "2025-01-30-qatar-emir-damascus"),
    ],
)
def test_an_everyday_way_of_asking(question: str, form: Form, id: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is form
    assert id in [event.id for event in answer.events]
