/** The port of a loop behind which its turns run. What can be reached from it is inside the loop. */
export const EACH = 'each'
