"""/import: a file is tried out, the report shown, and one button writes all of it or nothing.

!import:PERSON:12   the button that writes the twelfth import that waits
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message, ReplyParameters, Update

from answering.wording import phrase
from db.chain import check_revisions
from db.check import check_database
from db.errors import DatabaseUnwritable, ImportDiffers, Mistake, RecordsRefused
from db.formats import form_of
from db.imports import Imports, WaitingImport
from db.records import RecordFile
from db.revision import Revision, Signature
from db.staff import StaffRole
from db.trial import bring_in_as_tried, try_out
from handlers.context import BotContext
from handlers.desk import import_report
from handlers.desk.attached import LARGEST, FileGone, FileTooLarge, content_of, document_of, words_after
from handlers.desk.buttons import confirmation
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of, role
from handlers.desk.import_report import Report
from handlers.desk.long_work import Ended, Progress, followed
from handlers.memory import MessageKey
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import edit, reply

_OVERWRITE = "overwrite"
_LONGEST = 60  # characters of a file's name that are shown


@dataclass(frozen=True, slots=True)
class _Import:
    """An import on its way: what was sent, the message that tells of it, and in which language."""

    asked: WaitingImport
    place: MessageKey
    language: str
    content: bytes = b""

    def file(self, progress: Progress) -> RecordFile:
        progress.whole = len(self.content)
        return RecordFile(self.asked.name, progress.counted(io.BytesIO(self.content)))

    def signed(self, context: BotContext) -> Signature:
        return Signature(str(self.asked.person), self.asked.why or self.asked.name, context.now())

    def says(self, name: str, **values: object) -> str:
        return phrase(name, self.language, count=None, **values)


@open_to("import")
async def start(message: Message, context: BotContext) -> Said:
    """Try out the file that a message carries or replies to."""
    language, document, person = language_of(message.from_user, context), document_of(message), message.from_user
    if document is None or person is None:
        return phrase("import.how", language)
    if not await _may_alone(person.id, context):
        return phrase("import.review", language)
    if (document.file_size or 0) > LARGEST:
        return phrase("import.too_large", language)
    first, _, rest = words_after(message).partition(" ")
    overwrite = first.lower().lstrip("-—") == _OVERWRITE
    why = rest.strip() if overwrite else f"{first} {rest}".strip()
    name = (document.file_name or "file")[-_LONGEST:]
    asked = WaitingImport(person.id, document.file_id, name, why, overwrite, "")
    said = await reply(message, Screen(html.text(phrase("import.fetching", language, file=name))), context)
    one = _Import(asked, (message.chat_id, said), language)
    context.application.create_task(_with_file(one, _try, context), Update(0, message))
    return None


@press_of("import")
async def press(pressed: Pressed, context: BotContext) -> Said:
    """Write the import that waits for the person who pressed, if it still does what its trial said."""
    number, person = int(pressed.carried), pressed.person
    asked = await context.kept.read_database(lambda database: Imports(database).waiting(number, person))
    if asked is None:
        return Screen(html.text(phrase("import.gone", pressed.language)))
    if not await _may_alone(person, context):
        return phrase("import.review", pressed.language)
    if number in context.memory.importing:
        return phrase("import.at_work", pressed.language)
    context.memory.importing.add(number)
    one = _Import(asked, pressed.place, pressed.language)

    async def write(one: _Import, context: BotContext) -> None:
        await _write(number, one, context)

    async def work() -> None:
        try:
            await _with_file(one, write, context)
        finally:
            context.memory.importing.discard(number)

    context.application.create_task(work(), Update(0, callback_query=pressed.query))
    return None


async def _may_alone(person: int, context: BotContext) -> bool:
    """Whether a person's import needs nobody else: where a second person publishes, it is the owners' alone."""
    return not context.desk.review or await role(person, context) is StaffRole.OWNER


async def _with_file(one: _Import, work: Callable[[_Import, BotContext], Awaitable[None]], context: BotContext) -> None:
    """Do `work` with the file's content, and tell what stands against it."""
    try:
        content = await content_of(one.asked.file, context)
        await work(_Import(one.asked, one.place, one.language, content), context)
    except FileTooLarge:
        await _tell(one, Report(one.says("import.too_large")), context)
    except FileGone:
        await _tell(one, Report(one.says("import.file_gone")), context)
    except RecordsRefused as refused:
        await _tell(one, import_report.of_mistakes(refused.mistakes, one.asked.name, one.language), context)
    except DatabaseUnwritable as error:
        await _tell(one, Report(one.says("import.unwritable", why=error.why)), context)
    except Ended:
        await _tell(one, Report(one.says("import.interrupted")), context)


async def _try(one: _Import, context: BotContext, number: int | None = None) -> None:
    """Try an import out on a copy of the timeline, and show what it would do; `number` is of one that waits already."""
    progress = Progress()
    form = form_of(one.asked.name, one.content.partition(b"\n")[0])
    signed = one.signed(context)
    trial, report = await followed(
        context.kept.on_a_copy(
            lambda database: (
                found := try_out(
                    database,
                    one.file(progress),
                    signed,
                    overwrite=one.asked.overwrite,
                    progress=progress.done,
                ),
                import_report.of_trial(found, one.asked.name, form, one.language, again=number is not None),
            )
        ),
        progress,
        _shows(one, "import.trying", context),
        lambda: context.application.running,
    )
    keyboard = None
    if trial.content:
        waiting = await _waits(one.asked, trial.content, number, context)
        total = trial.summary.total
        yes = one.says("button.import", number=total.added + total.changed)
        keyboard = confirmation("import", one.asked.person, str(waiting), yes, one.language)
    elif number is not None:
        await context.kept.with_database(lambda database: Imports(database).drop(number))
    await _tell(one, report, context, keyboard)


async def _waits(asked: WaitingImport, content: str, number: int | None, context: BotContext) -> int:
    """Let an import wait for a yes; gives its number."""
    day = context.now().date()
    if number is not None:
        await context.kept.with_database(lambda database: Imports(database).tried_again(number, content))
        return number
    one = WaitingImport(asked.person, asked.file, asked.name, asked.why, asked.overwrite, content)
    return await context.kept.with_database(lambda database: Imports(database).keep(one, day))


async def _write(number: int, one: _Import, context: BotContext) -> None:
    """Write an import, or show what it would do now where that is something else."""
    progress, signed = Progress(), one.signed(context)
    try:
        made = await followed(
            context.kept.with_database(
                lambda database: bring_in_as_tried(
                    database,
                    one.file(progress),
                    signed,
                    one.asked.content,
                    overwrite=one.asked.overwrite,
                    progress=progress.done,
                )
            ),
            progress,
            _shows(one, "import.writing", context),
            lambda: context.application.running,
        )
    except ImportDiffers:
        await _try(one, context, number)
        return
    except Ended:
        yes = one.says("button.import_again")
        again = confirmation("import", one.asked.person, str(number), yes, one.language)
        await _tell(one, Report(one.says("import.not_written")), context, again)
        return
    await context.kept.with_database(lambda database: Imports(database).drop(number))
    await _tell(one, await _checked(made, one, context), context)


async def _checked(made: Revision, one: _Import, context: BotContext) -> Report:
    """What was written, and what a check of the whole database then finds."""
    written = one.says("import.done", revision=str(made.number), file=one.asked.name, number=made.count)
    await edit(one.place, Screen(html.text(f"{written}\n{one.says('import.checking')}")), context)

    def first_fault(found: tuple[Mistake, ...]) -> str:
        return str(found[0]) if found else ""

    fault = await context.kept.long_read(
        lambda database: first_fault(check_database(database) or check_revisions(database))
    )
    checked = one.says("import.fault", fault=fault) if fault else one.says("import.whole")
    return Report(f"{written}\n{checked}")


def _shows(one: _Import, name: str, context: BotContext) -> Callable[[Progress], Awaitable[object]]:
    """Tells in the import's message how far it is."""

    async def show(progress: Progress) -> None:
        words = one.says(name, file=one.asked.name, percent=progress.percent, number=progress.records)
        await edit(one.place, Screen(html.text(words)), context)

    return show


async def _tell(
    one: _Import, report: Report, context: BotContext, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Show a report in the import's message; what that can't hold is sent as a file."""
    await edit(one.place, Screen(html.text(report.words), keyboard), context)
    if report.whole is not None:
        chat, message = one.place
        await context.bot.send_document(
            chat,
            report.whole.encode("utf-8-sig"),  # the mark lets every program see that it is not in its own encoding
            filename="import.txt",
            reply_parameters=ReplyParameters(message),
        )
