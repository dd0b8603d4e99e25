import { RIGHTS, type Right } from './rights.ts'

export const ROLES = ['owner', 'member'] as const
export type Role = (typeof ROLES)[number]

const all: ReadonlySet<Right> = new Set(Object.keys(RIGHTS) as Right[])

/** Which rights a role stands for. Both of today's stand for all: whoever is here may do everything. */
const rightsOfRole = new Map<string, ReadonlySet<Right>>([
  ['owner', all],
  ['member', all],
])

const none: ReadonlySet<Right> = new Set()

/** The rights of a role; a role that nobody has described stands for none. */
export const rightsOf = (role: string): ReadonlySet<Right> => rightsOfRole.get(role) ?? none
