"""The core: a question in, an Answer out. No Telegram, no environment, no clock."""
