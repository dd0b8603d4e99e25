/** What wakes the steps that wait until an account may be used again. */
export const accountKey = (accountId: string) => `account:${accountId}`
