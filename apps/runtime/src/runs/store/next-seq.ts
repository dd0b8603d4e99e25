/** SQL of the number that a change of `steps` gets when nobody holds the run, whose row must be locked by the statement. Steps
 *  that are changed together share it. */
export const NEXT_SEQ = `(SELECT max(last.seq) + 1 FROM steps last WHERE last.run_id = steps.run_id)`
