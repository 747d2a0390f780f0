"""The desk: what editors do in Telegram."""
