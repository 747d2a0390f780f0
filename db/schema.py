"""The tables, made and changed by numbered migrations only (sqlite-utils' `Migrations`).

Ids of records are text; an event also has a whole-number `seq` that narrows every index that names it.
Lists keep their order in `position`, so that an export gives the record back as it came in.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from db.page_keys import stored_key

migrations = Migrations("tarikh")


def _execute(db: Database, script: str) -> None:
    """Run a script's statements one by one: `executescript` would end the migration's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def m001_records(db: Database) -> None:
    """Sources, places, actors, events with their reports, figures and changes of control."""
    _execute(
        db,
        """
        CREATE TABLE source (
            id TEXT PRIMARY KEY, outlet TEXT NOT NULL, url TEXT, published TEXT,
            lang TEXT NOT NULL, kind TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE place (
            id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL,
            within TEXT REFERENCES place(id) DEFERRABLE INITIALLY DEFERRED,
            latitude REAL, longitude REAL, geonameid INTEGER
        ) STRICT;
        CREATE TABLE place_name (
            place TEXT NOT NULL REFERENCES place(id) ON DELETE CASCADE,
            position INTEGER NOT NULL, lang TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (place, lang)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE place_word (
            place TEXT NOT NULL REFERENCES place(id) ON DELETE CASCADE,
            use TEXT NOT NULL CHECK (use IN ('alias', 'common_word')),
            position INTEGER NOT NULL, word TEXT NOT NULL,
            PRIMARY KEY (place, use, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE place_cover (
            place TEXT NOT NULL REFERENCES place(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            covered TEXT NOT NULL REFERENCES place(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (place, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX place_within ON place(within);
        CREATE INDEX place_cover_covered ON place_cover(covered);

        CREATE TABLE actor (
            id TEXT PRIMARY KEY, position INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, side TEXT,
            since TEXT, until TEXT
        ) STRICT;
        CREATE TABLE actor_name (
            actor TEXT NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
            position INTEGER NOT NULL, lang TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (actor, lang)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE actor_word (
            actor TEXT NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
            use TEXT NOT NULL CHECK (use IN ('alias', 'exact', 'metonym', 'adjective')),
            position INTEGER NOT NULL, word TEXT NOT NULL,
            PRIMARY KEY (actor, use, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE actor_tie (
            actor TEXT NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
            tie TEXT NOT NULL CHECK (tie IN ('member_of', 'succeeded_by')),
            position INTEGER NOT NULL,
            other TEXT NOT NULL REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (actor, tie, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX actor_tie_other ON actor_tie(other);

        CREATE TABLE event (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            edtf TEXT NOT NULL, start TEXT NOT NULL, "end" TEXT NOT NULL, precision TEXT NOT NULL,
            clock TEXT, kind TEXT NOT NULL, status TEXT NOT NULL,
            importance INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 5), outcome TEXT,
            CHECK (start <= "end")
        ) STRICT;
        CREATE INDEX event_start ON event(start, "end");
        CREATE INDEX event_kind ON event(kind, start);
        CREATE INDEX event_importance ON event(importance, start);
        CREATE TABLE event_text (
            event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (event, lang)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE event_place (
            event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE, position INTEGER NOT NULL,
            place TEXT NOT NULL REFERENCES place(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (event, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_place_place ON event_place(place, event);
        CREATE TABLE event_actor (
            event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE, position INTEGER NOT NULL,
            actor TEXT NOT NULL REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL,
            PRIMARY KEY (event, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_actor_actor ON event_actor(actor, event);
        CREATE TABLE event_tag (
            event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE, position INTEGER NOT NULL,
            tag TEXT NOT NULL, PRIMARY KEY (event, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_tag_tag ON event_tag(tag, event);

        CREATE TABLE report (
            id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
            stance TEXT NOT NULL, said_on TEXT, UNIQUE (event, position)
        ) STRICT;
        CREATE INDEX report_source ON report(source);
        CREATE TABLE report_note (
            report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE,
            position INTEGER NOT NULL, lang TEXT NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (report, lang)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE report_speaker (
            report INTEGER NOT NULL REFERENCES report(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            actor TEXT NOT NULL REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (report, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX report_speaker_actor ON report_speaker(actor, report);

        CREATE TABLE figure (
            id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL, measure TEXT NOT NULL,
            low ANY NOT NULL, high ANY NOT NULL,
            "group" TEXT NOT NULL, since TEXT, until TEXT,
            source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
            UNIQUE (event, position), CHECK (low <= high)
        ) STRICT;
        CREATE INDEX figure_measure ON figure(measure, until);
        CREATE INDEX figure_source ON figure(source);
        CREATE TABLE figure_label (
            figure INTEGER NOT NULL REFERENCES figure(id) ON DELETE CASCADE,
            position INTEGER NOT NULL, lang TEXT NOT NULL, label TEXT NOT NULL,
            PRIMARY KEY (figure, lang)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE figure_area (
            figure INTEGER NOT NULL REFERENCES figure(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            place TEXT NOT NULL REFERENCES place(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (figure, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX figure_area_place ON figure_area(place, figure);
        CREATE TABLE figure_speaker (
            figure INTEGER NOT NULL REFERENCES figure(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            actor TEXT NOT NULL REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (figure, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX figure_speaker_actor ON figure_speaker(actor, figure);

        CREATE TABLE control (
            id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES event(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL, extent TEXT NOT NULL, UNIQUE (event, position)
        ) STRICT;
        CREATE TABLE control_place (
            control INTEGER NOT NULL REFERENCES control(id) ON DELETE CASCADE,
            use TEXT NOT NULL CHECK (use IN ('in', 'except')), position INTEGER NOT NULL,
            place TEXT NOT NULL REFERENCES place(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (control, use, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX control_place_place ON control_place(place, control);
        CREATE TABLE control_party (
            control INTEGER NOT NULL REFERENCES control(id) ON DELETE CASCADE,
            side TEXT NOT NULL CHECK (side IN ('to', 'from')), position INTEGER NOT NULL,
            actor TEXT NOT NULL REFERENCES actor(id) DEFERRABLE INITIALLY DEFERRED,
            PRIMARY KEY (control, side, position)
        ) STRICT, WITHOUT ROWID;
        """,
    )


@migrations()
def m002_event_words(db: Database) -> None:
    """Full text of events, notes and labels: folded stems, so that the tokenizer has nothing left to do."""
    _execute(
        db,
        """
        CREATE VIRTUAL TABLE event_words USING fts5(
            text, note, label, tokenize = "unicode61 remove_diacritics 0"
        );
        CREATE VIRTUAL TABLE event_vocabulary USING fts5vocab(event_words, row);
        """,
    )


@migrations()
def m003_revisions(db: Database) -> None:
    """Who wrote what when and why, each revision with the hash of the one before; and retracted events.

    A change keeps the record as it was before (null: it was not there). What it was after is what the next
    change of that record has as before, or what is stored now.
    """
    _execute(
        db,
        """
        CREATE TABLE revision (
            number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL,
            why TEXT NOT NULL, undoes INTEGER REFERENCES revision(number), changes INTEGER NOT NULL,
            previous TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX revision_at ON revision(at);
        CREATE INDEX revision_by ON revision(by, number);
        CREATE TABLE revision_change (
            revision INTEGER NOT NULL REFERENCES revision(number), position INTEGER NOT NULL,
            type TEXT NOT NULL, id TEXT NOT NULL, before TEXT,
            PRIMARY KEY (revision, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX revision_change_record ON revision_change(id, type);
        CREATE TABLE retracted (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            revision INTEGER NOT NULL REFERENCES revision(number), merged_into TEXT
        ) STRICT;
        """,
    )


@migrations()
def m004_lookups_of_very_many(db: Database) -> None:
    """Indexes for what was looked for by going through all: figures by number, group and start, sources by outlet."""
    _execute(
        db,
        """
        CREATE INDEX figure_low ON figure(low, high, event);
        CREATE INDEX figure_group ON figure("group");
        CREATE INDEX figure_since ON figure(since);
        CREATE INDEX source_outlet ON source(outlet COLLATE NOCASE, lang, kind);
        """,
    )


@migrations()
def m005_pages_of_sources(db: Database) -> None:
    """The page that each source's link leads to, as `page_keys` has it."""
    _execute(
        db,
        """
        CREATE TABLE source_page (
            page TEXT NOT NULL, source TEXT NOT NULL REFERENCES source(id) ON DELETE CASCADE,
            PRIMARY KEY (page, source)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX source_page_source ON source_page(source);
        """,
    )
    links = db.conn.execute("SELECT url, id FROM source WHERE url IS NOT NULL").fetchall()
    db.conn.executemany("INSERT INTO source_page VALUES (?, ?)", ((stored_key(url), id) for url, id in links))
