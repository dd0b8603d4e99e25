import type { RequestHandler } from 'express'
import { contract } from '@tailorbird/contract/contract'
import { Refusal } from '../../ground/refusal.ts'

/** Answers what no route of `/api` took: 405 when the address is right and the method is not, else 404. */
export const noSuchRoute: RequestHandler = (req, res, next) => {
  const methods = routes.filter(({ pattern }) => pattern.test(req.path)).map(({ method }) => method)
  if (methods.length === 0) return next(nothingHere)
  res.setHeader('allow', methods.join(', '))
  const detail = `${req.method} is not possible at this address; it takes ${methods.join(', ')}.`
  next(new Refusal({ status: 405, type: 'wrong-method', title: 'Not possible here', detail }))
}

const nothingHere = new Refusal({
  status: 404,
  type: 'not-found',
  title: 'Not found',
  detail: 'There is nothing at this address.',
})

const routes = Object.values(contract)
  .flatMap((group) => Object.values(group))
  .map((procedure) => procedure['~orpc'].route)
  .map(({ method = 'POST', path = '' }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
  }))
