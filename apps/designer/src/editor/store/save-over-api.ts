import type { Graph } from '@tailorbird/flow/graph/graph'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { flowInConflict } from '../../api/flow-in-conflict.ts'
import { saveUnderWay } from '../../api/saves-under-way.ts'
import type { SaveAnswer } from './editor.ts'

/** Saves a draft at the server; a refusal because somebody saved since comes back with what stands there now. */
export async function saveOverApi(id: string, draft: Graph, revision: number): Promise<SaveAnswer> {
  try {
    return { saved: await saveUnderWay(id, api.flows.saveDraft({ id, draft, revision })) }
  } catch (error) {
    const conflict = await flowInConflict(error).catch(() => undefined)
    return conflict ? { conflict } : { failed: inWords(error) }
  }
}
