/** The key under which a pill finds the port a node was left by. No node puts it out: the engine adds it. */
export const LEFT_BY = 'leftBy'
