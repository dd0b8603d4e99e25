/** What X charges on pay-per-use, in US dollars, and when that was read. Source: X's developer documentation. */
export const X_PRICES = {
  asOf: '2026-08-22',
  post: 0.015,
  /** A post in which X finds a link. */
  postWithLink: 0.2,
  /** One post or user that is read, of other people. */
  read: 0.005,
  /** One post or user of the account itself that is read. */
  ownRead: 0.001,
  mediaMetadata: 0.005,
} as const

export const dollars = (amount: number) => `$${amount.toFixed(amount < 0.1 ? 3 : 2)}`
