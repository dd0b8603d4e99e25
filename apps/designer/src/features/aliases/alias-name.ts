/** The two every X node asks for by default: one to speak with, one to bring pictures. */
export const SUGGESTED = ['x_message', 'x_media']

/** What a person types, as an alias may be written: `X Message` becomes `x_message`. */
export const asAliasName = (typed: string) =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
