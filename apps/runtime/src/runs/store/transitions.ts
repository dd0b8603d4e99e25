import type { RunStatus } from '@tailorbird/flow/run/run'

/** A way in which the status of a run may change. */
export interface Transition {
  name: string
  /** `none`: there is no such run. */
  from: readonly (RunStatus | 'none')[]
  to: readonly (RunStatus | 'none')[]
  /** Who does it. */
  who: string
  /** The lock or fence that keeps everybody else from doing something to the run at the same time. */
  under: string
  /** Whether the fence is raised: what a former holder still writes is refused from then on. */
  raisesFence: boolean
}

const FENCE = 'the holder’s fence: owner and token of the lease'
const ROW = 'the run’s row, locked while nobody holds it'

/** The life of a run: every change of its status that there is. A run is held by a process exactly while it is running.
 *  ARCHITECTURE.md shows this as a table, and the databases of all tests refuse every other change. */
export const TRANSITIONS: readonly Transition[] = [
  {
    name: 'create',
    from: ['none'],
    to: ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'],
    who: 'whoever asks for the run; it may be parked or have ended before it is stored',
    under: 'its id and its event key, which are unique',
    raisesFence: false,
  },
  {
    name: 'claim',
    from: ['queued', 'waiting'],
    to: ['running'],
    who: 'a process with capacity, when the run is due and it is its turn',
    under: ROW,
    raisesFence: true,
  },
  {
    name: 'park',
    from: ['running'],
    to: ['waiting'],
    who: 'the holder, when nothing can go on now',
    under: FENCE,
    raisesFence: false,
  },
  {
    name: 'requeue',
    from: ['running'],
    to: ['queued'],
    who: 'the holder, when it goes down or cannot execute the run',
    under: FENCE,
    raisesFence: false,
  },
  { name: 'end', from: ['running'], to: ['succeeded', 'failed'], who: 'the holder', under: FENCE, raisesFence: false },
  {
    name: 'cancel',
    from: ['running'],
    to: ['cancelled'],
    who: 'the holder, when somebody has stopped the run',
    under: FENCE,
    raisesFence: false,
  },
  {
    name: 'wake',
    from: ['waiting'],
    to: ['queued'],
    who: 'whoever has something to say to the run',
    under: ROW,
    raisesFence: false,
  },
  {
    name: 'settle',
    from: ['waiting'],
    to: ['queued'],
    who: 'a person who knows what became of a write in doubt',
    under: ROW,
    raisesFence: false,
  },
  {
    name: 'reclaim',
    from: ['running'],
    to: ['queued'],
    who: 'any process, when the holder is dead or does not know of the run',
    under: 'the run’s row',
    raisesFence: true,
  },
  {
    name: 'expire',
    from: ['queued', 'waiting', 'running'],
    to: ['failed'],
    who: 'any process, when the run has taken longer than it may',
    under: 'the run’s row',
    raisesFence: true,
  },
  {
    name: 'forget',
    from: ['succeeded', 'failed', 'cancelled'],
    to: ['none'],
    who: 'retention',
    under: 'the run’s row',
    raisesFence: false,
  },
]
