/** The path of a turn: loop and turn, from outside inwards, e.g. `each1:3/each2:0`. */
export const turnPath = (path: string, loopId: string, turn: number) => `${path}${path && '/'}${loopId}:${turn}`

/** A turn of an earlier run whose results wait for the turn with the same item, e.g. `each1:~3`. */
export const keptTurnPath = (path: string, loopId: string, turn: number) => `${path}${path && '/'}${loopId}:~${turn}`

/** Results of an earlier run that no turn of this one has taken (yet). */
export const isUnplaced = (path: string) => path.includes(':~')

/** The port of a result that was taken over although this run's way does not lead to it: it exists, and nothing goes on
 *  behind it. No edge can have this name. */
export const OFF_THE_WAY = '(off the way)'
