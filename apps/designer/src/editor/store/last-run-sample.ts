import { api } from '../../api/client.ts'
import type { EditorStore } from './editor.ts'
import { scopeOf } from '../model/run/run-view.ts'

/** What the nodes put out the last time the flow ran: data pills are previewed with it until a test gives something newer. */
export async function loadLastRunSample(store: EditorStore): Promise<void> {
  const { runs } = await api.runs.list({ flowId: store.getState().flow.id, limit: 1 })
  const [last] = runs
  if (!last) return
  const { steps } = await api.runs.get({ id: last.id })
  store.setState({ sample: { ...scopeOf(steps), ...store.getState().sample } })
}
