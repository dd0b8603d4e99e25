import type { Field, FieldKind } from '@tailorbird/flow/fields/field'
import type { ComponentType } from 'react'
import { ChoiceInput } from './choice-input.tsx'
import type { ValueInputProps } from './input-props.ts'
import { MomentInput } from './moment-input.tsx'
import { NumberInput } from './number-input.tsx'
import { PlainInput } from './plain-input.tsx'
import { YesNoInput } from './yes-no-input.tsx'
import { ZonedMomentInput } from './zoned-moment-input.tsx'

/** One input per kind of field. Where there is none of its own, a value is written as a text. */
const INPUTS: { readonly [K in FieldKind]: ComponentType<ValueInputProps<K>> } = {
  text: PlainInput,
  postText: PlainInput,
  number: NumberInput,
  yesNo: YesNoInput,
  choice: ChoiceInput,
  moment: MomentInput,
  zonedMoment: ZonedMomentInput,
  alias: PlainInput,
  table: PlainInput,
  record: PlainInput,
  condition: PlainInput,
  schedule: PlainInput,
  files: PlainInput,
  list: PlainInput,
  object: PlainInput,
  any: PlainInput,
  fieldList: PlainInput,
  assignments: PlainInput,
  flow: PlainInput,
  flowInputs: PlainInput,
  cases: PlainInput,
  decisions: PlainInput,
  duration: PlainInput,
  code: PlainInput,
}

export function ValueInput({ field, ...props }: Omit<ValueInputProps, 'field'> & { field: Field }) {
  // The table keeps kinds and inputs together; TypeScript does not follow that through a union.
  const Input = INPUTS[field.kind] as ComponentType<ValueInputProps>
  return <Input field={field} {...props} />
}
