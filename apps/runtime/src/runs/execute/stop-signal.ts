/** Tells a run that is being executed to stop, and why. */
export class StopSignal {
  readonly #abort = new AbortController()
  #why: 'cancelled' | 'draining' | 'lost' | undefined

  /** Aborted when whatever the run has under way is to be broken off, if it can be. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Why no further step may begin; undefined while the run may go on. */
  get halted(): 'cancelled' | 'draining' | undefined {
    return this.#why === 'lost' ? 'draining' : this.#why
  }

  /** The lease is not ours any more: nothing of this run may be written here. */
  get isLost() {
    return this.#why === 'lost'
  }

  /** Somebody stopped the run. */
  cancel() {
    if (this.#why === 'lost') return
    this.#why = 'cancelled'
    this.#abort.abort()
  }

  /** This process is going down: what is under way may end. */
  drain() {
    this.#why ??= 'draining'
  }

  /** Another process has the run, or soon will. */
  lose() {
    this.#why = 'lost'
    this.#abort.abort()
  }
}
