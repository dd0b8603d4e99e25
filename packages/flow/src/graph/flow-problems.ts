import type { Binding } from '../expression/binding.ts'
import { wrongNamed } from '../fields/check-named.ts'
import type { Field } from '../fields/field.ts'
import type { CheckOptions, OtherFlow } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { assignmentsIn } from './pills-in.ts'
import { error, warning } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** A flow to call that is gone, cannot be called, or is not live where this one runs. */
export function calledFlowProblems(flowId: unknown, { surroundings, environment }: CheckOptions): Problem[] {
  const flow = surroundings.flows.find(({ id }) => id === flowId)
  if (!flow) return [error('flow.gone', 'The flow to call has been deleted. Choose another.')]
  if (flow.trigger?.source !== 'call') {
    return [
      error(
        'flow.not-callable',
        `"${flow.name}" does not start with "Flow called", so it cannot be called. Choose another, or give it that trigger.`,
      ),
    ]
  }
  return notLive(flow, environment, 'A call fails there until it is.')
}

/** Outside production the newest version is called where none is at work. */
function notLive({ name, deployments }: OtherFlow, environment: string | undefined, says: string): Problem[] {
  if (deployments.length === 0) return [warning('flow.not-live', `"${name}" is not live anywhere yet. ${says}`)]
  const isLive = deployments.some((each) => each.environment === environment && each.enabled)
  return environment !== 'production' || isLive
    ? []
    : [warning('flow.not-live', `"${name}" is not live in ${environment}. ${says}`)]
}

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
    ...wrong.map(({ message }) => error('flow.input', `For "${flow.name}": ${message}`)),
    ...unknown.map(({ key }) =>
      warning('flow.no-input', `"${flow.name}" does not ask for "${key}"; what stands there is ignored. Remove it.`),
    ),
  ]
}

/** The flow that is started when a run of this one fails. */
export function onFailureProblems(
  onFailure: string | undefined,
  { surroundings, environment }: CheckOptions,
): Problem[] {
  if (onFailure === undefined) return []
  const flow = surroundings.flows.find(({ id }) => id === onFailure)
  if (!flow)
    return [error('settings.on-failure', 'The flow to start when a run fails has been deleted. Choose another.')]
  return flow.trigger?.source === 'failure'
    ? notLive(flow, environment, 'It is told of no failure until it is.')
    : [
        error(
          'settings.on-failure',
          `"${flow.name}" shall start when a run fails, but does not start with "A flow failed". Choose another in the flow settings.`,
        ),
      ]
}
