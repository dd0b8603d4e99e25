import { Client } from 'pg'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/support/sandbox-control.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { silentProxy } from '../../../test/support/silent-proxy.ts'
import { Listener } from './listener.ts'

test('hears what is told, goes on after its connection broke, and says that something may have been missed', async () => {
  await using database = await freshDatabase()
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const listener = new Listener(database.url)
  const heard: string[] = []
  let gaps = 0
  listener.on('news', (payload) => heard.push(payload))
  listener.onGap(() => gaps++)
  await listener.start()
  await client.query("SELECT pg_notify('news', 'one')")
  await eventually(() => expect(heard).toEqual(['one']))

  const open = async () => {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'tailorbird listener' AND datname = current_database()",
    )
    return rows.map(({ pid }) => pid)
  }
  for (const pid of await open()) await client.query('SELECT pg_terminate_backend($1)', [pid])
  await eventually(() => expect([gaps, listener.isListening]).toEqual([2, true]))
  await client.query("SELECT pg_notify('news', 'two')")
  await eventually(() => expect(heard).toEqual(['one', 'two']))
  expect(await open()).toHaveLength(1)
  await listener.close()
  await eventually(async () => expect(await open()).toEqual([]))
  await client.end()
})

test('a connection that is gone without a word is noticed, and opened anew', async () => {
  await using database = await freshDatabase()
  const address = new URL(database.url)
  await using proxy = await silentProxy(Number(address.port))
  address.port = String(proxy.port)
  const listener = new Listener(address.href, { pulseMs: 50, deafAfterMs: 300 })
  const heard: string[] = []
  const gaps: boolean[] = []
  listener.on('news', (payload) => heard.push(payload))
  listener.onGap(() => gaps.push(listener.isListening))
  await listener.start()

  proxy.hush()
  // Broken, then back: whoever keeps something reads it anew both times.
  await eventually(() => expect(gaps).toEqual([false, true]))
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query("SELECT pg_notify('news', 'again')")
  await eventually(() => expect(heard).toEqual(['again']))
  await client.end()
  await listener.close()
})
