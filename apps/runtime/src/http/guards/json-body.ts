import type { RequestHandler } from 'express'
import { Refusal } from '../../ground/refusal.ts'
import { UNKEEPABLE } from '../errors/problem.ts'

/** Bodies are JSON. Forms of other websites can send none, so this guards against those as well. */
export const onlyJson: RequestHandler = (req, _res, next) => {
  const empty = req.get('content-length') === '0'
  next(!empty && req.is('json') === false ? notJson : undefined)
}

/** Refuses text that Postgres cannot keep, before it meets a statement that it shares with other people's rows. */
export const requireKeepableText: RequestHandler = (req, _res, next) =>
  next(keepable(req.body) ? undefined : unkeepable)

export function keepable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => keepable(key) && keepable(inner))
}

const notJson = new Refusal({
  status: 415,
  type: 'not-json',
  title: 'Wrong kind of content',
  detail: 'The body must be JSON (application/json).',
})
export const unkeepable = new Refusal({
  status: 400,
  type: 'malformed',
  title: 'The request is wrong',
  detail: UNKEEPABLE,
})
