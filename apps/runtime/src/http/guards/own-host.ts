import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

/** Refuses requests under names that are not ours: a website whose name was pointed at this machine (DNS rebinding). */
export function ownHosts(publicUrl: string) {
  const own = new Set([new URL(publicUrl).hostname, '127.0.0.1', 'localhost', '[::1]'])
  /** Written as callers write them, port and all; they are few. */
  const known = new Set<string>()
  return {
    /** Throws when the header names somebody else. */
    refuseForeign(host = '') {
      if (known.has(host)) return
      const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
      if (!own.has(name)) throw foreignHost(publicUrl)
      if (known.size < MOST_KNOWN) known.add(host)
    },
  }
}

const MOST_KNOWN = 100

const foreignHost = (publicUrl: string) =>
  new Refusal({
    status: 403,
    type: 'foreign-host',
    told: said('request.foreign-host', { publicUrl }),
  })
