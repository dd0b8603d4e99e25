/** How long after a call of unknown outcome X may still be working on it. Looking earlier could miss a post that is
 *  about to appear, and send it twice. Milliseconds. */
export const SETTLES_MS = 5_000
