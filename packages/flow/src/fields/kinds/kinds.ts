import type { Field, FieldKind, FieldOf } from '../field.ts'
import { alias } from './alias.ts'
import { any } from './any.ts'
import { assignments } from './assignments.ts'
import { cases } from './cases.ts'
import { choice } from './choice.ts'
import { code } from './code.ts'
import { condition } from './condition.ts'
import { decisions } from './decisions.ts'
import { duration } from './duration.ts'
import { fieldList } from './field-list.ts'
import { files } from './files.ts'
import { flow } from './flow.ts'
import { flowInputs } from './flow-inputs.ts'
import type { Kind } from './kind.ts'
import { list } from './list.ts'
import { moment } from './moment.ts'
import { number } from './number.ts'
import { object } from './object.ts'
import { postText } from './post-text.ts'
import { record } from './record.ts'
import { schedule } from './schedule.ts'
import { table } from './table.ts'
import { text } from './text.ts'
import { yesNo } from './yes-no.ts'
import { zonedMoment } from './zoned-moment.ts'

/** One object per kind of field: a kind without one does not compile, nor one that lacks a part. */
export const KINDS: { readonly [K in FieldKind]: Kind<K> } = {
  text,
  postText,
  number,
  yesNo,
  choice,
  moment,
  zonedMoment,
  alias,
  table,
  record,
  condition,
  schedule,
  files,
  list,
  object,
  any,
  fieldList,
  assignments,
  flow,
  flowInputs,
  cases,
  decisions,
  duration,
  code,
}

/** Whether data of one field makes sense in another: a list of files is no text. Of some data nothing is known before. */
export const fitsInto = (field: Field, offered: Field): boolean =>
  offered.kind === 'any' || KINDS[field.kind].fits(offered, KINDS[offered.kind].readsAsText)

/** What one further key of a pill's path leads to, seen from a field. */
export const within = <K extends FieldKind>(field: FieldOf<K>, key: string | number): Field | 'unknown' | undefined =>
  KINDS[field.kind].within(field, key)
