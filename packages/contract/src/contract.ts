import { accounts } from './accounts.ts'
import { aliases } from './aliases.ts'
import { approvals } from './approvals.ts'
import { attention } from './attention.ts'
import { catalogue } from './catalogue.ts'
import { connections } from './connections.ts'
import { environments } from './environments.ts'
import { flows } from './flows.ts'
import { records } from './records.ts'
import { runs } from './runs.ts'
import { schedules } from './schedules.ts'
import { session } from './session.ts'
import { tables } from './tables.ts'
import { triggers } from './triggers.ts'
import { xApps } from './x-apps.ts'

/** Every endpoint of `/api`, typed once for both sides. Uploads, file contents, run streams and the consent's
 *  redirects are plain HTTP routes and are described where they are served. */
export const contract = {
  session,
  catalogue,
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
