/** What the designer itself says when something fails, and must be able to say at once: sentences without values. */
export const first = {
  'server.unreachable': 'The Tailorbird server does not answer. Check that it is running, then try again.',
  'server.silent': 'The Tailorbird server does not answer. What you have not saved stays here; trying again every 5 s.',
  'server.not-ready': 'The Tailorbird server is not ready. It may be starting; try again in a moment.',
  'server.unexplained': 'The server refused this without saying why. Look at its log, then try again.',
  'designer.broke': 'Something went wrong in the designer. Reload the page and try again.',
  'designer.updated': 'This page belongs to an older version. Load it again to go on.',
  'flow.saved-by-another': 'Somebody else saved this flow. Decide between the two versions, then publish.',
  'run.line-down': 'The line to the server is down. It is built up again by itself.',
} as const
