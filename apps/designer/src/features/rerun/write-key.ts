import type { CompletedWrite } from '@tailorbird/contract/runs'

/** What tells one completed write of a run from the others. */
export const keyOf = ({ nodeId, path }: Pick<CompletedWrite, 'nodeId' | 'path'>) => `${path} ${nodeId}`
