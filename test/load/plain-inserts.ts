import type { Pool } from 'pg'

const CLIENTS = 8

/** The measure everything else is compared with: plain transactions of three inserted rows each, by as many clients as
 *  serve this machine best. Returns transactions per second. */
export async function plainInserts(pool: Pool, seconds: number): Promise<number> {
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bench_rows (id bigserial PRIMARY KEY, run uuid, kind text, body jsonb, at timestamptz DEFAULT now())',
  )
  const body = JSON.stringify({ title: 'A record of ordinary size', text: 'x'.repeat(120), publish: 'Yes' })
  const end = performance.now() + seconds * 1000
  let done = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = await pool.connect()
      try {
        while (performance.now() < end) {
          await client.query('BEGIN')
          for (const kind of ['run', 'step', 'step']) {
            await client.query({
              name: 'bench-insert',
              text: 'INSERT INTO bench_rows (run, kind, body) VALUES (gen_random_uuid(), $1, $2)',
              values: [kind, body],
            })
          }
          await client.query('COMMIT')
          done++
        }
      } finally {
        client.release()
      }
    }),
  )
  const rate = done / ((performance.now() - started) / 1000)
  await pool.query('DROP TABLE bench_rows')
  return rate
}

/** Measures something with the plain rate before and after it: the machine's neighbours change from minute to minute. */
export async function besidePlain<T>(pool: Pool, measure: () => Promise<T>, seconds = 2) {
  const before = await plainInserts(pool, seconds)
  const measured = await measure()
  const after = await plainInserts(pool, seconds)
  return { plain: (before + after) / 2, measured }
}
