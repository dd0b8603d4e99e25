import type { Binding } from '../expression/binding.ts'
import { type NodeDescription, portsOf } from '../node/node-type.ts'

/** The ports one node of a flow can be left by: those of its type, and before them its own cases. */
export function portsOfNode(
  type: Pick<NodeDescription, 'kind' | 'ports' | 'params'>,
  params: Readonly<Record<string, Binding>>,
): Record<string, string> {
  const own = Object.entries(type.params).flatMap(([name, { kind }]) => (kind === 'cases' ? casesIn(params[name]) : []))
  return { ...Object.fromEntries(own.map(({ port, label }) => [port, label])), ...portsOf(type) }
}

/** The cases as far as they can be read: one that is half written already has its way out. */
export function casesIn(binding: Binding | undefined): { port: string; label: string }[] {
  if (!binding || !('fixed' in binding) || !Array.isArray(binding.fixed)) return []
  return binding.fixed.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return []
    const { port, label } = entry
    return typeof port === 'string' ? [{ port, label: typeof label === 'string' && label !== '' ? label : port }] : []
  })
}
