/** Any value as a text: a text as it is, an object as JSON. */
export const writtenOut = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)
