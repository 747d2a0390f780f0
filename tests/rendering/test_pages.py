"""Any words in, pages out that Telegram takes, with nothing lost."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as some

from answering.message import Block, BlockKind, Message, Run
from handlers.render import html
from tests.rendering.builders import line, message, note, sources, stated
from tests.telegram.checks import ENTITY_LIMIT, TEXT_LIMIT
from tests.telegram.checks import text as telegram_takes
from tests.telegram.telegram_html import Formatted, utf16_length

URLS = some.one_of(
    some.none(),
    some.just("https://example.org/a?b=1&c='2'"),
    some.text(max_size=30),
    some.text(max_size=30).map(lambda path: f"https://example.org/{path}"),
)
WORDS = some.one_of(some.text(max_size=60), some.text("ab <>&'\"\n#@./😀\u0301\u2068\u2069", min_size=1, max_size=3000))
RUNS = some.builds(Run, WORDS, url=URLS, bold=some.booleans(), italic=some.booleans())
LINES = some.lists(RUNS, max_size=6).map(tuple)
BLOCKS = some.builds(Block, some.sampled_from(BlockKind), some.lists(LINES, max_size=4).map(tuple))
MESSAGES = some.builds(Message, some.sampled_from(["en", "ar"]), some.lists(BLOCKS, max_size=8).map(tuple))


@given(MESSAGES)
def test_any_message_gives_pages_that_telegram_takes_and_loses_nothing(written: Message) -> None:
    pages = [_taken(page) for page in html.pages(written)]
    assert _letters("".join(page.text for page in pages)) == _letters(written.plain())


@given(some.text())
def test_any_plain_words_are_taken_as_they_are(words: str) -> None:
    assert _letters(_taken("." + html.text(words)).text) == _letters("." + words)


def test_the_first_page_is_a_screen_and_the_others_are_not_much_more() -> None:
    several = message(*(stated(line(f"{number}. " + "word " * 40)) for number in range(20)))
    pages = html.pages(several)
    sizes = [utf16_length(_taken(page).text) for page in pages]
    assert sizes[0] <= html.FIRST_SCREEN
    assert max(sizes) <= html.FURTHER_SCREEN


def test_a_single_statement_stays_on_one_page_where_telegram_takes_it() -> None:
    assert len(html.pages(message(note(line("Read as Hama.")), stated(line("word " * 700))))) == 1


def test_pages_part_between_lines_before_they_part_lines() -> None:
    pages = html.pages(message(stated(line("a " * 1500), line("b " * 1500))))
    assert [_taken(page).text.split()[0] for page in pages] == ["a", "b"]
    assert all(len(set(_taken(page).text.split())) == 1 for page in pages)


def test_a_run_longer_than_a_page_is_parted_between_words_and_keeps_its_looks() -> None:
    pages = html.pages(message(stated(line(Run("word " * 2000, bold=True)))))
    assert all(page.startswith("<b>word") for page in pages)
    assert "".join(_taken(page).text + " " for page in pages).split() == ["word"] * 2000


def test_a_word_longer_than_a_page_is_parted_between_letters() -> None:
    pages = html.pages(message(stated(line("e\u0301" * 3000))))
    assert all(not unicodedata.combining(page[0]) for page in pages)


def test_more_links_than_telegram_marks_go_to_the_next_page() -> None:
    links = [Run(f"[{number}]", url="https://example.org/x") for number in range(250)]
    pages = [_taken(page) for page in html.pages(message(stated(line(*links))))]
    assert sum(len(page.entities) for page in pages) == 250


def test_sources_stay_with_the_statements_that_they_are_of() -> None:
    long = "word " * 120
    pages = html.pages(message(stated(line(long)), stated(line(long)), sources(line("[1] TAG24")), stated(line(long))))
    assert [page.count("word") for page in pages] == [240, 120]
    assert "[1] TAG24" in pages[0]


def test_a_message_that_shows_nothing_has_no_page() -> None:
    assert html.pages(message(note(line("\u2068\u2069 \n"), ()))) == ()


def test_what_is_no_link_is_shown_without_one() -> None:
    for url in ("javascript:alert(1)", "https://", "https://a b.org", "example.org", "https://x.org:99999"):
        assert html.pages(message(stated(line(Run("words", url=url))))) == ("words",)


def _taken(page: str) -> Formatted:
    """The page as Telegram keeps it; the stand-in's own checks refuse what Telegram would."""
    formatted = telegram_takes({"text": page, "parse_mode": "HTML"})
    assert utf16_length(formatted.text) <= TEXT_LIMIT
    assert len(formatted.entities) <= ENTITY_LIMIT
    return formatted


def _letters(words: str) -> str:
    """What a reader sees of the words: surrogate halves can't be sent, control characters show nothing."""
    return "".join(
        "\ufffd" if unicodedata.category(character) == "Cs" else character
        for character in words
        if not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Me"}
    )
