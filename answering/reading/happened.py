"""What a text says to have happened: the actions that its words name, without those that they only look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answering.answer import Form
from answering.finding.holding import telling_stems
from answering.lexicon import Action, actions
from answering.names import Mention, Names
from answering.text import without_clitics
from answering.words.marking import Hit, Marking
from db.model import Group, Measure

# Forms whose own words may look like an action: "what was reported by then" is no statement that was made.
_ASKED_IN_ITS_OWN_WORDS = frozenset({Form.AS_KNOWN, Form.SOURCE, Form.CONTROL, Form.WHAT})
_VIOLENT = frozenset({"attack", "launch", "airstrike", "fight", "explode"})
_REMEMBERED = 4  # words between what is held in memory and what happened
_OF_A_TAKING = frozenset({Form.WHEN, Form.WHO, Form.CHECK, Form.HOW_LONG})
_LEAVING = frozenset({"lose", "flee"})
_PARTICIPLE = "الم"
_LEADS = 3  # words between a verb that only leads to another and that one
_ALONE = frozenset({"quake", "sink"})  # an earthquake strikes too, a boat that sank went out
_GOING_OUT = frozenset({"lose", "release", "flee", "evacuate", "visit"})
_SENT_OUT = frozenset({"protest", "warrant"})
# What an action names as well as a count: "how many were killed", "how many strikes".
_ALSO_DONE = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.VEHICLES, Measure.STRIKES})
_TOLD_BY_GRAMMAR = frozenset(
    {"capture", "fall", "flee"}
)  # "took", "left": grammar in one sentence, the deed in another


def hits_of(marking: Marking, forms: Sequence[Form]) -> list[Hit[str]]:
    """The words for what happened that nothing else took, asked of by the first of these forms."""
    found = [hit for hit in marking.actions if hit[1] not in marking.taken and not _ends_in_a_place(hit, marking)]
    if found and not marking.lexicon.commemorates.isdisjoint(marking.tokens.forms):
        found = [hit for hit in found if not _is_remembered(hit, marking)]
    return list(_without_counted(found, marking)) if Form.HOW_MANY in forms[:1] else found


def acts_of(
    found: Sequence[Hit[str]], asked: frozenset[int], forms: Sequence[Form], marking: Marking, abroad: int
) -> tuple[Action, ...]:
    """The actions named, those of content words before those of the words that only ask.

    `abroad` is where a place in another country is named, 0 where none is: who goes there may visit it.
    """
    if len(found) > 1:  # "when did the attack take place" asks about an attack
        found = [hit for hit in found if marking.word(hit[1]) not in marking.lexicon.occurs] or found
    found = [hit for hit in found if not _describes(hit, marking)] or list(found)
    found = [hit for hit in found if not _leads_to_another(hit, found, marking)]
    if Form.HOW_LONG in forms[:1]:  # "how long did the battle take, from its launch"
        found = [hit for hit in found if not _takes_time(hit, marking)]
    telling = [hit for hit in found if not all(position in asked for position in range(hit[1], hit[2]))]
    if forms and forms[0] in _ASKED_IN_ITS_OWN_WORDS:
        found = telling
    names = _told(telling, marking) or _told(found, marking)
    for alone in _ALONE.intersection(names):
        names = {alone: None}
    if "down" in names and Form.CHECK in forms[:1]:
        names = {"down": None}  # "did his plane crash as he fled"
    if "release" in names and _speaks_of_prisoners(marking):
        names = {"release": None}  # who is freed is no place, and who goes out of prison leaves nothing behind
    if "launch" in names and "topple" in names:
        names = {"launch": None}  # "when did the campaign that toppled him begin" asks about its beginning
    if "approve" in names:  # whoever approves an attack is not said to have led it
        names = {name: None for name in names if name not in _VIOLENT}
    if not _SENT_OUT.isdisjoint(names):  # who goes out on the streets leaves nothing: طلعت مظاهرات, طلع مذكرة
        names = {name: None for name in names if name not in _GOING_OUT}
    if names.keys() == {"flee"} and abroad:  # who came: a word of grammar that tells by whom and where
        names = dict.fromkeys(label for labels, _, _ in telling or found for label in labels)
    if "launch" in names and any(_is_its_purpose(hit, marking) for hit in found):
        names = {"launch": None}  # "when did they open their campaign to take it"
    goes = [hit for hit in found if "visit" in hit[0]]
    if goes and all("flee" in hit[0] and hit[1] >= abroad for hit in goes):
        names.pop("visit", None)
    named = tuple(actions()[name] for name in names)
    # "announced the founding", "began to leave": the other action tells
    strong = tuple(act for act in named if "says_little" not in act.traits)
    return named if Form.SAY in forms[:1] else strong or named


def _describes(hit: Hit[str], marking: Marking) -> bool:
    """Whether a deed only describes what it stands with: "the two kidnapped bishops", "the zone they had entered"."""
    _, first, last = hit
    if marking.lexicon.verb_first:  # المطرانين المخطوفين
        return marking.word(first).startswith(_PARTICIPLE) and marking.word(first - 1).startswith(_PARTICIPLE[:2])
    if marking.word(first - 1) in marking.lexicon.auxiliaries and marking.word(first - 2) in marking.lexicon.pronouns:
        return marking.word(first - 3) not in marking.lexicon.relatives  # "the zone it had entered", not "said that"
    if last > first + 1 or not marking.word(first).endswith("ed"):
        return False
    after = marking.word(last)
    led = not marking.lexicon.articles.isdisjoint((marking.word(first - 1), marking.word(first - 2)))
    return led and bool(after) and not marking.is_stop(marking.tokens[last]) and not marking.acts_at(last)


def _leads_to_another(hit: Hit[str], found: Sequence[Hit[str]], marking: Marking) -> bool:
    """Whether an Arabic verb of going out only leads to what was done: طلع وأعلن, he came out and announced."""
    labels, _, last = hit
    if not marking.lexicon.verb_first or _GOING_OUT.isdisjoint(labels):
        return False
    return any(marking.word(first).startswith("و") and 0 <= first - last <= _LEADS for _, first, _ in found)


def _takes_time(hit: Hit[str], marking: Marking) -> bool:
    """Whether a verb of taking has no name behind it that could be taken."""
    labels, first, last = hit
    led = marking.word(last) in marking.lexicon.articles
    dated = marking.word(last) in marking.lexicon.place_prepositions
    takes = "capture" in labels and marking.is_stop(marking.tokens[first])
    if takes and marking.word(first - 1) in marking.lexicon.pronouns:
        return True  # "how long did it take the army to"
    return "capture" in labels and (dated or last not in marking.taken) and not led


def _speaks_of_prisoners(marking: Marking) -> bool:
    return any(Group.PRISONERS in whom for whom, _, _ in marking.lexicon.groups.each(marking.tokens))


def without_mere_taking(
    acts: tuple[Action, ...], found: Sequence[Hit[str]], mentions: Sequence[Mention], marking: Marking
) -> tuple[Action, ...]:
    """The actions without a taking that a word of grammar names, where no place is named: "take them off the list"."""
    if len(acts) < 2 or any(mention.places for mention in mentions):
        return acts
    said = {label for labels, first, _ in found if not marking.is_stop(marking.tokens[first]) for label in labels}
    return tuple(act for act in acts if not act.taking or act.name in said) or acts


def got(mentions: Sequence[Mention], forms: Sequence[Form], marking: Marking) -> tuple[Action, ...]:
    """The taking of a place that is told in a word of everyday: "when did they get Hama"."""
    taken = any(mention.places and marking.word(mention.first - 1) in marking.lexicon.gets for mention in mentions)
    return (actions()["capture"],) if taken and _OF_A_TAKING & set(forms[:1]) else ()


def with_founding(
    acts: tuple[Action, ...], mentions: Sequence[Mention], forms: Sequence[Form], names: Names
) -> tuple[Action, ...]:
    """The actions, a founding where all that is said is that a body began: "who started the Free Syrian Army"."""
    begun = [act.name for act in acts] == ["launch"] and Form.WHO in forms[:1]
    bodies = bool(mentions) and not any(mention.places or names.only_persons(mention) for mention in mentions)
    return (actions()["found"],) if begun and bodies else acts


def with_driving_out(acts: tuple[Action, ...], mentions: Sequence[Mention], names: Names) -> tuple[Action, ...]:
    """The actions, a capture where fighters were expelled from a place at home, and no diplomats from abroad."""
    at_home = any(mention.places and not names.is_abroad(mention.places) and not mention.actors for mention in mentions)
    if not at_home or not any(act.name == "expel" for act in acts):
        return acts
    return (actions()["capture"], *(act for act in acts if act.name not in ("expel", "capture")))


def without_losing_home(acts: tuple[Action, ...], mentions: Sequence[Mention], names: Names) -> tuple[Action, ...]:
    """The actions with a departure for the loss of a place, where somebody left the country: "did they leave Syria"."""
    left = [mention for mention in mentions if mention.places and not mention.actors]
    country = bool(left) and all(place == names.home for mention in left for place in mention.places)
    gone = [mention for mention in mentions if mention.actors]
    bodies = bool(gone) and not all(map(names.only_persons, gone))
    if gone and not bodies and "flee" in {act.name for act in acts}:  # who fled is one, and not a people displaced
        acts = tuple(act for act in acts if act.name != "displace")
    if not (country and bodies and any(act.name == "lose" for act in acts)):
        return acts
    return (actions()["depart"], *(act for act in acts if act.name not in _LEAVING))


def asks_of_an_end(found: Sequence[Hit[str]], acts: Sequence[Action], marking: Marking) -> bool:
    """Whether the text asks of the end of something that lasts, in a word that entries use: "the siege was lifted"."""
    if not any("lasts" in act.traits for act in acts):
        return False
    endings = telling_stems("ending")
    ends = [(first, last) for labels, first, last in found if "end" in labels]
    return any(marking.tokens[position].stem in endings for first, last in ends for position in range(first, last))


def _without_counted(found: Sequence[Hit[str]], marking: Marking) -> Iterator[Hit[str]]:
    """The hits without what only the word for what is counted names: of refugees who returned nothing was entered."""
    counted = marking.counted(but=_ALSO_DONE)
    for _, first, last in marking.lexicon.measures.find(marking.tokens):
        if last - first > 1:  # سقط قتيلا: nothing fell
            counted.update(range(first, last))
    for labels, first, last in found:
        kept = tuple(label for label in labels if "counted" in actions()[label].traits)
        if counted.isdisjoint(range(first, last)):
            yield labels, first, last
        elif kept:
            yield kept, first, last


def _ends_in_a_place(hit: Hit[str], marking: Marking) -> bool:
    """Whether a phrase for a deed ends in the word for a kind of place that belongs to a name: صار بمحافظة حلب."""
    _, first, last = hit
    if last - first < 2 or last - 1 not in marking.taken:
        return False
    kinds = marking.lexicon.provinces | marking.lexicon.settlements
    return not kinds.isdisjoint(without_clitics(marking.word(last - 1)))


def _is_remembered(hit: Hit[str], marking: Marking) -> bool:
    """Whether a deed is the one that a day is held in memory of: "the anniversary of the fall"."""
    before = range(max(0, hit[1] - _REMEMBERED), hit[1])
    return any(not marking.lexicon.commemorates.isdisjoint(without_clitics(marking.word(at))) for at in before)


def _told(found: Sequence[Hit[str]], marking: Marking) -> dict[str, None]:
    """The names of the actions, without those of words that say little."""
    return dict.fromkeys(
        label
        for labels, first, last in found
        for label in labels
        if last - first > 1 or label in _TOLD_BY_GRAMMAR or not marking.is_stop(marking.tokens[first])
    )


def _is_its_purpose(hit: Hit[str], marking: Marking) -> bool:
    """Whether a taking is what something was done for: "to take Manbij", للسيطرة على منبج."""
    labels, first, _ = hit
    word = marking.word(first)
    led = marking.word(first - 1) in marking.lexicon.purpose or (marking.lexicon.verb_first and word.startswith("ل"))
    return led and any(actions()[label].taking for label in labels)
