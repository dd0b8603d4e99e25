import type { App } from '../../world/apps.ts'
import { refusals } from './refusals.ts'

/**
 * What a call costs on the pay-per-use plan, in US dollars (X's price list of 2026-04-20).
 * The price for reading others' posts and for messages is not in our facts and stands here as an estimate.
 */
export const prices = { post: 0.015, postWithLink: 0.2, summonedReply: 0.01, ownItem: 0.001, item: 0.005, other: 0.015 }

/** Throws X's 402 when the app pays per use and has nothing left. */
export function requireCredits(app: App): void {
  if (app.plan === 'payg' && app.credits <= 0) throw refusals.creditsDepleted()
}

/** Takes the price of a successful call from the app's credits. */
export function charge(app: App, dollars: number): void {
  if (app.plan === 'payg') app.credits = Math.max(0, app.credits - dollars)
}

/** The old plans and pay-per-use: what X calls self-serve. */
export function isSelfServe(app: App): boolean {
  return app.plan !== 'enterprise'
}
