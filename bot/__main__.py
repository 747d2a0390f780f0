"""`python -m bot` does what `tarikh` does."""

from bot.cli import main

if __name__ == "__main__":
    main()
