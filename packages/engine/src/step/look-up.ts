import type { Binding } from '@tailorbird/flow/expression/binding'
import { MissingValue, type Scope, pathText } from '@tailorbird/flow/expression/value-of'
import { missingSaid } from '@tailorbird/flow/speech/missing-said'
import { resolve } from '@tailorbird/flow/expression/resolve'
import type { Field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { said } from '@tailorbird/flow/words/said'

/** The value of a parameter's binding. Throws `Failure` naming the field and the pill that leads nowhere. */
export function lookUp(
  binding: Binding,
  { name, field, scope }: { name: string; field: Field; scope: Scope },
): unknown {
  try {
    return resolve(binding, scope)
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    const values = { field: field.label, pill: pathText(error.pill), why: missingSaid(error) }
    throw new Failure(said('pill.missing', values), { field: name })
  }
}
