import { z } from 'zod'

export const idSchema = z.string().regex(/^[0-9]{1,19}$/)
const whoReplies = z.enum(['following', 'mentionedUsers', 'subscribers', 'verified'])

/** The body of POST /2/tweets; unknown keys are refused, because X's schema does. */
export const postBodySchema = z.strictObject({
  text: z.string().optional(),
  media: z
    .strictObject({
      media_ids: z.array(idSchema).min(1).max(4),
      tagged_user_ids: z.array(idSchema).max(10).optional(),
      call_to_actions: z.record(z.string(), z.unknown()).optional(),
      description: z.string().optional(),
      embeddable: z.boolean().optional(),
      preview_media_id: idSchema.optional(),
      title: z.string().optional(),
    })
    .optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: idSchema,
      exclude_reply_user_ids: z.array(idSchema).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  quote_tweet_id: idSchema.optional(),
  poll: z
    .strictObject({
      options: z.array(z.string().min(1).max(25)).min(2).max(4),
      duration_minutes: z.int().min(5).max(10_080),
      reply_settings: whoReplies.optional(),
    })
    .optional(),
  reply_settings: whoReplies.optional(),
  community_id: idSchema.optional(),
  share_with_followers: z.boolean().optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  geo: z.strictObject({ place_id: z.string().optional() }).optional(),
  nullcast: z.boolean().optional(),
  for_super_followers_only: z.boolean().optional(),
  direct_message_deep_link: z.string().optional(),
  card_uri: z.string().optional(),
  edit_options: z.strictObject({ previous_post_id: idSchema }).optional(),
})

export type PostBody = z.infer<typeof postBodySchema>
