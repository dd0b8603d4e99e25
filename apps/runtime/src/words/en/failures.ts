import type { Sentences } from '@tailorbird/flow/words/template'

/** What the runtime itself says when something fails: accounts, connections, calls of flows, triggers. */
export const failures = {
  'failure.unknown': 'No reason was kept.',
  'run.timed-out': {
    says: 'This run took longer than its flow allows, and was stopped.',
    hint: 'Give the flow more time in its settings, or look at the step that it was waiting for.',
  },
  'write.given-up': 'It was not posted, and somebody decided not to send it again.',
  'write.not-there': {
    says: 'It was not posted before the run was stopped.',
    hint: 'Run this again to post it.',
  },
  'file.gone': {
    says: 'A file that this run needs has been deleted.',
    hint: 'Attach it again and start a new run.',
  },

  'call.no-trigger': {
    says: 'The flow "{flow}" does not begin with "Flow called", so it cannot be called.',
    hint: 'Give it that trigger and publish it, or choose another flow.',
  },
  'call.no-flow': { says: 'The flow to call has been deleted.', hint: 'Choose another flow in this node.' },
  'call.not-enabled': {
    says: 'The flow "{flow}" is not at work in {environment}.',
    hint: 'Publish it and enable it there, then run this again.',
  },
  'call.input': '"{flow}" cannot be called: {wrong:said}',
  'call.too-many': {
    says: 'Calls of flows have started {runs} runs from one; this call was not made.',
    hint: 'Look for a flow that calls itself, directly or through another.',
  },
  'call.too-deep': {
    says: 'Flows have called one another {deepest} times in a row; this call was not made.',
    hint: 'Look for a flow that calls itself, directly or through another.',
  },
  'call.gone': 'The called run has been deleted.',
  'call.cancelled': 'The called run was stopped by somebody.',
  'call.failed': 'The called run has failed; no reason was kept.',

  'connection.gone': {
    says: 'The connection has been deleted.',
    hint: 'Bind the alias to another connection under Connections.',
  },
  'connection.needs-reconnect': {
    says: '{why:said}',
    hint: 'Reconnect @{username} under Connections. The run goes on by itself afterwards.',
  },
  'connection.not-accepted': 'X no longer accepts the connection @{username}.',
  'connection.ended': 'X has ended the sign-in of @{username}.',
  'connection.no-offline-access': 'X gave no right to stay signed in (offline.access), and the sign-in has ended.',
  'connection.tokens-lost':
    'Tailorbird was stopped while it renewed the sign-in of @{username}: X had given new tokens, and they were lost.',
  'connection.renewing': 'The sign-in is being renewed and that takes very long.',
  'connection.unreadable': {
    says: 'The secrets of @{username} cannot be decrypted with the key in use.',
    hint: 'Put back the former key (TAILORBIRD_KEY, or master.key in the data folder) and restart, or reconnect the account.',
  },
  'connection.unreadable-now':
    'Its tokens cannot be decrypted with the key in use. Put back the former key, or reconnect.',
  'connection.not-renewed': { says: '{why:said}', hint: 'It is tried again by itself.' },
  'connection.could-not-renew': 'X could not renew the sign-in of @{username} just now: {detail}',
  'connection.did-not-renew': 'X did not renew the sign-in of @{username}: {detail}',
  'connection.no-sandbox': {
    says: 'This connection belongs to the X sandbox, and no sandbox runs here.',
    hint: 'Start Tailorbird with npm start, or set TAILORBIRD_SANDBOX_URL.',
  },
  'connection.other-account': {
    says: 'X says these tokens belong to @{found}, not to @{username}.',
    hint: 'Reconnect it.',
  },
  'x-app.misconfigured': {
    says: 'X does not accept the client ID or client secret of the X app "{app}".',
    hint: 'Correct them under Connections. The run goes on by itself afterwards.',
  },

  'account.paused': {
    says: '{paused:said}',
    hint: 'Nothing is lost: it goes on once somebody lets the account post again, under Connections.',
  },
  'account.paused-by': 'Posting as @{username} is paused by {by}. {why:maybe}',
  'account.paused-by-itself': 'Posting as @{username} is paused. {why:maybe}',
  'account.rate-limit': { says: '{why:said}', hint: 'It goes on by itself.' },
  'account.held': 'X takes nothing more from @{username} for now.',
  'account.per-day': {
    says: '@{username} may post {times} {times:plural one=time other=times} in 24 hours, and has.',
    hint: 'It goes on by itself. The limit can be changed under Connections.',
  },
  'account.spacing': {
    says: '@{username} lets {seconds:duration} pass between two posts.',
    hint: 'It goes on by itself. The limit can be changed under Connections.',
  },
  'account.at-once': {
    says: '{posts} {posts:plural one=post other=posts} of @{username} may be on the way at the same time; others are in front.',
    hint: 'It goes on by itself. The limit can be changed under Connections.',
  },

  'trigger.too-deep': {
    says: 'Flows have started one another {deepest} times in a row; this run was not carried out.',
    hint: 'Look for flows that change the same records, and give their triggers a condition.',
  },
  'trigger.condition': {
    says: "The trigger's condition uses a field that this record does not have. {why:said}",
    hint: 'Open the trigger and choose the field anew; it may have been removed from the table.',
  },
  'trigger.timeout': {
    says: 'The look was not finished after {seconds} seconds and was given up.',
    hint: 'It is tried again by itself.',
  },
  'trigger.faulty': 'The trigger itself is faulty. Please report it.',
  'trigger.account-gone': 'Its account is gone. {trouble:advice}',
  'trigger.kept-failing': 'It failed {failures} times in a row. {trouble:advice}',
  'trigger.paused-by': 'Paused by {by}.',
} as const satisfies Sentences
