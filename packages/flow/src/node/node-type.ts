import type { Field, Fields, Values } from '../fields/field.ts'
import type { Said } from '../words/said.ts'
import type { FailureData, FailureInWords } from './failure.ts'
import type { FileEntry } from '../fields/file-entry.ts'
import type { Condition } from '../expression/condition.ts'
import { EACH } from './each-port.ts'
import type { IconName } from './icon-name.ts'
import type { Capability, Services } from './node-services.ts'

/** A trigger starts a run, an action does something, a branch chooses a way, a wait pauses, a loop repeats what stands
 *  inside it, an end leaves a turn, a loop or the run. The engine knows these kinds and no node by name. */
export type NodeType = Trigger | Action | Branch | Wait | Loop | End

interface Base<P extends Fields> {
  /** Stable and unique, e.g. `x.create-post`. Saved graphs name it. */
  type: string
  title: string
  /** One sentence for the palette. */
  summary: string
  /** The palette's group. */
  group: 'X' | 'Records' | 'Logic' | 'Data' | 'Start'
  icon: IconName
  /** What the designer takes it for when it builds with nodes on behalf of people, as it does not know them by name. At
   *  most one node has each. */
  role?: NodeRole
  /** More words people may search for. */
  keywords?: readonly string[]
  /** One line on the card; `{name}` stands for a parameter. */
  sentence?: string
  params: P
  /** The parameter (an alias) that names the account it acts as. While people or X hold that account back, it waits. Every
   *  node with an alias has one. */
  actsAs?: keyof P & string
  /** At least one of these parameters must hold something. */
  needsOneOf?: readonly string[]
  /** What a person must know before using it: price, plan rules. */
  notes?: readonly string[]
  /** What it needs of the runtime besides its accounts. */
  uses?: readonly Capability[]
}

/** `repeat`: a loop with the parameters `until`, `most` and `usedUp`. `for each`: a loop over a list. `switch`: a branch with
 *  a parameter `cases`. `next turn`: an end of the turn. */
export type NodeRole = 'repeat' | 'for each' | 'switch' | 'next turn'

/** What a node may ask of the world while it runs. */
export interface Context<P extends Fields> {
  params: Values<P>
  files: Files
  signal: AbortSignal
  now(): Date
}

/** The same for nodes that ask the runtime for more: they get what they name in `uses`. */
export interface RunContext<P extends Fields, U extends Capability = Capability> extends Context<P> {
  services: Pick<Services, U>
}

/** Files of the record store. */
export interface Files {
  /** Attachments of a record, oldest first. Throws `Failure` when the record is gone. */
  ofRecord(recordId: string): Promise<FileEntry[]>
  /** The bytes. Throws `Failure` when the file is gone. */
  read(fileId: string): Promise<Uint8Array>
}

export type Action<P extends Fields = Fields, O extends Fields = Fields> = RepeatableAction<P, O> | WriteAction<P, O>

/** An action that may be repeated: it only reads, or doing it twice is the same as once. */
export interface RepeatableAction<
  P extends Fields = Fields,
  O extends Fields = Fields,
  U extends Capability = Capability,
> extends Base<P> {
  kind: 'action'
  uses?: readonly U[]
  effect: 'reads' | 'idempotent'
  output: O
  /** Its output is kept as flow variables too: later nodes read them by the pill `{ node: 'vars', path: [name] }`. */
  assigns?: true
  run(context: RunContext<P, U>): Promise<Values<O>>
}

/** An action that must not happen twice. `prepare` may repeat and makes the intent; the intent is kept durably before
 *  `send`; when nobody knows whether `send` happened, `verify` looks. */
export interface WriteAction<
  P extends Fields = Fields,
  O extends Fields = Fields,
  I = unknown,
  S extends Fields = Fields,
> extends Base<P> {
  kind: 'action'
  effect: 'writes'
  output: O
  prepare(context: Context<P>): Promise<I>
  /** `resent` is true when an earlier attempt was looked for and not found. */
  send(context: Context<P>, intent: I, resent: boolean): Promise<Values<O>>
  verify(context: Context<P>, doubt: Doubt<I>): Promise<Verdict<Values<O>>>
  /** How people settle a write of which nobody can tell whether it has happened. */
  settling: Settling<S>
  /** The output of a write that has happened, from what somebody who has looked says in the form `settling.says`. Throws
   *  `Failure` naming the field of the form. */
  settled(found: { intent: I; says: Values<S> }): Values<O>
  /** What it writes, for the post ledger, which keeps a row when it acts as an account. */
  ledger?(context: Context<P>, intent: I): LedgerNote
}

export interface Settling<S extends Fields = Fields> {
  /** Where to look, in a sentence or two. */
  asks: string
  /** The button for "it has happened". */
  happened: string
  /** What people fill in when it has. */
  says: S
}

/** The account that a node acts as, and the connection it does so by. */
export interface Actor {
  connectionId: string
  accountId: string
  /** As people know it, without the `@`. */
  username: string
}

export interface Doubt<I> {
  intent: I
  /** When the intent was recorded: nothing older can be it. */
  since: Date
  /** Which of these outside ids are already known to belong to other steps. */
  claimed(ids: readonly string[]): Promise<ReadonlySet<string>>
}

export type Verdict<O> = { found: O } | { missing: true } | { unclear: Said }

export interface LedgerNote {
  /** `post`, `reply`, `direct message`: what it is, in the words of the screen. */
  what: string
  summary: string
}

/** The output that names what now exists outside; the ledger keeps it. */
export const LEDGER_ID = 'id'

/** Holds the run at this node until something is the case; meanwhile the run holds no worker. */
export interface Wait<
  P extends Fields = Fields,
  O extends Fields = Fields,
  U extends Capability = Capability,
> extends Base<P> {
  kind: 'wait'
  uses?: readonly U[]
  output: O
  /** The ways out besides `error`. Default: `out`. */
  ports?: Labels
  /** It waits for other runs of the same flow: where those wait for this one, nobody would come. */
  meets?: true
  /** Asked on arrival and again whenever the run is woken for this node. Must bear being asked twice: after a crash the
   *  same look may be repeated. Throws `Failure`. */
  look(
    context: RunContext<P, U> & { holds(condition: Condition, own?: Values<O>): boolean },
    pause: Pause,
  ): Promise<Look<Values<O>>>
}

export interface Pause {
  /** When the run came to this node. */
  since: Date
  /** What the look before kept; undefined on arrival. JSON. */
  state: unknown
  /** What was said from outside since (an approval's answer); undefined when it was only time. */
  answer: unknown
}

/** Go on by a port, or wait on: until a time, until `wakes` is called out, or whatever comes first. */
export type Look<O> =
  | { leaveBy: string; output: O }
  | {
      until?: Date | undefined
      reason: 'wait' | 'approval' | 'call' | 'throttle'
      /** A key such as `record:<id>`; the runtime calls it out when the record changes. */
      wakes?: string | undefined
      state: unknown
    }

/** Runs the nodes behind its port `each` once per turn. Each turn's steps carry the turn in their path. */
export interface Loop<
  P extends Fields = Fields,
  O extends Fields = Fields,
  In extends Fields = Fields,
> extends Base<P> {
  kind: 'loop'
  /** What later nodes see. */
  output: O
  /** More ways out than `out` and `error`. */
  ports?: Labels
  /** Its turns come one after the other, and what the last of them put out is seen behind the loop too. */
  keepsLast?: true
  /** What the nodes inside see of the turn they are in. */
  inside: In
  /** Asked once, on arrival. Parameters marked `inside` are not there yet. Throws `Failure`. */
  plan(context: Context<P>): LoopPlan<Values<In>>
  /** What each turn is about, by which it is known again when the run is repeated. Default: turns are known by number. */
  itemsOf?(params: Values<P>): readonly unknown[]
  /** Asked after each turn, with the parameters marked `inside` resolved in it: whether there is another.
   *  Default: until the turns are used up. */
  goesOn?(context: { params: Values<P>; turn: number; holds(condition: Condition): boolean }): boolean
  /** What the turns came to. `results`: per turn the value of the parameter `collect`, or null. */
  result(turns: LoopSummary): Values<O>
  /** The way it is left by when no failure stopped it. Default: `out`. Throws `Failure`. */
  leaveBy?(turns: LoopSummary, params: Values<P>): string
}

export interface LoopPlan<T> {
  /** How many turns at most, and what each sees. */
  turns: number
  turn(index: number): T
  /** Turns at the same time. */
  atOnce: number
  /** `stop`: the first turn that fails ends the loop, which fails. `continue`: it goes on and succeeds.
   *  `collect`: it goes on and fails at the end, naming every turn that failed. */
  onFailure: 'stop' | 'continue' | 'collect'
}

export interface LoopSummary {
  /** Turns that were begun. */
  count: number
  results: readonly unknown[]
  failures: readonly { turn: number; failure: FailureInWords }[]
  /** It was left, or its condition held, before or just when its turns were used up. */
  left: boolean
}

/** Leaves the turn, the loop or the whole run: what has not begun there is skipped. */
export interface End<P extends Fields = Fields> extends Base<P> {
  kind: 'end'
  ends: 'turn' | 'loop' | 'run'
  /** For `run`: how it ends, and what it hands back to whoever called the flow. Default: it succeeds. */
  verdict?(context: Context<P>): { failure: FailureData } | { output: Record<string, unknown> }
}

export interface Branch<
  P extends Fields = Fields,
  Ports extends Labels = Labels,
  U extends Capability = Capability,
> extends Base<P> {
  kind: 'branch'
  uses?: readonly U[]
  ports: Ports
  /** The branch passes on nothing; later nodes read what came before it. */
  choose(
    context: RunContext<P, U> & { holds(condition: Condition): boolean },
  ): (keyof Ports & string) | Promise<keyof Ports & string>
}
export type Labels = Readonly<Record<string, string>>

/** A trigger starts runs. The runtime knows the sources and no trigger by name. */
export type Trigger<P extends Fields = Fields, O extends Fields = Fields> = Base<P> & {
  kind: 'trigger'
  output: O
} & Source<P, O>

export type Source<P extends Fields, O extends Fields> =
  | { source: 'manual' }
  | { source: 'record'; on: readonly RecordChange[]; record(params: Values<P>): RecordSource }
  | { source: 'webhook'; webhook(params: Values<P>): WebhookSource }
  /** Another flow calls this one. */
  | { source: 'call' }
  /** A run of another flow has failed. `digest`: at these times once for all failures since; undefined: for each. */
  | { source: 'failure'; digest?(params: Values<P>): Omit<Plan, 'missed'> | undefined }
  | { source: 'schedule'; planned(params: Values<P>): Plan; happened(params: Values<P>, at: Date): Values<O> }
  | {
      source: 'poll'
      /** Seconds between two looks. */
      interval(params: Values<P>): number
      /** Everything new since the cursor, oldest first. Without a cursor: only where to begin. */
      poll(context: Context<P>, cursor: string | undefined): Promise<Polled<Values<O>>>
      /** The cursor as people read it, where it keeps more than that. */
      shownCursor?(cursor: string): string
      /** The cursor for what people wrote. Throws `Failure` when it cannot be moved there. */
      movedCursor?(cursor: string | undefined, to: string): string
    }

export type RecordChange = 'created' | 'updated' | 'deleted'

/** Which changes of records start runs. */
export interface RecordSource {
  /** Id of the table. */
  table: string
  /** What must hold of the record. */
  condition: Condition | undefined
  /** Which updates of a record count: every one, each that is not like one before, the first, or while no run for it is
   *  under way. */
  strategy: 'every' | 'unique' | 'once' | 'idle'
  /** Keys of the fields one of which must have changed; empty: any. */
  fields: readonly string[]
}

/** Which calls of its address start runs. */
export interface WebhookSource {
  method: 'POST' | 'GET' | 'PUT' | 'any'
  /** How callers prove that they know the secret. */
  proof: 'none' | 'header' | 'signature'
}

/** When a schedule fires. */
export interface Plan {
  /** What becomes of the times at which nothing was running. */
  missed: 'skip' | 'once' | 'all'
  /** After the first, not after the second. */
  between(after: Date, until: Date): Date[]
  nextAfter(after: Date): Date | undefined
}

export interface Polled<D> {
  events: { key: string; data: D }[]
  cursor: string
  /** More was there than one look takes: look again at once. */
  more?: boolean
}

export const defineAction = <P extends Fields, O extends Fields, U extends Capability = never>(
  node: Omit<RepeatableAction<P, O, U>, 'kind'>,
): RepeatableAction<P, O> => ({ kind: 'action', ...node })
export const defineWriteAction = <P extends Fields, O extends Fields, I, S extends Fields>(
  node: Omit<WriteAction<P, O, I, S>, 'kind'>,
): WriteAction<P, O, I, S> => ({ kind: 'action', ...node })
export const defineBranch = <P extends Fields, Ports extends Labels, U extends Capability = never>(
  node: Omit<Branch<P, Ports, U>, 'kind'>,
): Branch<P, Ports> => ({ kind: 'branch', ...node })
export const defineTrigger = <P extends Fields, O extends Fields>(
  node: Base<P> & { output: O } & Source<P, O>,
): Trigger<P, O> => ({ kind: 'trigger', ...node })

export const defineWait = <P extends Fields, O extends Fields, U extends Capability = never>(
  node: Omit<Wait<P, O, U>, 'kind'>,
): Wait<P, O> => ({ kind: 'wait', ...node })
export const defineLoop = <P extends Fields, O extends Fields, In extends Fields>(
  node: Omit<Loop<P, O, In>, 'kind'>,
): Loop<P, O, In> => ({ kind: 'loop', ...node })
export const defineEnd = <P extends Fields>(node: Omit<End<P>, 'kind'>): End<P> => ({ kind: 'end', ...node })

/** What the designer knows of a node: everything but its functions, which JSON leaves out. */
export type NodeDescription = {
  kind: NodeType['kind']
  output?: Record<string, Field>
  inside?: Record<string, Field>
  ports?: Labels
  ends?: End['ends']
  assigns?: true
  meets?: true
  keepsLast?: true
  source?: Trigger['source']
  effect?: Action['effect']
  settling?: Settling<Record<string, Field>>
} & Omit<Base<Record<string, Field>>, never>

/** The ports a node can be left by, with their labels. */
export function portsOf(node: Pick<NodeDescription, 'kind' | 'ports'>): Record<string, string> {
  switch (node.kind) {
    case 'trigger':
      return { out: 'Then' }
    case 'action':
      return { out: 'Then', error: 'If it fails' }
    case 'branch':
      return { ...node.ports, error: 'If it fails' }
    case 'wait':
      return { ...(node.ports ?? { out: 'Then' }), error: 'If it fails' }
    case 'loop':
      return { [EACH]: 'Each turn', out: 'When done', ...node.ports, error: 'If it fails' }
    case 'end':
      return {}
  }
}
