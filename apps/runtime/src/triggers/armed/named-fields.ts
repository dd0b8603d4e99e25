import { NamedField } from '@tailorbird/flow/fields/named-field'
import { z } from 'zod'
import { type ArmedTrigger, fixedParams } from './armed-trigger.ts'

const NamedFields = z.array(NamedField).catch([])

/** The names and kinds of values that a trigger asks for in one of its parameters; none when it holds nothing. */
export const namedFields = (armed: ArmedTrigger, param: string): NamedField[] =>
  NamedFields.parse(fixedParams(armed, armed.type.params)[param])
