import { z } from 'zod'
import type { Field, FieldOf } from './field.ts'
import { Assignment, Case, NamedField } from './named-field.ts'

type NamedKind = 'fieldList' | 'assignments' | 'flowInputs' | 'cases'

/** Says what is wrong with values that carry names of the author's choosing. Assignments come here twice: as the list
 *  that stands in the flow, and as the object that was made of it; the object was checked while it was made. */
export function wrongNamed(field: Field & FieldOf<NamedKind>, value: unknown): string | undefined {
  const bound = field.kind === 'assignments' || field.kind === 'flowInputs'
  if (bound && typeof value === 'object' && !Array.isArray(value)) return undefined
  const { data: entries, error } = LISTS[field.kind].safeParse(value)
  if (error) return readable(field, error)
  if (entries.length === 0 && field.kind === 'cases') return 'Add at least one case.'
  if (field.kind === 'assignments' && field.ways) return undefined
  const twice = firstTwice(entries.map((entry) => ('port' in entry ? entry.port : entry.key)))
  if (twice === undefined) return undefined
  return field.kind === 'cases'
    ? 'Two cases have the same way out. Delete one and add it again.'
    : `"${twice}" is there twice in "${field.label}". Rename one of them.`
}

const TAKEN_PORTS = ['default', 'error', 'out']

const LISTS = {
  fieldList: z.array(NamedField).max(100),
  assignments: z.array(Assignment).max(100),
  flowInputs: z.array(Assignment).max(100),
  cases: z
    .array(Case)
    .max(50)
    .refine((cases) => cases.every(({ port }) => !TAKEN_PORTS.includes(port)), 'A case has a way out that is taken.'),
}

/** Our own sentences stand as they are; those of the schema would say nothing to the author. */
function readable({ label, kind }: Field, { issues: [issue] }: z.ZodError) {
  if (issue && ['invalid_format', 'too_small', 'custom'].includes(issue.code)) return issue.message
  if (issue?.code === 'too_big') return `"${label}" holds at most ${String(issue.maximum)}.`
  if (kind === 'cases' && issue?.path.includes('condition')) return 'The condition of a case is not complete.'
  return `"${label}" is not complete.`
}

function firstTwice(names: readonly string[]) {
  return names.find((name, index) => names.indexOf(name) < index)
}
