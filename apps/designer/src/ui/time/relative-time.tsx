import { exactTime, timeInWords } from './time-in-words.ts'
import { useNow } from './use-now.ts'

/** "3 min ago", with the exact time on hover. `at` is an ISO time. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow()
  const moment = new Date(at)
  return (
    <time dateTime={at} title={exactTime(moment)}>
      {timeInWords(moment, now)}
    </time>
  )
}
