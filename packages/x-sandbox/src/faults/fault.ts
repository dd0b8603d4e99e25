import { z } from 'zod'

export const faultNames = [
  '429',
  '402',
  '403',
  '503',
  'suspended',
  'locked',
  'html-502',
  'timeout-before-commit',
  'timeout-after-commit',
  'drop-before-commit',
  'drop-after-commit',
  'slow',
  'slow-media',
  'failed-media',
] as const

export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().toUpperCase().optional(),
      /** A path with `:name` or `{name}` for one part and a final `*` for any rest. */
      path: z
        .string()
        .startsWith('/')
        .transform((path) => path.replace(/\{(\w+)\}/g, ':$1'))
        .optional(),
    })
    .default({}),
  fault: z.enum(faultNames),
  /** How many requests it hits; absent: until it is taken away. */
  times: z.int().min(1).optional(),
  /** For `429`: seconds until the reset that the headers name. Default 60. */
  resetSeconds: z.int().min(0).optional(),
  /** For `slow` and `slow-media`: milliseconds. Default 2,000 and 10,000. */
  delayMs: z.int().min(0).max(600_000).optional(),
})

/** Something that goes wrong on purpose. */
export type Fault = z.infer<typeof faultSchema>
export type FaultName = (typeof faultNames)[number]

export function isMediaFault(name: FaultName): boolean {
  return name === 'slow-media' || name === 'failed-media'
}
