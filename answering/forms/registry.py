"""Every form of question and the file that answers it: an Inquiry in, an Answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from answering.answer import Answer, Form
from answering.forms import (
    as_known,
    check,
    control,
    count,
    how_long,
    how_many,
    order,
    say,
    source,
    what,
    when,
    where,
    who,
)
from answering.forms.inquiry import Inquiry

FORMS: Mapping[Form, Callable[[Inquiry], Answer]] = {
    Form.WHEN: when.answer,
    Form.WHAT: what.answer,
    Form.WHO: who.answer,
    Form.WHERE: where.answer,
    Form.HOW_MANY: how_many.answer,
    Form.HOW_LONG: how_long.answer,
    Form.CONTROL: control.answer,
    Form.ORDER: order.answer,
    Form.CHECK: check.answer,
    Form.SAY: say.answer,
    Form.COUNT: count.answer,
    Form.SOURCE: source.answer,
    Form.AS_KNOWN: as_known.answer,
}
