import { z } from 'zod'
import { Pill } from './pill.ts'

/** What stands in a parameter: a fixed value, one pill (keeps its type), or a text made of literal pieces and pills.
 *  There is no string that looks like code: a fixed text may hold `{{`, `${`, `=` or quotes and stays what it is. */
export const Binding = z.union([
  z.strictObject({ fixed: z.json() }),
  z.strictObject({ pill: Pill }),
  z.strictObject({ parts: z.array(z.union([z.string(), z.strictObject({ pill: Pill })])) }),
])
export type Binding = z.infer<typeof Binding>
export type Part = string | { pill: Pill }

/** Every pill that a binding uses, in order; conditions inside fixed values are not looked into. */
export function pillsOf(binding: Binding): Pill[] {
  if ('pill' in binding) return [binding.pill]
  if ('parts' in binding) return binding.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.pill]))
  return []
}
