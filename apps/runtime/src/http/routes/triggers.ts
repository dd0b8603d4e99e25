import { z } from 'zod'
import { pauseTrigger, resumeTrigger, setCursor } from '../../triggers/change-trigger.ts'
import { findWebhook, lastTestCall } from '../../triggers/webhook/find-webhook.ts'
import { listTriggers } from '../../triggers/trigger-states.ts'
import { addressOf } from '../../triggers/webhook/webhook-address.ts'
import { renewSecret } from '../../triggers/webhook/webhook-secret.ts'
import { signedIn } from '../context/context.ts'

const { list, pause, resume, setCursor: moveCursor, webhook, renewSecret: renew, testCall } = signedIn.triggers

const Output = z.record(z.string(), z.json())

export const triggers = {
  list: list.handler(({ input, context: { deps, caller } }) => listTriggers(caller, deps.db, input)),

  pause: pause.handler(({ input: { id }, context: { deps, user } }) =>
    pauseTrigger(deps.db, { id, userId: user.id, by: user.name }),
  ),
  resume: resume.handler(({ input: { id }, context: { deps, user } }) =>
    resumeTrigger(deps.db, { id, userId: user.id }),
  ),
  setCursor: moveCursor.handler(({ input, context: { deps, user } }) =>
    setCursor(deps.db, { ...input, userId: user.id }),
  ),

  webhook: webhook.handler(async ({ input, context: { deps } }) => {
    const { method } = await findWebhook(deps.db, input)
    const { token, secret } = await addressOf(deps.db, input)
    const live = `${deps.config.publicUrl}/hooks/${token}`
    return { live, test: `${live}/test`, method, hasSecret: secret !== null }
  }),

  renewSecret: renew.handler(async ({ input, context: { deps, user } }) => {
    const { flowName } = await findWebhook(deps.db, input)
    return { secret: await renewSecret(deps, { ...input, flowName, userId: user.id }) }
  }),

  testCall: testCall.handler(async ({ input, context: { deps } }) => {
    const call = await lastTestCall(deps.db, input)
    return call?.at ? { at: call.at.toISOString(), output: Output.parse(call.output) } : null
  }),
}
