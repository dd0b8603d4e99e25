import { contract } from '@tailorbird/contract/contract'
import { type Stated, idField } from '@tailorbird/contract/needs'
import { Id } from '@tailorbird/contract/parts'
import { type PlainRoute, plainRoutes } from '@tailorbird/contract/plain-routes'
import { RIGHTS, type Right } from '@tailorbird/flow/people/rights'
import { ROLES, rightsOf } from '@tailorbird/flow/people/roles'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type House, startHouse } from '../../../../test/support/house.ts'
import { inDatabase } from '../../../../test/support/in-database.ts'
import { type Person, signUp, visitor } from '../../../../test/support/person.ts'
import { hashPassword } from '../people/passwords.ts'
import { mount, refuseUnguarded } from './guards/mount.ts'

interface Endpoint {
  name: string
  method: string
  /** With what differs from request to request in braces. */
  path: string
  needs: Stated
  /** The fields of the input; undefined for plain routes. */
  fields: Readonly<Record<string, unknown>> | undefined
}

const ofContract: Endpoint[] = Object.entries(contract).flatMap(([group, procedures]) =>
  Object.entries(procedures).map(([name, procedure]) => {
    const { route, meta, inputSchema } = procedure['~orpc']
    const fields = inputSchema instanceof z.ZodObject ? inputSchema.shape : {}
    return {
      ...{ name: `${group}.${name}`, method: route.method ?? 'POST', path: `/api${route.path}` },
      ...{ needs: meta.needs, fields },
    }
  }),
)
const plain: Endpoint[] = Object.entries<PlainRoute>(plainRoutes).map(([name, route]) => ({
  ...{ name, ...route, fields: undefined },
}))
const endpoints = [...ofContract, ...plain]

const rightOf = (needs: Stated): Right | undefined =>
  typeof needs === 'object' ? needs.right : needs in RIGHTS ? (needs as Right) : undefined
const ofWhat = (needs: Stated) => (typeof needs === 'object' && 'of' in needs ? needs.of : undefined)
const isNear = (needs: Stated) => typeof needs === 'object' && 'near' in needs

test('every endpoint says whom it lets in, and which thing it is about by a field that it has', () => {
  expect(endpoints.length).toBeGreaterThan(70)
  const wrong = endpoints.flatMap(({ name, path, needs, fields }) => {
    if (needs === 'nobody') return [`${name} lets in nobody`]
    const of = ofWhat(needs)
    if (of === undefined) return []
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field = '']) => field)
    const field = idField(of, fields ? Object.keys(fields) : inPath)
    if (!inPath.includes(field)) return [`${name} is about a ${of} and has no ${field} in its address`]
    // The guard takes an id for one by the same schema, so that what it passes over is refused behind it.
    return fields && fields[field] !== Id ? [`${name} reads ${field} by another schema than Id`] : []
  })
  expect(wrong).toEqual([])
})

test('every right is needed somewhere', () => {
  const needed = new Set(endpoints.map(({ needs }) => rightOf(needs)))
  expect(Object.keys(RIGHTS).filter((right) => !needed.has(right as Right))).toEqual([])
})

/** A new endpoint changes this file: whoever reviews it sees who may do what. */
test('who may use which endpoint is what was reviewed', async () => {
  const roles = ['visitor', ...ROLES, 'no role'] as const
  const may = (needs: Stated, role: string) => {
    if (needs === 'anyone') return 'yes'
    if (role === 'visitor') return isNear(needs) ? 'near' : '401'
    if (needs === 'signed in') return 'yes'
    const right = rightOf(needs)
    return right && rightsOf(role).has(right) ? 'yes' : isNear(needs) ? 'near' : '403'
  }
  const rows = endpoints.map(({ name, method, path, needs }) => {
    const of = ofWhat(needs)
    const told = typeof needs === 'string' ? needs : `${needs.right}${of === undefined ? ', or near' : ` of ${of}`}`
    return [name, `${method} ${path}`, told, ...roles.map((role) => may(needs, role))]
  })
  const table = [['endpoint', 'address', 'needs', ...roles], Array.from({ length: 7 }, () => '---'), ...rows]
  await expect(`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`).toMatchFileSnapshot('access-matrix.txt')
})

test('a route that says nothing about whom it lets in keeps the server from starting', () => {
  const app = express()
  const below = express.Router()
  mount(below, plainRoutes.health, () => undefined)
  app.use('/api', below)
  refuseUnguarded(app)
  below.get('/forgotten', () => undefined)
  expect(() => refuseUnguarded(app)).toThrow('The route /forgotten does not say whom it lets in')
})

let house: House
let ola: Person
let mo: Person
let nobody: Person
beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
  ;[mo, nobody] = await Promise.all([signedIn('mo@example.com'), signedIn('no@example.com')])
  await inDatabase(house.databaseUrl, `UPDATE users SET role = 'guest' WHERE email = 'no@example.com'`)
})
afterAll(() => house?.stop())

async function signedIn(email: string): Promise<Person> {
  const password = 'correct horse battery'
  await inDatabase(
    house.databaseUrl,
    `INSERT INTO users (id, email, name, role, password_hash) VALUES (gen_random_uuid(), $1, $1, 'member', $2)`,
    [email, await hashPassword(password)],
  )
  const person = visitor(house.url)
  await person.api.session.signIn({ email, password })
  return person
}

const STRANGE_ID = '01900000-0000-7000-8000-000000000000'

/** Bodies for endpoints whose handler looks for the thing: their input is read before. */
const BODIES: Record<string, unknown> = {
  'accounts.limit': { perDay: 1, secondsBetween: null, atOnce: null },
  'accounts.resume': { waiting: 'send' },
}

function ask(person: Person, { name, method, path }: Endpoint) {
  const strange = name.startsWith('accounts.') ? '999' : STRANGE_ID
  const address = path.replace(/\{(environment|nodeId)\}/g, 'development').replace(/\{[^}]+\}/g, strange)
  const body = JSON.stringify(BODIES[name] ?? {})
  const sent = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body }
  return person.ask(address, { method, ...sent })
}

test('whoever has not signed in gets 401 wherever not anyone may come in', async () => {
  const stranger = visitor(house.url)
  for (const endpoint of endpoints) {
    const { name, needs } = endpoint
    if (needs === 'anyone' || isNear(needs)) continue
    expect({ name, status: (await ask(stranger, endpoint)).status }).toEqual({ name, status: 401 })
  }
})

test('whoever has signed in and lacks the right gets 403, and nothing has changed', async () => {
  const before = await everyRow()
  for (const endpoint of endpoints) {
    const { name, needs } = endpoint
    if (rightOf(needs) === undefined || isNear(needs)) continue
    expect({ name, status: (await ask(nobody, endpoint)).status }).toEqual({ name, status: 403 })
  }
  expect(await everyRow()).toEqual(before)
})

test('the id of something that is not there is 404 for everybody else, and nothing has changed', async () => {
  const before = await everyRow()
  const about = endpoints.filter(({ path, needs }) => /\{\w*id\}/i.test(path) && needs !== 'anyone')
  expect(about.length).toBeGreaterThan(40)
  for (const person of [ola, mo])
    for (const endpoint of about) {
      const { name } = endpoint
      expect({ name, status: (await ask(person, endpoint)).status }).toEqual({ name, status: 404 })
    }
  expect(await everyRow()).toEqual(before)
})

/** A digest of each table that people's requests can change; sessions and heartbeats go on by themselves. */
async function everyRow() {
  const tables = await inDatabase<{ name: string }>(
    house.databaseUrl,
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('sessions', 'workers', 'processes') ORDER BY 1`,
  )
  expect(tables.length).toBeGreaterThan(15)
  return Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await inDatabase<{ digest: string }>(
        house.databaseUrl,
        `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM "${name}" t`,
      )
      return [name, row?.digest]
    }),
  )
}
