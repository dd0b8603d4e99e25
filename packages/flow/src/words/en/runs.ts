/** What can go wrong in a run, whatever its nodes are. */
export const runs = {
  'kept.sentence': '{text}',

  'pill.missing': {
    says: '"{field}" uses the data pill "{pill}", which has no value here. {why:said}',
    hint: 'Open the node and choose another data pill, or make sure the step before it fills this value.',
  },
  'node.bug': {
    says: 'The node broke down: {error}',
    hint: 'This is a fault in the node itself, not in your flow. Please report it.',
  },
  'node.no-write': 'This node does not write; there is nothing to look for.',
  'node.loop': 'A loop is walked, not run.',
  'node.trigger': 'A trigger starts runs; it cannot run inside one.',
  'node.timeout': {
    says: 'This step took longer than {seconds} seconds and was broken off.',
    hint: 'Give it more time in its settings, or let it do less at once.',
  },
  'output.too-large': {
    says: 'This step found {found} kB; it may hand on at most {most} kB.',
    hint: 'Ask for less at once, or pick out what you need.',
  },
  'run.too-many-steps': {
    says: 'This run has taken {steps} steps and was stopped.',
    hint: 'Look for a loop that goes on for longer than you meant it to.',
  },
  'rerun.list-changed': {
    says: 'The list of "{node}" is not the one of the run before, and it cannot be told which of its items were done then.',
    hint: 'Run it again from the start, and tick what shall be done again although it was done before.',
  },

  'loop.turn-failed': 'Turn {turn} failed: {wrong:said}',
  'loop.turns-failed': 'Turn {turn} failed: {wrong:said} {failed} of {begun} turns failed.',
  'loop.too-many-turns': {
    says: 'This loop would take {turns} turns; at most {most} are possible.',
    hint: 'Filter the list before it, or split the work over several runs.',
  },

  'write.in-doubt': {
    says: 'Nobody can tell whether this was posted. {why:said}',
    hint: 'Look at the account on X, then say here whether it is there.',
  },
  'write.unclear-answers': 'X has not answered clearly {attempts} times.',
  'write.other-account': {
    says: 'This was begun as @{began}, and its connection leads to @{now} now.',
    hint: 'Look at the account of @{began}, then say here what became of it.',
  },
  'write.held-up': 'This server was held up just before sending. We look on X before anything is sent.',
  'write.not-found':
    'The connection broke off before X answered. We looked on X: the post was not there, so it is sent again.',

  'value.not-number': '"{key}" in "{field}" must be a number.',
  'value.not-yes-or-no': '"{key}" in "{field}" must be yes or no.',
  'value.not-moment': '"{key}" in "{field}" must be a date and time.',
  'value.not-zoned-moment': '"{key}" in "{field}" must be a date, a time and a time zone.',
} as const
