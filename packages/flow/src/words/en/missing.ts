/** Why a data pill leads nowhere. */
export const missing = {
  'pill.not-run': 'The step it comes from has not run.',
  'pill.nothing-at': 'There is nothing at "{path}".',
  'pill.no-change': 'It is no field of a record that was changed.',
} as const
