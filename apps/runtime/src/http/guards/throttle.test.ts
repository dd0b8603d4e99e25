import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { Refusal } from '../../ground/refusal.ts'
import { throttleSignIn } from './throttle.ts'

test('whoever guesses is kept out, and the owner of the e-mail is let in from elsewhere', async () => {
  const app = express()
  app.set('trust proxy', true)
  app.use(express.json(), ...throttleSignIn())
  app.use((_req, res) => void res.status(401).end())
  app.use(((error: unknown, _req, res, _next) => {
    res.status(error instanceof Refusal ? error.status : 500).end()
  }) satisfies express.ErrorRequestHandler)
  await using server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const tryFrom = async (address: string) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
    const body = JSON.stringify({ email: 'ola@example.com', password: 'guess' })
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })).status
  }
  const guesses = []
  for (let tries = 0; tries < 12; tries++) guesses.push(await tryFrom('203.0.113.7'))
  expect(guesses).toEqual([...Array<number>(10).fill(401), 429, 429])
  expect(await tryFrom('198.51.100.4')).toBe(401)
})
