"""Invented children at national size: loaded by SQL as the owner of the tables, since commands would take days.

Row ids are counted out by us, so that each table can be filled by one statement from the numbers of a child. One area
holds a quarter of the children; the others share the rest evenly. Every practitioner has 20 open children, a tenth of
all children are open, and the closed ones keep what their time left behind: ended grants, entries, a screen.

Everything is invented. Names come from the list of given names in ``alongside.core`` and from made-up family names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from alongside.core import names
from alongside.core.names.short_forms import groups_by_word

LARGEST = 1
"""The area that holds a quarter of the children."""
ORDINARY = 2
"""An area like all the others."""
CASELOAD = 20
"""Open children of a practitioner."""
TEAM = 12
"""Practitioners of a team."""

_BEGINNINGS = "Ash Black Brad Bram Brook Burn Cald Carl Clay Crow Dal Dun East Elm Fair Farn Gar Glen Graf Had Hal Ham"
_BEGINNINGS += " Hart Haw Hol Kirk Lang Lin Mal Mar Mel Mid Nor Oak Pem Pen Rad Red Rush Sand Shel Stan Swin Tal Thorn"
_BEGINNINGS += " Upp Wal War Wes Whit Win Wood Yar"
_ENDINGS = "acre beck bourne bridge brook bury by cliffe combe cote croft dale den field ford gate grove ham hurst"
_ENDINGS += " ington lake ley low mere moor more ridge rington sall sett shaw stead stock stone thorpe ton wade well"
_ENDINGS += " wick worth"


@dataclass(frozen=True, slots=True)
class Size:
    """How much to load."""

    partnerships: int = 160
    children: int = 490_000


def load(connection: psycopg.Connection[Any], size: Size, today: dt.date) -> None:
    """Fill an empty, migrated database. ``connection`` is the owner's, not in autocommit."""
    with psycopg.ClientCursor(connection) as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'; SET synchronous_commit = off")
        cursor.execute("SELECT setseed(0.4)")
        put_back = _without_indexes(cursor)
        put_back += _with_defaults(cursor)
        _tell_numbers(cursor, size, today)
        _tell_names(cursor)
        for statement in _ROWS:
            cursor.execute(statement)
        for clause in put_back:
            cursor.execute(clause)
        cursor.execute(_COUNT_ON)
        cursor.execute(
            "DROP TABLE bench_size, bench_area, bench_team, bench_person, bench_name, bench_token, bench_child"
        )
        cursor.execute(_DROP_FUNCTIONS)
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")


def _without_indexes(cursor: psycopg.Cursor[Any]) -> list[sql.SQL | sql.Composed]:
    """Take away what costs most while rows are added; gives the statements that put it back, and so check the rows."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype = 'f' FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u')"
        " ORDER BY contype = 'f', conname"
    )
    constraints = cursor.fetchall()
    put_back: list[sql.SQL | sql.Composed] = []
    for table, name, *_ in reversed(constraints):
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.SQL(table), sql.Identifier(name)))
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE NOT indisprimary AND indrelid::regclass::text ~ '^(children|needs|referrals|plans)_'"
    )
    for name, definition in cursor.fetchall():
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
        put_back.append(sql.SQL(definition))
    put_back += [
        sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(sql.SQL(table), sql.Identifier(name), sql.SQL(definition))
        for table, name, definition, _ in constraints
    ]
    # What keeps a row to its steps would refuse one that begins in the middle of them.
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.SQL(table)))
        put_back.append(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.SQL(table)))
    return put_back


def _with_defaults(cursor: psycopg.Cursor[Any]) -> list[sql.SQL | sql.Composed]:
    """Let columns that a migration adds after this was written hold nothing; gives the statements that undo it. What a
    page shows must be loaded on purpose: this only keeps the bench from standing still for it."""
    cursor.execute(
        "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN pg_tables t"
        " ON t.schemaname = c.table_schema AND t.tablename = c.table_name WHERE c.table_schema = 'public'"
        " AND c.is_nullable = 'NO' AND c.column_default IS NULL AND c.is_identity = 'NO'"
        " AND c.table_name !~ '^(django|auth)_'"
    )
    undo: list[sql.SQL | sql.Composed] = []
    for table, column, kind in cursor.fetchall():
        if column != "ref" and kind in _NOTHING:
            change = sql.SQL("ALTER TABLE {} ALTER COLUMN {}").format(sql.Identifier(table), sql.Identifier(column))
            cursor.execute(sql.SQL("{} SET DEFAULT {}").format(change, sql.SQL(_NOTHING[kind])))
            undo.append(sql.SQL("{} DROP DEFAULT").format(change))
    return undo


_NOTHING = {
    "text": "''",
    "character varying": "''",
    "ARRAY": "'{}'",
    "jsonb": "'[]'",
    "boolean": "false",
    "smallint": "1",
    "integer": "1",
}


def _tell_numbers(cursor: psycopg.Cursor[Any], size: Size, today: dt.date) -> None:
    cursor.execute(_NUMBERS)
    cursor.execute("INSERT INTO bench_size VALUES (%s, %s, %s)", [size.partnerships, size.children, today])
    cursor.execute(_AREAS, {"caseload": CASELOAD, "team": TEAM, "largest": LARGEST})


def _tell_names(cursor: psycopg.Cursor[Any]) -> None:
    """Some hundred given names and some two thousand family names, with the tokens that search finds them by."""
    given = sorted({group.name.title() for groups in groups_by_word().values() for group in groups})
    family = sorted(first + last for first in _BEGINNINGS.split() for last in _ENDINGS.split())
    with cursor.copy("COPY bench_name (part, n, name, sorted) FROM STDIN") as copy:
        for part, words in (("given", given), ("family", family)):
            for number, name in enumerate(_shuffled(words)):
                copy.write_row((part, number, name, names.normalise(name)))
    with cursor.copy("COPY bench_token (part, n, kind, token) FROM STDIN") as copy:
        for part, words in (("given", given), ("family", family)):
            for number, name in enumerate(_shuffled(words)):
                found = {(token.kind.value, token.value) for token in names.tokens(_named(part, name))}
                for kind, token in sorted(found):
                    copy.write_row((part, number, kind, token))
    cursor.execute("CREATE INDEX ON bench_name (part, n); CREATE INDEX ON bench_token (part, n)")
    cursor.execute("ANALYZE bench_name, bench_token")


def _named(part: str, name: str) -> names.Named:
    return names.Named(given=name) if part == "given" else names.Named(family=name)


def _shuffled(words: list[str]) -> list[str]:
    """In an order of no meaning, the same each time: which names are common must not follow the alphabet."""
    return [words[(place * 7919) % len(words)] for place in range(len(words))] if len(words) % 7919 else words


_DROP_FUNCTIONS = """
DROP FUNCTION bench_ref(text, bigint), bench_letters(bigint), bench_letter(bigint, int), bench_area_name(bigint)
"""

_NUMBERS = """
CREATE TABLE bench_size (partnerships bigint, children bigint, today date);
CREATE TABLE bench_area (id bigint PRIMARY KEY, children bigint, before bigint, workers bigint, open bigint,
                         teams bigint);
CREATE TABLE bench_team (id bigint PRIMARY KEY, area bigint, kind text, number bigint);
CREATE TABLE bench_person (id bigint PRIMARY KEY, area bigint, kind text, number bigint, team bigint, agency bigint);
CREATE TABLE bench_name (part text, n bigint, name text, sorted text);
CREATE TABLE bench_token (part text, n bigint, kind text, token text);
CREATE FUNCTION bench_letter(n bigint, place int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (n >> 5 * place & 31)::int + 1, 1)
$$;
CREATE FUNCTION bench_letters(n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT bench_letter(n, 0) || bench_letter(n, 1) || bench_letter(n, 2) || bench_letter(n, 3) || bench_letter(n, 4)
         || bench_letter(n, 5)
$$;
CREATE FUNCTION bench_ref(kind text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- Six letters of the alphabet of alongside.core.refs, a different six for each number: the factor is odd.
  SELECT kind || '-' || bench_letters((n * 514229 + 104729) % 1073741824)
$$;
CREATE FUNCTION bench_area_name(n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'Area ' || n
$$;
"""

# Each area has thirteen agencies (ten of them schools) and four localities; ids follow from the area's.
_AREAS = """
INSERT INTO bench_area
SELECT id, children, sum(children) OVER (ORDER BY id) - children, workers, workers * %(caseload)s + 1,
       (workers + %(team)s - 1) / %(team)s
FROM (SELECT id, children, greatest(children / 10 / %(caseload)s, 1) AS workers FROM (
        SELECT a AS id, CASE WHEN a = %(largest)s THEN s.children / 4
                             ELSE s.children * 3 / 4 / greatest(s.partnerships - 1, 1) END AS children
        FROM bench_size s, generate_series(1, s.partnerships) a) shares) sizes;

INSERT INTO bench_team
SELECT row_number() OVER (ORDER BY area, kind, number), area, kind, number FROM (
  SELECT id AS area, 'prevention' AS kind, n AS number FROM bench_area, generate_series(0, teams - 1) n
  UNION ALL SELECT id, kind, 0 FROM bench_area, unnest(ARRAY['front_door', 'salt', 'school']) kind) wanted;

INSERT INTO bench_person
SELECT row_number() OVER (ORDER BY p.area, p.kind, p.number), p.area, p.kind, p.number, t.id,
       (p.area - 1) * 13 + CASE p.kind WHEN 'specialist' THEN 2 WHEN 'school' THEN 4 ELSE 1 END
FROM (
  SELECT id AS area, 'practitioner' AS kind, n AS number, 'prevention' AS team, n / %(team)s AS team_number
  FROM bench_area, generate_series(0, workers - 1) n
  UNION ALL SELECT id, 'beginner', 0, 'prevention', 0 FROM bench_area
  UNION ALL SELECT id, 'team_manager', n, 'prevention', n FROM bench_area, generate_series(0, teams - 1) n
  UNION ALL SELECT id, 'front_door', n, 'front_door', 0 FROM bench_area, generate_series(0, 1) n
  UNION ALL SELECT id, 'specialist', n, 'salt', 0 FROM bench_area, generate_series(0, 1) n
  UNION ALL SELECT id, 'board_member', 0, 'prevention', 0 FROM bench_area
  UNION ALL SELECT id, 'school', 0, 'school', 0 FROM bench_area
) p JOIN bench_team t ON t.area = p.area AND t.kind = p.team AND t.number = p.team_number;

CREATE INDEX ON bench_team (area, kind, number);
CREATE INDEX ON bench_person (area, kind, number);
CREATE INDEX ON bench_person (area, kind, team);
ANALYZE bench_area; ANALYZE bench_team; ANALYZE bench_person;
"""

_MADE = "now()"
_STRANDS = "ARRAY['identity', 'education', 'health', 'plan', 'justice', 'victim']"

_ROWS = (
    f"""
INSERT INTO partnerships_area_partnership (id, slug, name, is_demonstration, created_at)
SELECT id, 'area-' || id, bench_area_name(id), false, {_MADE} FROM bench_area;

INSERT INTO partnerships_locality (id, partnership_id, ref, name, postcodes, created_at)
SELECT (id - 1) * 4 + n, id, bench_ref('L', (id - 1) * 4 + n), (ARRAY['North', 'East', 'South', 'West'])[n], '',
       {_MADE}
FROM bench_area, generate_series(1, 4) n;

INSERT INTO partnerships_agency (id, partnership_id, ref, name, kind, phone, is_active, created_at)
SELECT (id - 1) * 13 + n, id, bench_ref('G', (id - 1) * 13 + n),
       (ARRAY['Youth Justice Service', 'Speech and Language Therapy', 'Constabulary'])[n],
       (ARRAY['youth_justice', 'speech_language', 'police'])[n], '01632 960000', true, {_MADE}
FROM bench_area, generate_series(1, 3) n
UNION ALL
SELECT (id - 1) * 13 + n, id, bench_ref('G', (id - 1) * 13 + n), 'School ' || n - 3, 'school', '01632 960001', true,
       {_MADE}
FROM bench_area, generate_series(4, 13) n;

INSERT INTO partnerships_team (id, partnership_id, ref, agency_id, name, duty, specialism, locality_id, created_at)
SELECT id, area, bench_ref('T', id),
       (area - 1) * 13 + CASE kind WHEN 'salt' THEN 2 WHEN 'school' THEN 4 ELSE 1 END,
       CASE kind WHEN 'prevention' THEN 'Prevention team ' || number + 1 WHEN 'front_door' THEN 'Front door'
                 WHEN 'salt' THEN 'Speech and language' ELSE 'Pastoral team' END,
       CASE kind WHEN 'prevention' THEN 'prevention' WHEN 'front_door' THEN 'front_door'
                 WHEN 'salt' THEN 'specialist' ELSE 'partner' END,
       CASE kind WHEN 'salt' THEN 'speech_language' ELSE '' END, (area - 1) * 4 + 1 + number % 4, {_MADE}
FROM bench_team;

INSERT INTO accounts_user (id, password, ref, email, name, phone, is_active, created_at)
SELECT id, '!', bench_ref('U', id), kind || '-' || number || '@area-' || area || '.example',
       'Worker ' || id, '01632 960002', true, {_MADE} FROM bench_person;

INSERT INTO partnerships_membership (id, partnership_id, ref, user_id, agency_id, role, specialism, locality_id,
                                     from_on, ended_by, created_at)
SELECT p.id, area, bench_ref('M', p.id), p.id, agency, CASE kind WHEN 'beginner' THEN 'practitioner' ELSE kind END,
       CASE kind WHEN 'specialist' THEN 'speech_language' ELSE '' END, (area - 1) * 4 + 1 + number % 4,
       s.today - 800, '', {_MADE}
FROM bench_person p, bench_size s;

INSERT INTO partnerships_team_member (partnership_id, team_id, membership_id, from_on)
SELECT p.area, p.team, p.id, s.today - 800 FROM bench_person p, bench_size s;

INSERT INTO partnerships_post (partnership_id, ref, team_id, title, full_time_equivalent, specialism, held_by_id,
                               from_on, created_at)
SELECT p.area, bench_ref('W', p.id), p.team, 'Prevention worker', 1, '', p.id, s.today - 800, {_MADE}
FROM bench_person p, bench_size s WHERE p.kind = 'practitioner';
""",
    # What is decided once for each child: names, worker, dates. Common names are far commoner than rare ones.
    f"""
CREATE TABLE bench_child AS
SELECT c.id, c.area, c.number, c.number < a.open AS is_open, w.id AS worker, w.team, m.id AS manager,
       floor(power(random(), 2) * (SELECT count(*) FROM bench_name WHERE part = 'given'))::bigint AS given,
       floor(power(random(), 2) * (SELECT count(*) FROM bench_name WHERE part = 'family'))::bigint AS family,
       s.today - (3700 + floor(random() * 2800)::int) AS born_on,
       s.today - CASE WHEN c.number < a.open THEN 1 + floor(random() * 200)::int
                      ELSE 300 + floor(random() * 400)::int END AS opened_on,
       (c.area - 1) * 13 + 4 + c.number % 10 AS school, (c.area - 1) * 4 + 1 + c.number % 4 AS locality,
       bench_ref('C', c.id) AS ref, bench_ref('J', c.id) AS involvement
FROM (SELECT a.before + n + 1 AS id, a.id AS area, n AS number
      FROM bench_area a, generate_series(0, a.children - 1) n) c
JOIN bench_area a ON a.id = c.area
CROSS JOIN bench_size s
JOIN bench_person w ON w.area = c.area
 AND w.kind = CASE WHEN c.number = a.open - 1 THEN 'beginner' ELSE 'practitioner' END
 AND w.number = CASE WHEN c.number = a.open - 1 THEN 0 ELSE (c.number / {CASELOAD}) % a.workers END
JOIN bench_person m ON m.area = c.area AND m.kind = 'team_manager' AND m.team = w.team
ORDER BY c.id;
ANALYZE bench_child;

INSERT INTO children_child (id, partnership_id, ref, given_name, family_name, preferred_name, former_names, pronouns,
                            born_on, ethnicity, language, needs_interpreter, strengths, own_words, is_sealed,
                            sort_name, version, locality_id, school_id, created_at)
SELECT c.id, c.area, c.ref, g.name, f.name, '', '', '', c.born_on, '', 'English', false,
       'Patient with younger children, quick with numbers, never late for football.',
       'I like it when people tell me what happens next.', false, f.sorted || ' ' || g.sorted, 1, c.locality, c.school,
       {_MADE}
FROM bench_child c JOIN bench_name g ON g.part = 'given' AND g.n = c.given
JOIN bench_name f ON f.part = 'family' AND f.n = c.family;

INSERT INTO children_name_token (partnership_id, child_id, kind, token)
SELECT c.area, c.id, t.kind, t.token FROM bench_child c JOIN bench_token t ON t.part = 'given' AND t.n = c.given
UNION
SELECT c.area, c.id, t.kind, t.token FROM bench_child c JOIN bench_token t ON t.part = 'family' AND t.n = c.family;
""",
    # The worker, the team and its manager: as an allocation gives them, ended with the work.
    f"""
INSERT INTO children_grant (partnership_id, ref, child_id, membership_id, team_id, reason, strands, source, from_at,
                            until_at, given_by, created_at)
SELECT c.area, bench_ref('K', c.id * 3 + n), c.id, CASE WHEN n = 0 THEN c.worker END, CASE WHEN n > 0 THEN c.team END,
       (ARRAY['allocated', 'team', 'supervision'])[n + 1], {_STRANDS}, c.involvement, c.opened_on + time '09:00',
       CASE WHEN c.is_open THEN NULL ELSE c.opened_on + 200 + time '09:00' END, bench_ref('M', c.manager), {_MADE}
FROM bench_child c, generate_series(0, 2) n;

INSERT INTO children_person (partnership_id, ref, child_id, name, kin, relation, phone, responsibility, created_at)
SELECT c.area, bench_ref('FM', c.id), c.id, 'Sam ' || f.name, 'mother', 'Mother', '01632 960003', 'yes', {_MADE}
FROM bench_child c JOIN bench_name f ON f.part = 'family' AND f.n = c.family;

INSERT INTO children_entry (partnership_id, ref, child_id, happened_on, strand, kind, text, agency_id, recorded_by,
                            source, created_at)
SELECT c.area, bench_ref('E', c.id * 8 + n), c.id, c.opened_on + n::int * 12,
       (ARRAY['plan', 'plan', 'health', 'plan', 'plan', 'plan', 'education', 'plan'])[n + 1],
       (ARRAY['agreement', 'involvement', 'screen', 'plan', 'contact', 'contact', 'school', 'contact'])[n + 1],
       (ARRAY['The child and the mother were told what this is about, and both said yes.',
              'A worker of the prevention team began to work with the child.',
              'First screen. It raised speech, language and communication.',
              'The child agreed to the plan: "I want to get back into football."',
              'Met at home for an hour. We talked about mornings, and what makes them hard.',
              'Rang the mother. The week went better; he went to school on four days.',
              'The school moved him to a quieter group for mathematics.',
              'Met at the sports centre. He showed the trainer what he can do.'])[n + 1],
       (c.area - 1) * 13 + 1, 'Worker ' || c.worker, c.involvement, {_MADE}
FROM bench_child c, generate_series(0, 7) n;

INSERT INTO children_voice (partnership_id, ref, child_id, about, strand, said, gathered, heard_by_id, said_on, changed,
                            told_back_on, created_at)
SELECT c.area, bench_ref('V', c.id * 2 + n), c.id, c.involvement, 'identity',
       'I would rather meet outside than in an office.',
       'Talking together', c.worker, c.opened_on + 5 + n::int, 'We meet at the sports centre.',
       CASE WHEN (c.id * 2 + n) % 10 > 0 THEN c.opened_on + 15 END, {_MADE}
FROM bench_child c, generate_series(0, 1) n WHERE c.is_open;

INSERT INTO children_concern (partnership_id, ref, child_id, named, about, what, raised_by_id, raised_at, told_whom,
                              told_at, told_by_id, status, outcome, created_at)
SELECT c.area, bench_ref('S', c.id), c.id, '', c.involvement, 'Came to school hungry three times this week.', c.worker,
       s.today - 1 + time '14:00', 'The front door of social care', s.today - 1 + time '15:00', c.worker, 'open', '',
       {_MADE}
FROM bench_child c, bench_size s WHERE c.is_open AND c.number % 200 = 7;
""",
    f"""
INSERT INTO referrals_referral (id, partnership_id, ref, status, received_at, received_on, source, given_name,
    family_name, preferred_name, born_on, strengths, own_words, concern, grounds, carer_name, carer_relation,
    carer_phone, carers_know, matched_at, decided_at, stream, is_youth_crime_prevention, decision_reason,
    otherwise_reason, reply, agency_id, child_id, decided_by_id, locality_id, matched_by_id, referred_by_id, school_id,
    team_id, created_at)
SELECT c.id, c.area, bench_ref('R', c.id), 'allocated', c.opened_on - 6 + time '10:00', c.opened_on - 6, 'school',
       g.name, f.name, '', c.born_on, '', '', 'Often leaves lessons and was twice seen with older boys at the station.',
       ARRAY['behaviour', 'influence'], 'Sam ' || f.name, 'Mother', '01632 960003', 'yes', c.opened_on + time '10:00',
       c.opened_on + time '11:00', 'prevention', true, 'Both grounds are met.', '', '', (c.area - 1) * 13 + 4, c.id,
       c.manager, c.locality, c.manager, p.id, c.school, p.team, {_MADE}
FROM bench_child c JOIN bench_person p ON p.area = c.area AND p.kind = 'school'
JOIN bench_name g ON g.part = 'given' AND g.n = c.given JOIN bench_name f ON f.part = 'family' AND f.n = c.family;

-- One referral waits for every twentieth open child.
INSERT INTO referrals_referral (id, partnership_id, ref, status, received_at, received_on, source, given_name,
    family_name, preferred_name, born_on, strengths, own_words, concern, grounds, carer_name, carer_relation,
    carer_phone, carers_know, stream, is_youth_crime_prevention, decision_reason, otherwise_reason, reply, agency_id,
    locality_id, referred_by_id, school_id, team_id, created_at)
SELECT s.children * 2 + c.id, c.area, bench_ref('R', s.children * 2 + c.id), 'received',
       s.today - (c.number % 9)::int + time '10:00', s.today - (c.number % 9)::int, 'school', g.name, f.name, '',
       c.born_on, '', '', 'Has stopped coming to school and is out late.',
       ARRAY['factors'], 'Kim ' || f.name, 'Father', '01632 960004',
       'yes', '', false, '', '', '', (c.area - 1) * 13 + 4, c.locality, p.id, c.school, p.team, {_MADE}
FROM bench_child c CROSS JOIN bench_size s JOIN bench_person p ON p.area = c.area AND p.kind = 'school'
JOIN bench_name g ON g.part = 'given' AND g.n = c.given JOIN bench_name f ON f.part = 'family' AND f.n = c.family
WHERE c.is_open AND c.number % 20 = 3;

INSERT INTO referrals_agreement (partnership_id, ref, referral_id, child_id, told_by_id, told_on, how, child_answer,
                                 carer_answer, carer_reason, child_words, recorded_at, created_at)
SELECT c.area, bench_ref('Y', c.id), c.id, c.id, c.manager, c.opened_on, 'home', 'yes', 'yes', '', 'All right then.',
       c.opened_on + time '16:00', {_MADE}
FROM bench_child c WHERE c.is_open;

INSERT INTO referrals_involvement (id, partnership_id, ref, child_id, referral_id, status, stream,
    is_youth_crime_prevention, team_id, worker_id, locality_id, source, opened_on, allocated_on, first_contact_on,
    ended_on, end_reason, end_note, created_at)
SELECT c.id, c.area, c.involvement, c.id, c.id, CASE WHEN c.is_open THEN 'open' ELSE 'ended' END, 'prevention', true,
       c.team, c.worker, c.locality, 'school', c.opened_on, c.opened_on,
       CASE WHEN c.is_open AND c.number % 20 = 11 THEN NULL ELSE c.opened_on + 3 END,
       CASE WHEN c.is_open THEN NULL ELSE c.opened_on + 200 END, CASE WHEN c.is_open THEN '' ELSE 'planned' END, '',
       {_MADE}
FROM bench_child c;
""",
    f"""
INSERT INTO needs_screen (partnership_id, ref, child_id, tool, tool_version, named, tier, source, status, offered_on,
                          due_on, offered_by_id, done_on, done_by_id, settled_at, scores, raised, note, created_at)
SELECT c.area, bench_ref('Q', c.id), c.id, 'universal', '1', '', 1, c.involvement,
       CASE WHEN c.is_open AND c.number % 10 = 4 THEN 'offered' ELSE 'done' END, c.opened_on, c.opened_on + 14,
       c.manager, CASE WHEN c.is_open AND c.number % 10 = 4 THEN NULL ELSE c.opened_on + 7 END,
       CASE WHEN c.is_open AND c.number % 10 = 4 THEN NULL ELSE c.worker END,
       CASE WHEN c.is_open AND c.number % 10 = 4 THEN NULL ELSE c.opened_on + 7 + time '16:00' END, '[]',
       CASE WHEN c.is_open AND c.number % 10 = 4 OR c.number % 3 > 0 THEN '{{}}' ELSE ARRAY['speech_language'] END, '',
       {_MADE}
FROM bench_child c;

INSERT INTO needs_need (id, partnership_id, ref, child_id, area, status, since, raised_at, identified_on,
                        decided_by_id, evidence, created_at)
SELECT c.id, c.area, bench_ref('N', c.id), c.id, 'speech_language', 'identified', c.opened_on + 7,
       c.opened_on + 7 + time '16:00', c.opened_on + 7, c.worker, bench_ref('Q', c.id), {_MADE}
FROM bench_child c WHERE c.is_open AND c.number % 3 = 0 AND c.number % 10 <> 4;

INSERT INTO needs_support (partnership_id, ref, child_id, need_id, specialism, team_id, source, why, status, raised_at,
    raised_by_id, received_at, seen_at, seen_by_id, accepted_at, accepted_by_id, declined_reason, offered_on,
    offered_for_on, started_on, outcome, outcome_note, created_at)
SELECT c.area, bench_ref('X', c.id), c.id, c.id, 'speech_language', t.id, bench_ref('Q', c.id),
       'Gives very short answers.', CASE WHEN c.number % 2 = 0 THEN 'started' ELSE 'received' END,
       c.opened_on + 7 + time '16:00', c.worker, c.opened_on + 7 + time '16:00',
       CASE WHEN c.number % 2 = 0 THEN c.opened_on + 8 + time '09:00' END, CASE WHEN c.number % 2 = 0 THEN p.id END,
       CASE WHEN c.number % 2 = 0 THEN c.opened_on + 9 + time '09:00' END, CASE WHEN c.number % 2 = 0 THEN p.id END, '',
       CASE WHEN c.number % 2 = 0 THEN c.opened_on + 10 END, CASE WHEN c.number % 2 = 0 THEN c.opened_on + 12 END,
       CASE WHEN c.number % 2 = 0 THEN c.opened_on + 12 END, '', '', {_MADE}
FROM bench_child c JOIN bench_team t ON t.area = c.area AND t.kind = 'salt'
JOIN bench_person p ON p.area = c.area AND p.kind = 'specialist' AND p.number = 0
WHERE c.is_open AND c.number % 3 = 0 AND c.number % 10 <> 4;

INSERT INTO children_grant (partnership_id, ref, child_id, team_id, reason, strands, source, from_at, given_by,
                            created_at)
SELECT partnership_id, bench_ref('K', 10000000 + child_id), child_id, team_id, 'specialist', {_STRANDS}, ref,
       received_at, bench_ref('M', raised_by_id), {_MADE}
FROM needs_support;

INSERT INTO needs_strategy (partnership_id, ref, child_id, kind, text, area, status, written_by_id, from_on, replaces,
                            withdrawn_reason, created_at)
SELECT c.area, bench_ref('Z', c.id * 3 + n), c.id, (ARRAY['do', 'do', 'avoid'])[n + 1],
       (ARRAY['Say one thing at a time, and wait.', 'Draw what happens next.',
              'Asking why in front of other people.'])[n + 1],
       CASE WHEN n = 0 THEN 'speech_language' ELSE '' END, 'current', c.worker, c.opened_on + 10, '', '', {_MADE}
FROM bench_child c, generate_series(0, 2) n WHERE c.is_open OR n = 0;
""",
    f"""
INSERT INTO plans_plan (id, partnership_id, ref, child_id, involvement, status, strengths, matters, started_on,
    written_by_id, review_on, agreed_on, agreed_words, edition, agreed_edition, given_on, closed_on, version,
    created_at)
SELECT c.id, c.area, bench_ref('P', c.id), c.id, c.involvement, 'agreed', 'Patient, quick with numbers.',
       'Football, and his sister.', c.opened_on + 10, c.worker, s.today - 3 + (c.number * 7 % 90)::int,
       c.opened_on + 12, 'That is what I want.', 1, 1, c.opened_on + 12, NULL, 1, {_MADE}
FROM bench_child c, bench_size s WHERE c.is_open AND c.number % 20 <> 11;

INSERT INTO plans_goal (id, partnership_id, ref, child_id, plan_id, words, why, status, status_on, position, version,
                        created_at)
SELECT p.id * 3 + n, p.partnership_id, bench_ref('O', p.id * 3 + n), p.child_id, p.id,
       (ARRAY['I want to get back into football.', 'I want mornings without shouting.',
              'I want to read better.'])[n + 1],
       'It makes me feel good.', CASE WHEN n = 2 THEN 'reached' ELSE 'working_on' END, p.agreed_on, n + 1, 1, {_MADE}
FROM plans_plan p, generate_series(0, 2) n;

INSERT INTO plans_step (partnership_id, ref, child_id, plan_id, goal_id, what, named, membership_id, due_on, status,
                        done_on, ticked_by_id, created_at)
SELECT g.partnership_id, bench_ref('ST', g.id), g.child_id, g.plan_id, g.id,
       'Ring the trainer and go along the first time.', '', p.written_by_id, s.today - 5 + (g.id * 11 % 60)::int,
       CASE WHEN g.status = 'reached' THEN 'done' ELSE 'to_do' END,
       CASE WHEN g.status = 'reached' THEN g.status_on END, CASE WHEN g.status = 'reached' THEN p.written_by_id END,
       {_MADE}
FROM plans_goal g JOIN plans_plan p ON p.id = g.plan_id CROSS JOIN bench_size s;

INSERT INTO plans_contact (partnership_id, ref, child_id, involvement, strand, happened_on, with_whom, how, kind,
                           attended, text, made_by_id, created_at)
SELECT c.area, bench_ref('CT', c.id * 3 + n), c.id, c.involvement, 'plan', c.opened_on + n::int * 12, 'child', 'home',
       'planned', 'yes', 'Met at home for an hour. We talked about mornings.', c.worker, {_MADE}
FROM bench_child c, generate_series(0, 2) n WHERE c.is_open;
""",
    # A panel in each area: half a year of weekly meetings, at which every fourth open child was decided on, and the
    # next one, for which every fortieth is on the agenda.
    f"""
INSERT INTO panels_series (id, partnership_id, ref, kind, name, weekday, begins, place, quorum, is_active, chair_id,
                           prepared_by_id, created_at)
SELECT a.id, a.id, bench_ref('PS', a.id), 'joint_decision_making', 'Joint Decision-Making Panel', 2, '10:00',
       'Room 1', 2, true, m.id, m.id, {_MADE}
FROM bench_area a JOIN bench_person m ON m.area = a.id AND m.kind = 'team_manager' AND m.number = 0;

INSERT INTO panels_meeting (id, partnership_id, ref, series_id, meets_on, begins, place, quorum, status, chair_id,
                            prepared_by_id, released_at, held_at, closed_at, created_at)
SELECT s.id * 31 + n, s.id, bench_ref('PM', s.id * 31 + n), s.id, z.today + 3 - 7 * n::int, '10:00', 'Room 1', 2,
       CASE n WHEN 0 THEN 'released' ELSE 'closed' END, s.chair_id, s.chair_id, z.today - 1 - 7 * n::int + time '09:00',
       CASE WHEN n > 0 THEN z.today + 3 - 7 * n::int + time '10:00' END,
       CASE WHEN n > 0 THEN z.today + 3 - 7 * n::int + time '12:00' END, {_MADE}
FROM panels_series s, bench_size z, generate_series(0, 30) n;

INSERT INTO panels_attendance (partnership_id, meeting_id, agency_id, membership_id, is_core, is_required, mark)
SELECT m.partnership_id, m.id, (m.partnership_id - 1) * 13 + 1, m.chair_id, true, true,
       CASE m.status WHEN 'closed' THEN 'present' ELSE 'expected' END
FROM panels_meeting m;

INSERT INTO panels_agenda_item (id, partnership_id, ref, meeting_id, child_id, about, why_here, alleged, position,
                                presenter_id, asked_by_id, status, moved_to, created_at)
SELECT c.id, c.area, bench_ref('PI', c.id), c.area * 31 + CASE c.number % 40 WHEN 1 THEN 0 ELSE 1 + c.number % 30 END,
       c.id, c.involvement, 'To agree who does what.', '', c.number % 100, c.worker, c.worker,
       CASE c.number % 40 WHEN 1 THEN 'listed' ELSE 'decided' END, '', {_MADE}
FROM bench_child c WHERE c.is_open AND (c.number % 4 = 0 OR c.number % 40 = 1);

INSERT INTO panels_decision (partnership_id, ref, item_id, child_id, option, reason, considered, why_not,
                             no_view_because, is_agreed, dissent, agencies_present, decided_at, decided_by_id,
                             created_at)
SELECT i.partnership_id, bench_ref('PD', i.id), i.id, i.child_id, 'prevention_support', 'The least that will help.',
       ARRAY['no_further_involvement'], '', 'He would rather not say.', true, '', ARRAY['Youth Justice Service'],
       m.held_at, m.chair_id, {_MADE}
FROM panels_agenda_item i JOIN panels_meeting m ON m.id = i.meeting_id WHERE i.status = 'decided';

INSERT INTO panels_action (partnership_id, ref, item_id, child_id, kind, what, owner_id, due_on, status, outcome,
                           added_by_id, created_at)
SELECT i.partnership_id, bench_ref('PA', i.id), i.id, i.child_id, 'follow_up', 'Ask the school for a quieter group.',
       i.presenter_id, m.meets_on + 28, 'open', '', m.chair_id, {_MADE}
FROM panels_agenda_item i JOIN panels_meeting m ON m.id = i.meeting_id
WHERE i.status = 'decided' AND i.child_id % 3 = 0;
""",
)

_COUNT_ON = """
DO $$
DECLARE held record;
BEGIN
  FOR held IN SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
              WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'id'
                AND a.attidentity <> ''
  LOOP
    EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, ''id''), coalesce(max(id), 0) + 1, false) FROM %I',
                   held.name, held.name);
  END LOOP;
END $$;
"""
