import type { ConnectionType } from '../connection/connection-type.ts'
import type { Condition } from '../expression/condition.ts'
import type { FileEntry } from './file-entry.ts'
import type { RecordValue } from './record-value.ts'
import type { Case, NamedField } from './named-field.ts'
import type { Decided } from './decisions.ts'
import type { Schedule } from './schedule.ts'

/** A field describes one value: its name for people, how it is edited, what may be in it.
 *  It is plain data, so the very same object types `run`, checks the input and draws the form.
 *  `holds` carries the type of the value; nothing of it exists at run time. */
export type Field<T = unknown> = FieldShape & { readonly [holds]?: { of: T } }
declare const holds: unique symbol

export type FieldShape = { [K in FieldKind]: { kind: K } & Options[K] }[FieldKind]
export type FieldKind = keyof Options
export type FieldOf<K extends FieldKind> = { kind: K } & Options[K]

interface Options {
  text: Common & { multiline?: boolean; maxLength?: number; placeholder?: string; pattern?: Pattern }
  /** Text of a post: counted as X counts it, drawn as a post while it is written. */
  postText: Common & { placeholder?: string }
  number: Common & { min?: number; max?: number; integer?: boolean; unit?: string }
  yesNo: Common
  choice: Common & { options: Readonly<Record<string, string>> }
  /** A moment in time, kept as an ISO 8601 string with offset. */
  moment: Common
  /** A date and time on the clocks of a named zone, as `time/zoned-moment.ts` reads and writes it. */
  zonedMoment: Common
  /** Names an alias; the node receives the opened connection, never the name. */
  alias: Common & { opens: { name: string; title: string }; scopes: readonly string[] }
  table: Common
  /** A record. `tableFrom` names the sibling parameter that holds the table's id: the designer then knows its fields. */
  record: Common & { tableFrom?: string }
  condition: Common
  schedule: Common
  /** Files as Look Up Attachments finds them. `max`: how many may be given. */
  files: Common & { max?: number }
  list: Common & { of: Field }
  /** `fieldsFrom` names the sibling parameter (of kind `fieldList`, `assignments` or `decisions`) that says which fields it has. */
  object: Common & { fields: Fields; fieldsFrom?: string }
  /** Any value; `like` names the sibling parameter whose list it is an item of. */
  any: Common & { like?: string }
  /** The names and kinds of values that come in: of a manual start, a called flow, a webhook. Holds {@link NamedField}s. */
  fieldList: Common
  /** Values with names, each bound by itself: a fixed list of {@link Assignment}s. The node receives an object. */
  assignments: Common & { ways?: true }
  /** Another flow that can be called. Holds its id. */
  flow: Common
  /** An object of named values that the flow chosen in `inputsOf` wants, each bound by itself (as in `assignments`). */
  flowInputs: Common & { inputsOf: string }
  /** Cases of a switch: a list of `{ port, label, condition }`; each is a way out. */
  cases: Common
  /** A decision table: a fixed {@link Decisions}. The node receives what it came to. */
  decisions: Common
  /** Seconds, edited as a number with a unit. */
  duration: Common & { min?: number; max?: number }
  /** JavaScript. */
  code: Common
}

interface Common {
  label: string
  hint?: string
  optional?: boolean
  /** What a new node starts with. */
  initial?: unknown
  /** Shown only after "More options". */
  advanced?: boolean
  /** Of a loop: looked up anew in each turn, so data pills of the nodes inside may stand in it. */
  inside?: boolean
  /** Shown only while the sibling parameter holds one of these values. */
  shownWhen?: Readonly<Record<string, readonly string[]>>
}

/** A regular expression for the whole value, and the sentence shown when it does not match. */
export interface Pattern {
  source: string
  says: string
}

export const field = {
  text: <const O extends Options['text']>(o: O): Field<Maybe<string, O>> => ({ kind: 'text', ...o }),
  postText: <const O extends Options['postText']>(o: O): Field<Maybe<string, O>> => ({ kind: 'postText', ...o }),
  number: <const O extends Options['number']>(o: O): Field<Maybe<number, O>> => ({ kind: 'number', ...o }),
  yesNo: <const O extends Options['yesNo']>(o: O): Field<Maybe<boolean, O>> => ({ kind: 'yesNo', ...o }),
  choice: <const O extends Options['choice']>(o: O): Field<Maybe<keyof O['options'] & string, O>> => ({
    kind: 'choice',
    ...o,
  }),
  moment: <const O extends Options['moment']>(o: O): Field<Maybe<string, O>> => ({ kind: 'moment', ...o }),
  zonedMoment: <const O extends Options['zonedMoment']>(o: O): Field<Maybe<string, O>> => ({
    kind: 'zonedMoment',
    ...o,
  }),
  alias: <C, const O extends Omit<Options['alias'], 'opens'> & { opens: ConnectionType<C> }>(
    o: O & { opens: ConnectionType<C> },
  ): Field<Maybe<C, O>> => ({ kind: 'alias', ...o }),
  table: <const O extends Options['table']>(o: O): Field<Maybe<string, O>> => ({ kind: 'table', ...o }),
  record: <const O extends Options['record']>(o: O): Field<Maybe<RecordValue, O>> => ({ kind: 'record', ...o }),
  condition: <const O extends Options['condition']>(o: O): Field<Maybe<Condition, O>> => ({ kind: 'condition', ...o }),
  schedule: <const O extends Options['schedule']>(o: O): Field<Maybe<Schedule, O>> => ({ kind: 'schedule', ...o }),
  files: <const O extends Options['files']>(o: O): Field<Maybe<readonly FileEntry[], O>> => ({ kind: 'files', ...o }),
  list: <F extends Field, const O extends Omit<Options['list'], 'of'>>(
    o: O & { of: F },
  ): Field<Maybe<readonly Held<F>[], O>> => ({ kind: 'list', ...o }),
  any: <const O extends Options['any']>(o: O): Field<Maybe<unknown, O>> => ({ kind: 'any', ...o }),
  fieldList: <const O extends Options['fieldList']>(o: O): Field<Maybe<readonly NamedField[], O>> => ({
    kind: 'fieldList',
    ...o,
  }),
  assignments: <const O extends Options['assignments']>(o: O): Field<Maybe<Readonly<Record<string, unknown>>, O>> => ({
    kind: 'assignments',
    ...o,
  }),
  flow: <const O extends Options['flow']>(o: O): Field<Maybe<string, O>> => ({ kind: 'flow', ...o }),
  flowInputs: <const O extends Options['flowInputs']>(o: O): Field<Maybe<Readonly<Record<string, unknown>>, O>> => ({
    kind: 'flowInputs',
    ...o,
  }),
  cases: <const O extends Options['cases']>(o: O): Field<Maybe<readonly Case[], O>> => ({ kind: 'cases', ...o }),
  decisions: <const O extends Options['decisions']>(o: O): Field<Maybe<Decided, O>> => ({ kind: 'decisions', ...o }),
  duration: <const O extends Options['duration']>(o: O): Field<Maybe<number, O>> => ({ kind: 'duration', ...o }),
  code: <const O extends Options['code']>(o: O): Field<Maybe<string, O>> => ({ kind: 'code', ...o }),
  object: <F extends Fields, const O extends Omit<Options['object'], 'fields'>>(
    o: O & { fields: F },
  ): Field<Maybe<Values<F>, O>> => ({ kind: 'object', ...o }),
}

/** What is hidden is not there either: see `isShown`. */
type Maybe<T, O> = O extends { optional: true } | { shownWhen: object } ? T | undefined : T
type Held<F> = F extends { readonly [holds]?: { of: infer T } } ? T : never

export type Fields = Readonly<Record<string, Field>>
export type Values<F extends Fields> = { [K in keyof F]: Held<F[K]> }
