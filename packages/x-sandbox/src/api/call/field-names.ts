// The values X's OpenAPI documents list: 2.166 for the words "tweet", 2.167 for the words "post".

const shared =
  'article attachments card_uri community_id context_annotations conversation_id created_at display_text_range ' +
  'edit_controls entities geo id lang matched_media_notes media_metadata non_public_metrics ' +
  'note_request_suggestions organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics ' +
  'reply_settings scopes source suggested_source_links suggested_source_links_with_counts text withheld'
const sharedUser =
  'confirmed_email connection_status created_at description entities id is_identity_verified location name parody ' +
  'profile_banner_url profile_image_url protected public_metrics receives_your_dm subscribes_to_you subscription ' +
  'subscription_type url username verified verified_followers_count verified_type withheld affiliation'
const sharedExpansions =
  'article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet ' +
  'attachments.poll_ids author_id entities.mentions.username geo.place_id in_reply_to_user_id ' +
  'participant_ids sender_id affiliation'

function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '))
}

/** Every value a fields or expansions parameter may have. Values of either vocabulary are understood in both. */
export const fieldNames: Readonly<Record<string, ReadonlySet<string>>> = {
  'tweet.fields': words(shared, 'author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets'),
  'post.fields': words(shared, 'article_title note_post'),
  'user.fields': words(sharedUser, 'most_recent_tweet_id pinned_tweet_id most_recent_post_id pinned_post_id'),
  'media.fields': words(
    'alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url promoted_metrics ' +
      'public_metrics type url variants width',
  ),
  'poll.fields': words('duration_minutes end_datetime id options voting_status'),
  'place.fields': words('contained_within country country_code full_name geo id name place_type'),
  'dm_event.fields': words(
    'attachments created_at dm_conversation_id entities event_type id text participant_ids referenced_tweets sender_id',
  ),
  expansions: words(
    sharedExpansions,
    'edit_history_tweet_ids referenced_tweets.id referenced_tweets.id.author_id ' +
      'referenced_tweets.id.attachments.media_keys entities.note.mentions.username affiliation.user_id ' +
      'most_recent_tweet_id pinned_tweet_id edit_history_post_ids referenced_posts most_recent_post_id ' +
      'pinned_post_id username',
  ),
}

/** Expansions that only the newer vocabulary has: naming one says which words the client speaks. */
export const currentExpansions = words('edit_history_post_ids referenced_posts most_recent_post_id pinned_post_id')
