import { open } from './context/context.ts'
import { accounts } from './routes/accounts.ts'
import { aliases } from './routes/aliases.ts'
import { approvals } from './routes/approvals.ts'
import { attention } from './routes/attention.ts'
import { catalogue } from './routes/catalogue.ts'
import { connections } from './routes/connections.ts'
import { environments } from './routes/environments.ts'
import { flows } from './routes/flows.ts'
import { records } from './routes/records.ts'
import { runs } from './routes/runs.ts'
import { schedules } from './routes/schedules.ts'
import { session } from './routes/session.ts'
import { tables } from './routes/tables.ts'
import { triggers } from './routes/triggers.ts'
import { xApps } from './routes/x-apps.ts'

/** The contract with a handler for each endpoint; a missing one does not compile. One file per resource in `routes`. */
export const router = open.router({
  session,
  catalogue,
  environments,
  xApps,
  connections,
  accounts,
  aliases,
  tables,
  records,
  flows,
  schedules,
  runs,
  triggers,
  approvals,
  attention,
})
