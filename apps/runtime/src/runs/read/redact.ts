const SECRET_NAME =
  /^((proxy-)?authorization|(set-)?cookie|pass(word|wd|phrase)?|secret|bearer|x-?api-?key|api[-_ ]?key|(access|refresh|auth|id|bot|csrf)[-_]?token|token|private[-_]?key|.*[-_](secret|password|signature))$/i

/** What stands in the place of a secret. */
const REDACTED = '[redacted]'

/** The same JSON without the values whose names say that they are secret, in objects (`{ password: … }`) and in lists of
 *  names and values (`{ name: 'Authorization', value: … }`). Connections' secrets are in no run to begin with; these are
 *  what a person may have written into a node, or a page may have sent. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact)
  if (typeof value !== 'object' || value === null) return value
  const own = value as Record<string, unknown>
  const named = own['name'] ?? own['key']
  const isSecret = typeof named === 'string' && SECRET_NAME.test(named)
  return Object.fromEntries(
    Object.entries(own).map(([key, part]) => {
      if (isSecret && key === 'value') return [key, REDACTED]
      return [key, SECRET_NAME.test(key) && part !== null && !isEmpty(part) ? REDACTED : redact(part)]
    }),
  )
}

const isEmpty = (part: unknown) => part === '' || typeof part === 'boolean'
