/** Wraps what the world threw, so that it is not taken for a failure of the node. */
export class WorldError extends Error {
  constructor(cause: unknown) {
    super('The run can no longer be recorded.', { cause })
  }
}
