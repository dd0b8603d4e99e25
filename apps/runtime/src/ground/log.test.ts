import { Writable } from 'node:stream'
import { connect } from '@tailorbird/db/database'
import { users } from '@tailorbird/db/schema/users'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { errorForLog } from './log.ts'
import { pathForLog } from './path-for-log.ts'

test('what a statement was given stays out of the log when it fails', async () => {
  await using database = await freshDatabase()
  const db = connect(database.url)
  const lines: string[] = []
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const log = pino({ level: 'trace', serializers: { err: errorForLog } }, to)
  const person = { email: 'marker@example.com', name: 'Marker', role: 'member' as const, passwordHash: 'marker-hash' }
  await db.insert(users).values(person)
  for (const fails of [
    () => db.insert(users).values(person),
    () => db.select().from(users).where(eq(users.id, 'marker-id')),
  ])
    await fails().then(
      () => expect.fail('It went through.'),
      (error: unknown) => log.error({ err: error }, 'failed'),
    )
  await db.$client.end()
  const written = lines.join('')
  expect(written).not.toMatch(/marker/i)
  // What helps to find the fault is there.
  expect(written).toContain('insert into')
  expect(written).toContain('23505')
  expect(written).toContain('log.test.ts')
})

test.each([
  ['/hooks/secret', '/hooks/***'],
  ['/HOOKS/secret/test?x=1', '/hooks/***'],
  ['/%68ooks/secret', '/hooks/***'],
  ['//hooks//secret', '/hooks/***'],
  ['/api/flows?token=secret', '/api/flows'],
  ['/hooks/%E0%A4%A', '/hooks/***'],
])('the address %s is written down as %s', (url, told) => expect(pathForLog(url)).toBe(told))
