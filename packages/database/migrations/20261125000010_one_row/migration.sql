-- A flattr is one row. PostgreSQL takes a function that returns a table for a thousand rows unless it is told, and joined those to
-- all things that there are.
ALTER FUNCTION give_flattr(uuid, uuid, smallint, text) ROWS 1;
ALTER FUNCTION give_flattr_now(uuid, uuid, text, smallint, text) ROWS 1;
