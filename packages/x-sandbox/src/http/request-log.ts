/** One request as it may be shown: no header, no body, secrets in the query blotted out. */
export interface LoggedRequest {
  id: number
  /** Real time of arrival, milliseconds since 1970 with a fraction. */
  at: number
  method: string
  host: string
  path: string
  query: string
  /** Null while it is held open, or when the socket was dropped. */
  status: number | null
  /** The account that it acted for. */
  account: string | null
  auth: 'oauth2' | 'oauth1' | 'app' | null
  fault: string | null
  /** The post, message or upload it made, when it made one. */
  made: string | null
  durationMs: number | null
}

const secretNames =
  /^(code|state|token|access_token|refresh_token|client_secret|code_verifier|code_challenge|oauth_.*)$/

/** The last requests in a ring; older ones fall out. */
export class RequestLog {
  readonly #size: number
  #entries: LoggedRequest[] = []
  #nextId = 1

  constructor(size = 5000) {
    this.#size = size
  }

  begin(request: { method: string; host: string; path: string; query: URLSearchParams }): LoggedRequest {
    const entry: LoggedRequest = {
      id: this.#nextId++,
      at: performance.timeOrigin + performance.now(),
      method: request.method,
      host: request.host,
      path: request.path,
      query: redacted(request.query),
      status: null,
      account: null,
      auth: null,
      fault: null,
      made: null,
      durationMs: null,
    }
    this.#entries[(entry.id - 1) % this.#size] = entry
    return entry
  }

  /** Oldest first; only those that arrived after `since` (milliseconds since 1970). */
  all(since = 0): LoggedRequest[] {
    return this.#entries.filter((entry) => entry.at > since).toSorted((a, b) => a.id - b.id)
  }

  clear(): void {
    this.#entries = []
    this.#nextId = 1
  }
}

function redacted(query: URLSearchParams): string {
  if (query.size === 0) return ''
  const shown = new URLSearchParams()
  for (const [name, value] of query) shown.append(name, secretNames.test(name) ? '[redacted]' : value)
  return shown.toString()
}
