/** Anything with a method and a path pattern such as `/2/users/:id/tweets`. */
export interface Route {
  method: string
  path: string
}

export interface Match<R> {
  route: R
  params: Record<string, string>
}

/** Finds the route for a method and path. Fixed paths win over patterns; of two patterns the earlier wins. */
export class Routes<R extends Route> {
  readonly #fixed = new Map<string, R>()
  readonly #patterns = new Map<string, { parts: string[]; route: R }[]>()

  constructor(routes: readonly R[]) {
    for (const route of routes) {
      const parts = route.path.split('/')
      if (!route.path.includes(':')) {
        this.#fixed.set(`${route.method} ${route.path}`, route)
        continue
      }
      const key = `${route.method} ${parts.length}`
      const list = this.#patterns.get(key) ?? []
      this.#patterns.set(key, list)
      list.push({ parts, route })
    }
  }

  find(method: string, path: string): Match<R> | undefined {
    const fixed = this.#fixed.get(`${method} ${path}`)
    if (fixed) return { route: fixed, params: {} }
    const parts = path.split('/')
    for (const candidate of this.#patterns.get(`${method} ${parts.length}`) ?? []) {
      const params = paramsOf(candidate.parts, parts)
      if (params) return { route: candidate.route, params }
    }
    return undefined
  }
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  for (const [index, want] of pattern.entries()) {
    const have = parts[index] ?? ''
    if (want.startsWith(':')) {
      if (!have) return null
      params[want.slice(1)] = decode(have)
    } else if (want !== have) return null
  }
  return params
}

/** A broken escape stays as it is; no id or name matches it then. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
