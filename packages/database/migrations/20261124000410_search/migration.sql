CREATE INDEX things_tags_idx ON things USING gin (tags);

-- The configuration by which PostgreSQL knows the words of a language; what it has none for, it takes as they are written.
CREATE FUNCTION words_of_language(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'arabic' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german' WHEN 'el' THEN 'greek'
    WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'eu' THEN 'basque' WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french'
    WHEN 'ga' THEN 'irish' WHEN 'hi' THEN 'hindi' WHEN 'hu' THEN 'hungarian' WHEN 'hy' THEN 'armenian'
    WHEN 'id' THEN 'indonesian' WHEN 'it' THEN 'italian' WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian'
    WHEN 'ne' THEN 'nepali' WHEN 'nl' THEN 'dutch' WHEN 'nn' THEN 'norwegian' WHEN 'no' THEN 'norwegian'
    WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian'
    WHEN 'sv' THEN 'swedish' WHEN 'ta' THEN 'tamil' WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish'
    ELSE 'simple' END::regconfig
$$;

-- What a thing is found by: its title and its tags as they are written, and the title by the stems of its language.
CREATE FUNCTION thing_words(title text, tags text[], language text) RETURNS tsvector
LANGUAGE sql IMMUTABLE
AS $$
  SELECT setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', array_to_string(tags, ' ')), 'B')
    || setweight(to_tsvector(public.words_of_language(language), title), 'C')
$$;
CREATE INDEX things_words_idx ON things USING gin (thing_words(title, tags, language));

-- What somebody looks for, as they would type it into any search: words, "phrases", or, -not. Words are looked for as they
-- are written, by the stems of the language asked for or else of those that our pages are in, and, where nothing is excluded
-- or quoted, by how they begin.
CREATE FUNCTION words_sought(sought text, language text) RETURNS tsquery
LANGUAGE sql STABLE
AS $$
  SELECT websearch_to_tsquery('simple', sought) || coalesce(stems.query, '') || coalesce(starts.query, '')
  FROM (
    SELECT string_agg('(' || q::text || ')', ' | ')::tsquery AS query FROM (
      SELECT websearch_to_tsquery(words_of_language(tag), sought) AS q
      FROM unnest(CASE WHEN language IS NULL THEN ARRAY['en', 'de', 'fr', 'es', 'sv'] ELSE ARRAY[language] END) AS tag
    ) each WHERE q::text <> ''
  ) stems, (
    SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery AS query
    FROM unnest(to_tsvector('simple', sought)) WHERE sought !~ '["-]'
  ) starts
$$;
GRANT EXECUTE ON FUNCTION words_of_language(text), thing_words(text, text[], text), words_sought(text, text) TO flattr_app;
