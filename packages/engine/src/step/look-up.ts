import type { Binding } from '@tailorbird/flow/expression/binding'
import { MissingValue, type Scope, pathText } from '@tailorbird/flow/expression/pill'
import { resolve } from '@tailorbird/flow/expression/resolve'
import type { Field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'

/** The value of a parameter's binding. Throws `Failure` naming the field and the pill that leads nowhere. */
export function lookUp(
  binding: Binding,
  { name, field, scope }: { name: string; field: Field; scope: Scope },
): unknown {
  try {
    return resolve(binding, scope)
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    throw new Failure({
      code: 'pill.missing',
      message: `"${field.label}" uses the data pill "${pathText(error.pill)}", which has no value here. ${error.message}`,
      hint: 'Open the node and choose another data pill, or make sure the step before it fills this value.',
      field: name,
    })
  }
}
