/** This process no longer holds the run: another has taken it over, and nothing more may be written here. */
export class LeaseLost extends Error {
  constructor(runId: string) {
    super(`The run ${runId} is held by another process.`)
    this.name = 'LeaseLost'
  }
}
