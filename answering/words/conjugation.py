"""The forms of an Arabic verb that a lexicon gives by two of them, past and present: `قتل/يقتل`.

Standard and spoken forms alike, of the third person, in which events are told; clitics before a form and the
pronoun after it are taken off where texts are read.
"""

from __future__ import annotations

from functools import lru_cache

_HOLLOW = "ا"
_PLURALS = ("و", "وا")
_LONG_VOWELS = frozenset("اوي")
_ROOT = 3  # letters of a plain verb
_DERIVED = 4  # of one like هاجم
_SPOKEN_PASSIVES = ("ن", "ت")  # انقتل, اتقتل; the past of both is read as the verb itself
_PERSONS = ("ي", "ت")


@lru_cache(maxsize=4096)
def conjugated(past: str, present: str) -> tuple[str, ...]:
    """The forms of the verb with these two, all of them folded; the past comes first, its feminine second."""
    forms = dict.fromkeys((*_past(past), *_present(present)))
    if len(past) > _DERIVED and past[0] == _HOLLOW and (past[1] != "ن" or _LONG_VOWELS.isdisjoint(past[1:])):
        # as it is heard after a vowel, ستلم and عترف; but نهار is a day
        forms.update(dict.fromkeys(form[1:] for form in _past(past)))
    if len(past) == _ROOT and _LONG_VOWELS.isdisjoint(past[1:]):
        forms.update(dict.fromkeys(form for sign in _SPOKEN_PASSIVES for form in _present(f"ي{sign}{past}")))
    return tuple(forms)


def _past(past: str) -> tuple[str, ...]:
    if past.endswith("ي"):  # نفى: نفت, نفوا, and نفيت; نفاها is left out, since قضاها is as well her قضاء
        bare = past[:-1]
        return (past, f"{bare}ت", *(f"{bare}{end}" for end in (*_PLURALS, "تا", "يا", "يت", "يو")))
    if past.endswith("ا"):  # غزا: غزت, غزوا; of بدأ also بدأت, بدأوا
        bare = past[:-1]
        return (past, f"{bare}ت", f"{past}ت", *(f"{one}{end}" for one in (bare, past) for end in _PLURALS))
    forms = [past, f"{past}ت", *(f"{past}{end}" for end in (*_PLURALS, "تا"))]  # no dual: شهدا are martyrs
    if len(past) >= _ROOT:
        forms += [f"{passive}{end}" for passive in _passives(past) for end in ("", "ت", *_PLURALS)]
    return tuple(forms)


def _passives(past: str) -> tuple[str, ...]:
    """The passives that are written otherwise: اغتيل, حوصر, تبودل."""
    if past[-2] == _HOLLOW and len(past) > _ROOT:  # عيد is a feast
        return (f"{past[:-2]}ي{past[-1]}",)
    vowel = past.find("ا", 1)
    if (len(past) == _DERIVED and vowel == 1) or (len(past) == _DERIVED + 1 and vowel == 2 and past[0] == "ت"):
        return (f"{past[:vowel]}و{past[vowel + 1 :]}",)
    return ()


def _present(present: str) -> tuple[str, ...]:
    rest = present[1:]
    bare = rest[:-1] if rest[-1] in _LONG_VOWELS and len(rest) > 1 else rest
    ends = (*_PLURALS, "ون", "ان")
    return tuple(f"{person}{form}" for person in _PERSONS for form in (rest, *(f"{bare}{end}" for end in ends)))
