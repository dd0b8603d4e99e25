import { TRANSITIONS } from '@tailorbird/runtime/runs/store/transitions'
import { Client } from 'pg'

/** Has a database refuse every change of a run's status that the chart of its life does not have, whoever makes it. Made
 *  from the same data as the chart, so that every journey proves the chart. */
export async function guardTransitions(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(guard())
  } finally {
    await client.end()
  }
}

/** `from to`, and whether the fence must be raised. A pair that is there both with and without is free to do either. */
function guard(): string {
  const pairs = TRANSITIONS.flatMap(({ from, to, raisesFence }) =>
    from.flatMap((before) => to.map((after) => `('${before}', '${after}', ${raisesFence})`)),
  )
  return `
CREATE FUNCTION guard_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'INSERT' THEN 'none' ELSE OLD.status END;
  after text := CASE WHEN TG_OP = 'DELETE' THEN 'none' ELSE NEW.status END;
  raised boolean := TG_OP = 'UPDATE' AND NEW.lease_token > OLD.lease_token;
BEGIN
  IF TG_OP <> 'DELETE' AND (after = 'running') <> (NEW.lease_owner IS NOT NULL) THEN
    RAISE EXCEPTION 'no transition: a run that is % and is % held', after, CASE WHEN NEW.lease_owner IS NULL THEN 'not' ELSE '' END;
  END IF;
  IF TG_OP = 'UPDATE' AND before = after THEN
    IF NEW.lease_owner IS DISTINCT FROM OLD.lease_owner THEN
      RAISE EXCEPTION 'no transition: the lease of run % changes hands while it is %', OLD.id, before;
    END IF;
  ELSIF NOT EXISTS (
    SELECT FROM (VALUES ${pairs.join(', ')}) AS known(from_status, to_status, raises)
    WHERE from_status = before AND to_status = after AND (raises = raised OR before = 'none' OR after = 'none')
  ) THEN
    RAISE EXCEPTION 'no transition: a run from % to %, fence % raised', before, after, CASE WHEN raised THEN '' ELSE 'not' END;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_transition BEFORE INSERT OR DELETE OR UPDATE OF status, lease_owner, lease_token ON runs
FOR EACH ROW EXECUTE FUNCTION guard_transition();`
}
