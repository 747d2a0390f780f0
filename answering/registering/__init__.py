"""Registering: places and actors, from forms that editors send to records, and back."""
