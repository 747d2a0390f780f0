"""What buttons carry and which there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answering.answer import NearestEntry, Status
from db.handles import event_handle
from handlers.presses import LONGEST, OfEntry, OfQuestion, Press, View, read_press
from handlers.render.buttons import keyboard, without
from tests.rendering.builders import answer, event

PAGES = some.one_of(some.none(), some.integers(1, 999))
PATHS = some.lists(some.integers(0, 30), max_size=6).map(tuple)
IDS = some.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=58)
PRESSES = some.one_of(
    some.builds(Press, some.builds(OfEntry, some.sampled_from(View), IDS), PAGES),
    some.builds(Press, some.builds(OfQuestion, PATHS), some.integers(1, 999)),
    some.builds(Press, some.builds(OfQuestion, PATHS.filter(bool)), some.none()),
)


@given(PRESSES)
def test_a_press_comes_back_as_it_went(press: Press) -> None:
    data = press.data()
    assert data is not None
    assert len(data.encode()) <= LONGEST
    assert read_press(data) == press


@given(some.text())
def test_any_data_is_read_or_refused(data: str) -> None:
    read_press(data)


@pytest.mark.parametrize("data", ["", "x:1", "q:", "m:", "s:", "m:1:", "q:1.", "s2345:id"])
def test_data_that_no_button_carries_is_refused(data: str) -> None:
    assert read_press(data) is None


def test_an_id_that_is_too_long_is_carried_by_its_handle() -> None:
    long = "ح" * 40
    carried = Press(OfEntry(View.SOURCES, long)).data()
    assert carried == f"s:~{event_handle(long)}"
    shown = answer(status=Status.NO_RECORD, choices=(NearestEntry(event("e" * 63)),))
    assert keyboard(shown, OfQuestion(), 1, 1) is not None


def test_pressed_buttons_leave_the_others() -> None:
    markup = keyboard(answer(event("one")), OfQuestion(), 1, 2)
    assert markup is not None
    left = without(markup, {"s:one", "n:one"})
    assert left is not None
    assert [[button.callback_data for button in row] for row in left.inline_keyboard] == [["m:2"]]
    assert without(left, {"m:2"}) is None
    assert without(None, {"m:2"}) is None
