import { FaultBook } from '../faults/fault-book.ts'
import { Limiter } from '../limits/limiter.ts'
import { Nonces } from '../oauth1/nonces.ts'
import { RequestLog } from '../http/request-log.ts'
import { World } from '../world/world.ts'
import type { WorldOptions } from '../world/world.ts'

export interface SandboxOptions extends WorldOptions {
  /** No rate limits at all. Default: X's documented ones. */
  limitsOff?: boolean | undefined
}

/** The small X and the instruments around it. */
export class Sandbox {
  readonly world: World
  readonly faults = new FaultBook()
  readonly log = new RequestLog()
  readonly nonces = new Nonces()
  readonly limiter: Limiter

  constructor(options: SandboxOptions = {}) {
    this.world = new World(options)
    this.limiter = new Limiter(() => this.world.clock.now(), options.limitsOff)
  }

  /** The seeded world again, no faults, documented limits, an empty log. */
  reset(): void {
    this.world.reset()
    this.faults.clear()
    this.limiter.reset()
    this.log.clear()
  }
}
