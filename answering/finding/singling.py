"""Singling out: a question whose names and time one entry alone meets, told of it in other words than its own.

What is said to have happened is read from a verb, and a verb has more senses than a lexicon. Where everything that is
named is met by one entry, and what happened in it is near to what was said, that entry is meant.
"""

from __future__ import annotations

from answering.answer import Form
from answering.forms.inquiry import Inquiry

# Forms that tell what an entry says, whatever it was read to be; when and where something was is asked of that alone.
_FORMS = frozenset({Form.WHO, Form.WHAT, Form.HOW_MANY})
_NAMED = 2  # names and a time that it takes to single an entry out
_MONTHS = 100  # days of a time that tells which entry is meant
_FEW = 3  # entries that meet the names, of which one is near to what was said


def singled_out(inquiry: Inquiry) -> Inquiry | None:
    """The inquiry about the one entry that its names and its time leave, None where they leave none or several."""
    question = inquiry.question
    if question.form not in _FORMS or question.only or question.negated:
        return None
    named = _telling(inquiry)
    if named < _NAMED:
        return None
    matcher, found = inquiry.finder.by_name()
    near = [match.outline for match in found if matcher.is_near(match.outline, named)] if len(found) <= _FEW else []
    if len(near) != 1 or (question.form is Form.HOW_MANY and len(found) > 1):
        return None
    return inquiry.of_entries([near[0].id], inquiry.finder.unmet([near[0].id]))


def _telling(inquiry: Inquiry) -> int:
    """How many names, and a time with them, tell which entry is meant: the country of the timeline tells nothing."""
    scope = inquiry.question.scope
    dated = scope is not None and scope.start and scope.end and (scope.end - scope.start).days <= _MONTHS
    named = [one for one in inquiry.question.named if inquiry.directory.home not in one.places and one.spelled is None]
    return len(named) + bool(dated)
