import { saying } from '@tailorbird/flow/words/said'
import type { Sentences } from '@tailorbird/flow/words/template'

/** What the triggers that belong to no app say when they fail. */
export const words = {
  'schedule.wrong': '{wrong:said}',
  'schedule.no-such-time-zone': '"{timeZone}" is not a time zone. Choose one like Europe/Vienna.',
  'schedule.five-parts': 'A cron expression has five parts: minute, hour, day, month, weekday.',
  'schedule.unreadable': 'The schedule "{cron}" cannot be read: {error}',
} as const satisfies Sentences

export const said = saying<typeof words>()
