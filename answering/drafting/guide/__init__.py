"""The guided dialogue: an entry asked for piece by piece. What it does to a draft is decided here, without Telegram."""
