import type { RequestHandler } from 'express'
import { contract } from '@tailorbird/contract/contract'
import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

/** Answers what no route of `/api` took: 405 when the address is right and the method is not, else 404. */
export const noSuchRoute: RequestHandler = (req, res, next) => {
  const methods = routes.filter(({ pattern }) => pattern.test(req.path)).map(({ method }) => method)
  if (methods.length === 0) return next(nothingHere)
  res.setHeader('allow', methods.join(', '))
  const told = said('request.wrong-method', { method: req.method, methods })
  next(new Refusal({ status: 405, type: 'wrong-method', told }))
}

const nothingHere = new Refusal({
  status: 404,
  type: 'not-found',
  told: said('request.nothing-here'),
})

const routes = Object.values(contract)
  .flatMap((group) => Object.values(group))
  .map((procedure) => procedure['~orpc'].route)
  .map(({ method = 'POST', path = '' }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
  }))
