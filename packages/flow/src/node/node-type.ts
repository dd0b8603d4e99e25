import type { Field, Fields, Values } from '../fields/field.ts'
import type { FileEntry } from '../fields/file-entry.ts'
import type { Condition } from '../expression/condition.ts'

/** A trigger starts a run, an action does something, a branch chooses a way.
 *  The engine knows these kinds and no node by name. */
export type NodeType = Trigger | Action | Branch

interface Base<P extends Fields> {
  /** Stable and unique, e.g. `x.create-post`. Saved graphs name it. */
  type: string
  title: string
  /** One sentence for the palette. */
  summary: string
  /** The palette's group. */
  group: 'X' | 'Records' | 'Logic' | 'Start'
  /** More words people may search for. */
  keywords?: readonly string[]
  /** One line on the card; `{name}` stands for a parameter. */
  sentence?: string
  params: P
  /** At least one of these parameters must hold something. */
  needsOneOf?: readonly string[]
  /** What a person must know before using it: price, plan rules. */
  notes?: readonly string[]
}

/** What a node may ask of the world while it runs. */
export interface Context<P extends Fields> {
  params: Values<P>
  files: Files
  signal: AbortSignal
  now(): Date
}

/** Files of the record store. */
export interface Files {
  /** Attachments of a record, oldest first. Throws `Failure` when the record is gone. */
  ofRecord(recordId: string): Promise<FileEntry[]>
  /** The bytes. Throws `Failure` when the file is gone. */
  read(fileId: string): Promise<Uint8Array>
}

export type Action<P extends Fields = Fields, O extends Fields = Fields> = Doing<P, O> | Writing<P, O>

/** An action that may be repeated: it only reads, or doing it twice is the same as once. */
export interface Doing<P extends Fields = Fields, O extends Fields = Fields> extends Base<P> {
  kind: 'action'
  effect: 'reads' | 'idempotent'
  output: O
  run(context: Context<P>): Promise<Values<O>>
}

/** An action that must not happen twice. `prepare` may repeat and makes the intent; the intent is kept durably before
 *  `send`; when nobody knows whether `send` happened, `verify` looks. */
export interface Writing<P extends Fields = Fields, O extends Fields = Fields, I = unknown> extends Base<P> {
  kind: 'action'
  effect: 'writes'
  output: O
  prepare(context: Context<P>): Promise<I>
  /** `resent` is true when an earlier attempt was looked for and not found. */
  send(context: Context<P>, intent: I, resent: boolean): Promise<Values<O>>
  verify(context: Context<P>, doubt: Doubt<I>): Promise<Verdict<Values<O>>>
  /** Who writes what: kept in the post ledger. */
  ledger(context: Context<P>, intent: I): LedgerNote
}

export interface Doubt<I> {
  intent: I
  /** When the intent was recorded: nothing older can be it. */
  since: Date
  /** Which of these outside ids are already known to belong to other steps. */
  claimed(ids: readonly string[]): Promise<ReadonlySet<string>>
}

export type Verdict<O> = { found: O } | { missing: true } | { unclear: string }

export interface LedgerNote {
  connectionId: string
  accountId: string
  /** `post`, `reply`, `direct message`: what it is, in the words of the screen. */
  what: string
  summary: string
}

/** The output that names what now exists outside; the ledger keeps it. */
export const LEDGER_ID = 'id'

export interface Branch<P extends Fields = Fields, Ports extends Labels = Labels> extends Base<P> {
  kind: 'branch'
  ports: Ports
  /** The branch passes on nothing; later nodes read what came before it. */
  choose(context: Context<P> & { holds(condition: Condition): boolean }): keyof Ports & string
}
export type Labels = Readonly<Record<string, string>>

/** A trigger starts runs. The runtime knows the sources and no trigger by name. */
export type Trigger<P extends Fields = Fields, O extends Fields = Fields> = Base<P> & {
  kind: 'trigger'
  output: O
} & Source<P, O>

export type Source<P extends Fields, O extends Fields> =
  | { source: 'manual' }
  /** `table` and `condition` are parameters of the trigger: which table, and what must hold of the new record. */
  | { source: 'record'; on: 'created' }
  | { source: 'schedule'; planned(params: Values<P>): Plan; happened(params: Values<P>, at: Date): Values<O> }
  | {
      source: 'poll'
      /** Seconds between two looks. */
      interval(params: Values<P>): number
      /** Everything new since the cursor, oldest first. Without a cursor: only where to begin. */
      poll(context: Context<P>, cursor: string | undefined): Promise<Polled<Values<O>>>
    }

/** When a schedule fires. */
export interface Plan {
  /** Five fields. */
  cron: string
  /** IANA name. */
  timeZone: string
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

export const defineDoing = <P extends Fields, O extends Fields>(node: Omit<Doing<P, O>, 'kind'>): Doing<P, O> => ({
  kind: 'action',
  ...node,
})
export const defineWriting = <P extends Fields, O extends Fields, I>(
  node: Omit<Writing<P, O, I>, 'kind'>,
): Writing<P, O, I> => ({ kind: 'action', ...node })
export const defineBranch = <P extends Fields, Ports extends Labels>(
  node: Omit<Branch<P, Ports>, 'kind'>,
): Branch<P, Ports> => ({ kind: 'branch', ...node })
export const defineTrigger = <P extends Fields, O extends Fields>(
  node: Base<P> & { output: O } & Source<P, O>,
): Trigger<P, O> => ({ kind: 'trigger', ...node })

/** What the designer knows of a node: everything but its functions, which JSON leaves out. */
export type NodeDescription = {
  kind: NodeType['kind']
  output?: Record<string, Field>
  ports?: Labels
  source?: Trigger['source']
  effect?: Action['effect']
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
  }
}
