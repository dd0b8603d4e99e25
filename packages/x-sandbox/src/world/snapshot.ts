import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { accountSchema } from './accounts.ts'
import { appSchema } from './apps.ts'
import { dmConversationSchema, dmEventSchema } from './direct-messages.ts'
import { grantTokenSchema } from './grants.ts'
import { mediaItemSchema } from './media-item.ts'
import { oauth1TokenSchema } from './oauth1-tokens.ts'
import { postSchema } from './post.ts'
import type { World } from './world.ts'

const snapshotSchema = z.object({
  format: z.literal(1),
  clockOffsetMs: z.number(),
  lastId: z.string(),
  forceCurrentWords: z.boolean(),
  accounts: z.array(accountSchema),
  apps: z.array(appSchema),
  posts: z.array(postSchema),
  likes: z.array(z.tuple([z.string(), z.array(z.string())])),
  dms: z.object({ conversations: z.array(dmConversationSchema), events: z.array(dmEventSchema) }),
  media: z.array(mediaItemSchema),
  grants: z.array(grantTokenSchema),
  oauth1: z.array(oauth1TokenSchema),
})

type Snapshot = z.infer<typeof snapshotSchema>

/**
 * Keeps the world in `<folder>/world.json`: loads it now, saves it about 200 ms after a change, and once more when
 * closed. A large world is saved less often, so that saving never takes more than a tenth of the time.
 * Throws a sentence for people when the file cannot be read.
 */
export function keepWorld(world: World, folder: string): { close(): void } {
  const file = join(folder, 'world.json')
  restore(world, file)
  let timer: NodeJS.Timeout | undefined
  let saveMs = 0
  const save = () => {
    timer = undefined
    const began = performance.now()
    try {
      writeWhole(file, JSON.stringify(take(world)))
    } catch (error) {
      // A full disk must not end the sandbox: it goes on in memory, and the next change tries again.
      process.stderr.write(`X sandbox: the world could not be saved. ${String(error)}\n`)
    }
    saveMs = performance.now() - began
  }
  const stop = world.onChange(() => {
    timer ??= setTimeout(save, Math.max(200, saveMs * 10))
  })
  return {
    close() {
      stop()
      clearTimeout(timer)
      save()
    },
  }
}

/** Written beside and moved over, so that a crash leaves the old file or the new one. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function take(world: World): Snapshot {
  return {
    format: 1,
    clockOffsetMs: world.clock.offsetMs,
    lastId: world.ids.next(),
    forceCurrentWords: world.forceCurrentWords,
    accounts: world.accounts.all(),
    apps: world.apps.all(),
    posts: [...world.posts.all()],
    likes: world.likes.dump(),
    dms: world.dms.dump(),
    // Uploads that were never finalised have no bytes on the shelf and could not be continued.
    media: world.media.all().filter((item) => item.type !== null),
    grants: world.grants.dump(),
    oauth1: world.oauth1.dump(),
  }
}

function restore(world: World, file: string): void {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  const snapshot = parse(text, file)
  world.clock.advance(snapshot.clockOffsetMs)
  world.ids.continueAfter(snapshot.lastId)
  world.forceCurrentWords = snapshot.forceCurrentWords
  world.accounts.load(snapshot.accounts)
  world.apps.load(snapshot.apps)
  world.posts.load(snapshot.posts)
  world.likes.load(snapshot.likes)
  world.dms.load(snapshot.dms)
  world.media.load(snapshot.media)
  world.grants.load(snapshot.grants)
  world.oauth1.load(snapshot.oauth1)
}

function parse(text: string, file: string): Snapshot {
  try {
    return snapshotSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(
      `The sandbox cannot read its saved world in ${file}. Move that file away to start with a fresh one.`,
    )
  }
}
