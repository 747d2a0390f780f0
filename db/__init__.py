"""The timeline in SQLite: its model, schema, reading, editing, records and bundled data."""
