import { z } from 'zod'

const range = { start: z.number(), end: z.number() }

export const entitiesSchema = z.object({
  urls: z.array(
    z.object({
      ...range,
      url: z.string(),
      expanded_url: z.string(),
      display_url: z.string(),
      media_key: z.string().optional(),
    }),
  ),
  mentions: z.array(z.object({ ...range, username: z.string(), id: z.string().optional() })),
  hashtags: z.array(z.object({ ...range, tag: z.string() })),
  cashtags: z.array(z.object({ ...range, tag: z.string() })),
})

/** What stands in a text, with places counted in code points of the text that X returns. */
export type Entities = z.infer<typeof entitiesSchema>

const pollSchema = z.object({
  id: z.string(),
  options: z.array(z.string()),
  durationMinutes: z.number(),
  endsAt: z.number(),
})

export const postSchema = z.object({
  id: z.string(),
  authorId: z.string(),
  /** What the author typed. */
  written: z.string(),
  /** What the API returns: escaped, links wrapped, picture link at the end. */
  text: z.string(),
  entities: entitiesSchema,
  /** Milliseconds since 1970, on the sandbox's clock. */
  at: z.number(),
  conversationId: z.string(),
  repliesToId: z.string().nullable(),
  repliesToUserId: z.string().nullable(),
  quotesId: z.string().nullable(),
  repostsId: z.string().nullable(),
  mediaIds: z.array(z.string()),
  taggedUserIds: z.array(z.string()),
  poll: pollSchema.nullable(),
  /** Everybody this post calls: named in its text, or the author it replies to. */
  mentionedIds: z.array(z.string()),
  replySettings: z.string(),
  madeWithAi: z.boolean(),
  paidPartnership: z.boolean(),
  /** Ids of this post's versions, oldest first, its own last. */
  history: z.array(z.string()),
})

export type Post = z.infer<typeof postSchema>
