/** The port of a reused result that the edges of this run do not lead to: it exists, and no node runs behind it. No edge
 *  can have this name. */
export const UNREACHED = '(off the way)'
