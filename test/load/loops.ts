import { drive } from './drive.ts'
import { loopGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'

const POSTS = 100

/** A loop of 100 posts, ten at a time: one such run alone, and many at once. Every post is in the ledger at the end. */
export const loops: Part = async ({ stage, say, rounds, runs }) => {
  await using server = await stage.serve({ TAILORBIRD_CONCURRENCY: '1000' })
  const flow = await stage.hookFlow('Loop', loopGraph())
  const count = Math.ceil((2 * runs) / POSTS)
  const loop = (howMany: number) =>
    drive(stage, flow, { servers: [server], count: howMany, posts: POSTS, body: itemsFor })
  await loop(20)
  for (let round = 1; round <= rounds; round++) {
    const { plain, measured } = await besidePlain(stage.pool, async () => ({
      alone: await loop(1),
      many: await loop(count),
    }))
    const many = measured.many.runsPerSecond * POSTS
    say(
      `round ${round}: plain ${plain.toFixed(0)}/s; ${count} loops of ${POSTS} posts ${many.toFixed(0)} posts/s = ${(many / plain).toFixed(2)} of plain;` +
        ` one loop alone ${(measured.alone.runsPerSecond * POSTS).toFixed(0)} posts/s;` +
        ` per 1,000 posts: CPU ${(measured.many.runtimeCpu / POSTS).toFixed(2)} s runtime + ${(measured.many.postgresCpu / POSTS).toFixed(2)} s Postgres, database ${(measured.many.bytes / POSTS / 1e6).toFixed(2)} MB`,
    )
  }
}

const itemsFor = (mark: string) => ({ items: Array.from({ length: POSTS }, (_, index) => `${mark} item ${index}`) })
