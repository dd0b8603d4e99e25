/** On this channel every process hears the id of an account for which something else holds now. */
export const ACCOUNTS = 'tailorbird_accounts'
