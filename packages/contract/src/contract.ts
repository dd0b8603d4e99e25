import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { accounts } from './accounts.ts'
import { attention } from './attention.ts'
import { approvals } from './approvals.ts'
import { aliases, connections, environments, xApps } from './connections.ts'
import { flows, schedules } from './flows.ts'
import { nothing } from './parts.ts'
import { runs } from './runs.ts'
import { session } from './session.ts'
import { records, tables } from './tables.ts'
import { triggers } from './triggers.ts'

/** Every endpoint of `/api`, typed once for both sides. Uploads, file contents, run streams and the consent's
 *  redirects are plain HTTP routes and are described where they are served. */
export const contract = {
  session,
  catalogue: {
    list: oc
      .route({ method: 'GET', path: '/catalogue', summary: 'Every node there is, as data' })
      .input(nothing)
      .output(z.array(z.custom<NodeDescription>((node) => typeof node === 'object' && node !== null))),
  },
  environments,
  xApps,
  connections,
  aliases,
  tables,
  records,
  flows,
  schedules,
  runs,
  triggers,
  accounts,
  approvals,
  attention,
}
export type Contract = typeof contract
