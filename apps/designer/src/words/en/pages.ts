/** What the pages say when something fails; it comes with the page that needs it. */
export const pages = {
  'run.cannot-change': 'A run cannot be changed.',
  'record.fields-not-right': 'It is not saved: some fields are not right yet.',
  'table.fields-not-right': 'Some of it is not right yet; see below.',
  'approval.other-was-first-approved': '{by} was first: it is approved already.',
  'approval.other-was-first-rejected': '{by} was first: it is rejected already.',
  'approval.longer-by': 'Too long by {count}.',
  'limits.per-day': 'A whole number from 1 to 10,000, or nothing.',
  'limits.seconds-between': 'From one second to 24 hours, or nothing.',
  'limits.at-once': 'A whole number from 1 to 100, or nothing.',
  'consent.denied': 'Access was refused in the window, so nothing is connected. Try again if that was a mistake.',
  'consent.failed': 'X did not complete the connection, so nothing is connected.',
  'consent.expired': 'The window waited too long and its request has ended, so nothing is connected.',
  'consent.closed': 'The window was closed before there was an answer, so nothing is connected.',
} as const
