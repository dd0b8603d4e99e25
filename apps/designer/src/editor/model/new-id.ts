const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A short id for a node or an edge; with ten letters of 32 it does not meet itself within a flow. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => LETTERS[byte % LETTERS.length]).join('')
}
