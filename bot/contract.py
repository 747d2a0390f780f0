"""An Answer as the JSON object that `tarikh ask --json` writes; programs rely on its keys."""

from __future__ import annotations

from answering.answer import (
    ActorsValue,
    Answer,
    CheckValue,
    Choice,
    ControlValue,
    CountValue,
    Day,
    DaysValue,
    FigureValue,
    NearestEntry,
    PlacesValue,
    Reading,
    Value,
    WhenValue,
)
from answering.message import Message
from answering.wording import Wording
from db.directory import Directory

JsonObject = dict[str, object]


def object_of(answer: Answer, message: Message, directory: Directory) -> JsonObject:
    """The answer and its words as a JSON object; dates are ISO, what is unknown is null."""
    understood = answer.understood and Wording(answer.language, directory).say(answer.understood)
    return {
        "question": answer.question,
        "language": answer.language,
        "form": answer.form,
        "status": answer.status,
        "understood": understood or "",
        "value": None if answer.value is None else _value(answer.value, answer.language),
        "events": [event.id for event in answer.events],
        "sources": [
            {
                "outlet": source.outlet,
                "published": source.published and source.published.isoformat(),
                "url": source.url,
            }
            for source in answer.sources
        ],
        "choices": [_choice(choice, answer.language) for choice in answer.choices],
        "text": message.plain(),
    }


def error_of(question: str | None, sentence: str) -> JsonObject:
    """The object for a line that got no answer."""
    return {"question": question, "status": "error", "error": sentence}


def _value(value: Value, language: str) -> JsonObject:
    match value:
        case WhenValue(first=first, all=days):
            return _day(first) | ({"all": [_day(day) for day in days]} if len(days) > 1 else {})
        case FigureValue(figure=figure, low=low, high=high):
            return {
                "measure": figure.measure,
                "group": figure.group,
                "label": figure.label.get(language),
                "area": list(figure.area),
                "low": low,
                "high": high,
                "since": figure.since and figure.since.isoformat(),
                "until": figure.until and figure.until.isoformat(),
                "said_by": list(figure.said_by),
            }
        case ActorsValue(actors=actors):
            return {"actors": list(actors)}
        case PlacesValue(places=places):
            return {"places": list(places)}
        case DaysValue(start=start, end=end, days=days_between):
            return {"days": days_between, "start": start.isoformat(), "end": end.isoformat()}
        case ControlValue(place=place, holders=holders, since=since):
            return {"place": place, "holders": list(holders), "since": since and since.isoformat()}
        case CheckValue(verdict=verdict):
            return {"answer": verdict}
        case CountValue(count=count):
            return {"count": count}


def _day(day: Day) -> JsonObject:
    return {"start": day.start.isoformat(), "end": day.end.isoformat(), "precision": day.precision}


def _choice(choice: Choice, language: str) -> str:
    match choice:
        case NearestEntry(event=event):
            return f"{event.when.edtf} {event.text.get(language)} [{event.id}]"
        case Reading(question=question):
            return question
