"""What the bot does by the clock: it tells followers what is new and askers what is answered now,
copies the database, and cleans up."""

from __future__ import annotations

from bot.daily_backup import DailyBackup
from bot.settings import Settings
from handlers.context import BotApplication
from handlers.filling import fill_gaps
from handlers.telling import clean_up, tell_news

NEWS = 15  # seconds between looks for new entries
GAPS = 30  # seconds between looks whether the timeline now answers what it could not
CLEAN = 6 * 60 * 60  # seconds between clean-ups
BACKUP = 10 * 60  # seconds between looks whether the day's copy is made

_ONE_AT_A_TIME = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}


def schedule(application: BotApplication, settings: Settings) -> None:
    """Put the timed jobs into the application's queue; they begin when it starts."""
    queue = application.job_queue
    if queue is None:
        return
    queue.run_repeating(tell_news, NEWS, first=1, name="news", job_kwargs=_ONE_AT_A_TIME)
    queue.run_repeating(fill_gaps, GAPS, first=20, name="gaps", job_kwargs=_ONE_AT_A_TIME)
    queue.run_repeating(clean_up, CLEAN, first=60, name="clean-up", job_kwargs=_ONE_AT_A_TIME)
    if settings.backup_folder is not None:
        daily = DailyBackup(settings.database, settings.backup_folder, settings.backups, settings.timezone)
        queue.run_repeating(daily.run, BACKUP, first=90, name="backup", job_kwargs=_ONE_AT_A_TIME)
