import type { Fault } from './fault.ts'
import { isMediaFault } from './fault.ts'

export interface StandingFault extends Fault {
  id: number
  /** Requests it has hit so far. */
  hits: number
}

/** The faults that stand, oldest first. The first that matches a request hits it. */
export class FaultBook {
  #faults: StandingFault[] = []
  #nextId = 1

  add(fault: Fault): StandingFault {
    const standing = { ...fault, id: this.#nextId++, hits: 0 }
    this.#faults.push(standing)
    return standing
  }

  all(): readonly StandingFault[] {
    return this.#faults
  }

  clear(id?: number): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id)
  }

  /** The fault for a request, used up by one. */
  take(method: string, path: string): Fault | undefined {
    if (this.#faults.length === 0) return undefined
    return this.#use((fault) => !isMediaFault(fault.fault) && fits(fault, method, path))
  }

  /** The fault for the processing of an upload that is being finalised, used up by one. */
  takeForMedia(method: string, path: string): Fault | undefined {
    return this.#use((fault) => isMediaFault(fault.fault) && fits(fault, method, path))
  }

  #use(matches: (fault: StandingFault) => boolean): Fault | undefined {
    const fault = this.#faults.find(matches)
    if (!fault) return undefined
    fault.hits++
    if (fault.times !== undefined && fault.hits >= fault.times) this.clear(fault.id)
    return fault
  }
}

function fits({ match }: Fault, method: string, path: string): boolean {
  if (match.method && match.method !== method) return false
  if (!match.path) return true
  const wanted = match.path.split('/')
  const parts = path.split('/')
  for (const [index, want] of wanted.entries()) {
    if (want === '*' && index === wanted.length - 1) return parts.length > index
    if (!want.startsWith(':') && want !== parts[index]) return false
    if (!parts[index] && want) return false
  }
  return wanted.length === parts.length
}
