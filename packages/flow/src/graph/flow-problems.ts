import type { Binding } from '../expression/binding.ts'
import { wrongNamed } from '../fields/check-named.ts'
import type { Field } from '../fields/field.ts'
import type { CheckOptions, OtherFlow } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { assignmentsIn } from './pills-in.ts'
import { type Said, said } from '../words/said.ts'
import { error, warning } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** A flow to call that is gone, cannot be called, or is not live where this one runs. */
export function calledFlowProblems(flowId: unknown, { surroundings, environment }: CheckOptions): Problem[] {
  const flow = surroundings.flows.find(({ id }) => id === flowId)
  if (!flow) return [error(said('flow.gone'))]
  if (flow.trigger?.source !== 'call') {
    return [error(said('flow.not-callable', { flow: flow.name }))]
  }
  return notLive(flow, environment, CALLED)
}

/** Outside production the newest version is called where none is at work. */
function notLive(
  { name, deployments }: OtherFlow,
  environment: string | undefined,
  codes: typeof CALLED | typeof TOLD_OF_FAILURES,
): Problem[] {
  if (deployments.length === 0) return [asWarning(said(codes.nowhere, { flow: name }))]
  const isLive = deployments.some((each) => each.environment === environment && each.enabled)
  return environment !== 'production' || isLive ? [] : [asWarning(said(codes.notThere, { flow: name, environment }))]
}

const CALLED = { nowhere: 'flow.live-nowhere', notThere: 'flow.not-live-there' } as const
const TOLD_OF_FAILURES = { nowhere: 'on-failure.live-nowhere', notThere: 'on-failure.not-live-there' } as const

const asWarning = (wrong: Said) => warning(said('flow.not-live', { wrong }))

/** Values for a called flow that do not fit what it asks for. Data pills are looked at when they have a value. */
export function flowInputProblems(
  { params }: GraphNode,
  field: Field & { kind: 'flowInputs' },
  binding: Binding | undefined,
  { surroundings }: CheckOptions,
): Problem[] {
  const chosen = params[field.inputsOf]
  const flowId = chosen && 'fixed' in chosen ? chosen.fixed : undefined
  const flow = surroundings.flows.find(({ id }) => id === flowId)
  if (flow?.trigger?.source !== 'call') return []
  const given = assignmentsIn(field, binding)
  const { inputs } = flow.trigger
  const fixed = given.flatMap(({ key, value }) => ('fixed' in value ? [[key, value.fixed] as const] : []))
  const bound = given.filter(({ value }) => !('fixed' in value)).map(({ key }) => key)
  const wrong = wrongNamed(
    inputs.filter(({ key }) => !bound.includes(key)),
    Object.fromEntries(fixed),
  )
  const unknown = given.filter(({ key }) => !inputs.some((input) => input.key === key))
  return [
    ...wrong.map(({ wrong: each }) => error(said('flow.input', { flow: flow.name, wrong: each }))),
    ...unknown.map(({ key }) => warning(said('flow.no-input', { flow: flow.name, key }))),
  ]
}

/** The flow that is started when a run of this one fails. */
export function onFailureProblems(
  onFailure: string | undefined,
  { surroundings, environment }: CheckOptions,
): Problem[] {
  if (onFailure === undefined) return []
  const flow = surroundings.flows.find(({ id }) => id === onFailure)
  if (!flow) return [error(said('settings.on-failure', { wrong: said('on-failure.gone') }))]
  return flow.trigger?.source === 'failure'
    ? notLive(flow, environment, TOLD_OF_FAILURES)
    : [error(said('settings.on-failure', { wrong: said('on-failure.other-trigger', { flow: flow.name }) }))]
}
