import { asc } from 'drizzle-orm'
import { environments as all } from '@tailorbird/db/schema/environments'
import { signedIn } from '../context/context.ts'

export const environments = {
  list: signedIn.environments.list.handler(({ context }) => {
    const { key, name, live } = all
    return context.deps.db.select({ key, name, live }).from(all).orderBy(asc(all.position))
  }),
}
