"""The bundled timeline: the records that a fresh database is built from."""
