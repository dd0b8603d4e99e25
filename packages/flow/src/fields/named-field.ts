import { z } from 'zod'
import { Binding } from '../expression/binding.ts'
import { issue } from '../words/issue.ts'
import { Condition } from '../expression/condition.ts'
import { VALUE_KINDS } from './value-kinds.ts'

const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, issue('named.key'))

/** One value that comes in: what it is called and what may be in it. */
export const NamedField = z.strictObject({
  key,
  label: z.string().max(80),
  kind: z.enum(VALUE_KINDS),
  required: z.boolean(),
})
export type NamedField = z.infer<typeof NamedField>

/** One value that is set. `way` is for variables: replace it, append to a list, or add to a number. */
export const Assignment = z.strictObject({
  key,
  kind: z.enum(VALUE_KINDS),
  value: Binding,
  way: z.enum(['set', 'append', 'add']).optional(),
})
export type Assignment = z.infer<typeof Assignment>

/** One way out of a switch. `port` is stable; edges name it. */
export const Case = z.strictObject({
  port: z.string().regex(/^[a-z0-9_-]{1,40}$/),
  label: z.string().trim().min(1, issue('case.no-name')).max(80),
  condition: Condition,
})
export type Case = z.infer<typeof Case>
