"""The reader of Telegram's HTML takes what Telegram documents and refuses the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram.telegram_html import Entity, HtmlError, link_fault, parse, utf16_length

TAKEN = [
    ("plain", "plain", []),
    ("<b>b</b><strong>s</strong>", "bs", [("bold", "b"), ("bold", "s")]),
    ("<i>i</i><em>e</em>", "ie", [("italic", "i"), ("italic", "e")]),
    ("<u>u</u><ins>n</ins>", "un", [("underline", "u"), ("underline", "n")]),
    ("<s>s</s><strike>t</strike><del>d</del>", "std", [("strikethrough", c) for c in "std"]),
    (
        '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
        "ab",
        [("spoiler", "a"), ("spoiler", "b")],
    ),
    ("<a href='https://e.org/?a=1&amp;b=2'>x</a>", "x", [("text_link", "x")]),
    ("<a href=e.org>x</a>", "x", [("text_link", "x")]),
    ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", "👍")]),
    (
        '<tg-time unix="1733396400" format="D">5 December</tg-time>',
        "5 December",
        [("date_time", "5 December")],
    ),
    ("<code>c</code> <pre>p</pre>", "c p", [("code", "c"), ("pre", "p")]),
    ('<pre><code class="language-python">p</code></pre>', "p", [("pre", "p")]),
    ("<blockquote>q</blockquote>", "q", [("blockquote", "q")]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
    ("<blockquote><b>q</b></blockquote>", "q", [("bold", "q"), ("blockquote", "q")]),
    (
        "<b>x<i>y<a href='t.me/z'>z</a></i></b>",
        "xyz",
        [("bold", "xyz"), ("italic", "yz"), ("text_link", "z")],
    ),
    ("&lt;&gt;&amp;&quot;&#39;&#x27;&#1587;", "<>&\"''س", []),
    ("&nbsp;&copy; a & b", "&nbsp;&copy; a & b", []),  # only four names are known, the rest stays
    ("<B>b</b>", "b", [("bold", "b")]),
    ("<b >b</b >", "b", [("bold", "b")]),
    ("<b></b>x", "x", []),
    ("  <b> x </b>\n", "x", [("bold", "x")]),
    ("حماة <b>حماة</b>", "حماة حماة", [("bold", "حماة")]),
]


@pytest.mark.parametrize(("html", "text", "marked"), TAKEN, ids=[row[0] for row in TAKEN])
def test_is_read(html: str, text: str, marked: list[tuple[str, str]]) -> None:
    found = parse(html)
    assert found.text == text
    assert [(entity.type, found.part(entity)) for entity in found.entities] == marked


REFUSED = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("حماة<br>", 'Unsupported start tag "br" at byte offset 8'),
    ("<b/>", 'Unsupported start tag "b/"'),
    ("1 < 2", 'Unsupported start tag ""'),
    ("I <3", "Unclosed start tag at byte offset 2"),
    ("<b", "Unclosed start tag"),
    ("<a href='x>y</a>", "Unclosed start tag"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a href=https://e.org>x</a>", "Unexpected end of name token"),
    ('<a ="e.org">x</a>', 'Empty attribute name in the tag "a"'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier"),
    ("<tg-time unix='soon'>x</tg-time>", "Invalid date and time"),
    ("<a href='javascript:1'>x</a>", "would drop the link"),
    ("<a href='https://e.org'></a>", "would drop a link without text"),
    ("<a>not a link</a>", "would drop the link"),
    ("<code><b>x</b></code>", 'Tag "b" is not possible inside "code"'),
    ("<b><code>x</code></b>", 'Tag "code" is not possible inside "b"'),
    ("<a href='e.org'>x<a href='e.org'>y</a></a>", 'Tag "a" is not possible inside "a"'),
    ("<blockquote>x<blockquote>y</blockquote></blockquote>", "is not possible inside"),
]


@pytest.mark.parametrize(("html", "fault"), REFUSED, ids=[row[0] for row in REFUSED])
def test_is_refused(html: str, fault: str) -> None:
    with pytest.raises(HtmlError) as caught:
        parse(html)
    assert fault in str(caught.value)


def test_offsets_count_utf16_units() -> None:
    assert parse("👍 <b>👍!</b>").entities == (Entity("bold", 3, 3),)
    assert utf16_length("👍") == 2


def test_an_entity_carries_what_its_tag_says() -> None:
    (link,) = parse('<a href="https://e.org/?a=1&amp;b=2">x</a>').entities
    assert link.json() == {"type": "text_link", "offset": 0, "length": 1, "url": "https://e.org/?a=1&b=2"}
    (pre,) = parse('<pre><code class="language-sql">x</code></pre>').entities
    assert pre.language == "sql"


@pytest.mark.parametrize("url", ["https://e.org/a", "http://1.2.3.4:80", "tg://user?id=1", "t.me/x"])
def test_a_good_link(url: str) -> None:
    assert link_fault(url) is None


@pytest.mark.parametrize(
    "url",
    ["", "https://e.org/a b", "https://", "localhost", "http://localhost:1", "ftp://e.org", "http://e.org:x"],
)
def test_a_bad_link(url: str) -> None:
    assert link_fault(url)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_escaped_text_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(escaped).text == text.strip()


@given(st.text(st.sampled_from("<>/=\"'& abiu#;x1")))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except HtmlError:
        return
    assert all(found.part(entity) for entity in found.entities)
