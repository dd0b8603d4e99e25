-- One word for one kind, in tables, records and graphs (docs/decisions/0017): `toggle` is `yesNo`, a table's `date` is a
-- `moment`, and yes or no is kept as true or false. Says the same as `flow/graph/upgrade-graph.ts`, which reads files.
UPDATE "tables" SET "fields" = (
  SELECT jsonb_agg(CASE WHEN field ->> 'kind' = 'date' THEN field || '{"kind":"moment"}' ELSE field END ORDER BY place)
  FROM jsonb_array_elements("fields") WITH ORDINALITY AS list(field, place)
) WHERE "fields" @> '[{"kind":"date"}]';--> statement-breakpoint
UPDATE "records" SET "values" = "values" || (
  SELECT jsonb_object_agg(field ->> 'key', CASE "values" ->> (field ->> 'key')
    WHEN 'Yes' THEN to_jsonb(true) WHEN 'No' THEN to_jsonb(false) ELSE 'null'::jsonb END)
  FROM jsonb_array_elements("tables"."fields") AS field WHERE field ->> 'kind' = 'yesNo'
) FROM "tables" WHERE "tables"."id" = "records"."table_id" AND "tables"."fields" @> '[{"kind":"yesNo"}]';--> statement-breakpoint
CREATE FUNCTION pg_temp.renamed(entry jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE WHEN entry ->> 'kind' = 'toggle' AND jsonb_typeof(entry -> 'key') = 'string'
    AND (jsonb_typeof(entry -> 'required') = 'boolean' OR jsonb_typeof(entry -> 'id') = 'string'
      OR jsonb_typeof(entry -> 'value') = 'object')
  THEN entry || '{"kind":"yesNo"}' ELSE entry END
$$;--> statement-breakpoint
CREATE FUNCTION pg_temp.each_renamed(entries jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(pg_temp.renamed(entry) ORDER BY place), '[]')
  FROM jsonb_array_elements(entries) WITH ORDINALITY AS list(entry, place)
$$;--> statement-breakpoint
CREATE FUNCTION pg_temp.bound(binding jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE
    WHEN jsonb_typeof(binding -> 'fixed') = 'array'
      THEN jsonb_set(binding, '{fixed}', pg_temp.each_renamed(binding -> 'fixed'))
    WHEN jsonb_typeof(binding #> '{fixed,results}') = 'array'
      THEN jsonb_set(binding, '{fixed,results}', pg_temp.each_renamed(binding #> '{fixed,results}'))
    ELSE binding END
$$;--> statement-breakpoint
CREATE FUNCTION pg_temp.node(node jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_set(node, '{params}', coalesce(
    (SELECT jsonb_object_agg(name, pg_temp.bound(binding)) FROM jsonb_each(node -> 'params') AS param(name, binding)), '{}'))
$$;--> statement-breakpoint
CREATE FUNCTION pg_temp.graph(graph jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT graph || jsonb_build_object('format', 'tailorbird.flow/2', 'nodes', coalesce(
    (SELECT jsonb_agg(pg_temp.node(node) ORDER BY place)
     FROM jsonb_array_elements(graph -> 'nodes') WITH ORDINALITY AS list(node, place)), '[]'))
$$;--> statement-breakpoint
UPDATE "flows" SET "draft" = pg_temp.graph("draft") WHERE "draft" ->> 'format' = 'tailorbird.flow/1';--> statement-breakpoint
UPDATE "versions" SET "graph" = pg_temp.graph("graph") WHERE "graph" ->> 'format' = 'tailorbird.flow/1';
