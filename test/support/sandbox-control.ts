import { setTimeout as sleep } from 'node:timers/promises'

export interface SandboxPost {
  id: string
  text: string
  username: string
  media: { id: string; alt_text?: string | null }[]
}

/** The sandbox's own controls, as its README describes them. */
export const sandboxControl = (url: string) => {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<T>
  }
  return {
    ask,
    posts: async (username: string) =>
      (await ask<{ posts: SandboxPost[] }>('GET', `/posts?username=${username}`)).posts,
    post: (username: string, text: string) => ask<SandboxPost>('POST', '/posts', { username, text }),
    fault: (fault: object) => ask('POST', '/faults', fault),
    clearFaults: () => ask('DELETE', '/faults'),
    requests: async () =>
      (
        await ask<{
          requests: { at: number; method: string; path: string; status: number | null; made: string | null }[]
        }>('GET', '/requests')
      ).requests,
    accounts: async () =>
      (await ask<{ accounts: { id: string; username: string; oauth1: unknown }[] }>('GET', '/accounts')).accounts,
  }
}

export type SandboxControl = ReturnType<typeof sandboxControl>

/** Waits until something holds; the last reason why it did not is what the test shows. */
export async function eventually<T>(look: () => Promise<T> | T, seconds = 10): Promise<T> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(30)
    }
  }
}
