import { z } from 'zod'
import { pauseTrigger, resumeTrigger, setCursor } from '../../triggers/change-trigger.ts'
import { findWebhook, lastTestCall } from '../../triggers/webhook/find-webhook.ts'
import { triggerStates } from '../../triggers/trigger-states.ts'
import { addressOf } from '../../triggers/webhook/webhook-address.ts'
import { renewSecret } from '../../triggers/webhook/webhook-secret.ts'
import { signedIn } from '../context/context.ts'

const { list, pause, resume, setCursor: moveCursor, webhook, renewSecret: renew, testCall } = signedIn.triggers

const Output = z.record(z.string(), z.json())

export const triggers = {
  list: list.handler(({ input, context: { house } }) => triggerStates(house.db, input)),

  pause: pause.handler(({ input: { id }, context: { house, user } }) =>
    pauseTrigger(house.db, { id, userId: user.id, by: user.name }),
  ),
  resume: resume.handler(({ input: { id }, context: { house, user } }) =>
    resumeTrigger(house.db, { id, userId: user.id }),
  ),
  setCursor: moveCursor.handler(({ input, context: { house, user } }) =>
    setCursor(house.db, { ...input, userId: user.id }),
  ),

  webhook: webhook.handler(async ({ input, context: { house } }) => {
    const { node } = await findWebhook(house.db, input)
    const { token, secret } = await addressOf(house.db, input)
    const live = `${house.config.publicUrl}/hooks/${token}`
    const binding = node.params['method']
    const method = binding && 'fixed' in binding && typeof binding.fixed === 'string' ? binding.fixed : 'POST'
    return { live, test: `${live}/test`, method, hasSecret: secret !== null }
  }),

  renewSecret: renew.handler(async ({ input, context: { house, user } }) => {
    const { flowName } = await findWebhook(house.db, input)
    return { secret: await renewSecret(house, { ...input, flowName, userId: user.id }) }
  }),

  testCall: testCall.handler(async ({ input, context: { house } }) => {
    const call = await lastTestCall(house.db, input)
    return call?.at ? { at: call.at.toISOString(), output: Output.parse(call.output) } : null
  }),
}
