import type { ConnectionType } from '@tailorbird/flow/node/connection-type'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import { ifNode } from './logic/if.ts'
import { lookUpAttachments } from './records/look-up-attachments.ts'
import { recordCreated } from './records/record-created.ts'
import { manual } from './start/manual.ts'
import { schedule } from './start/schedule.ts'
import { xAccount } from './x/account.ts'
import { createPost } from './x/create-post.ts'
import { newPost } from './x/new-post.ts'

/** The one list of what a flow can do, in the order of the palette. */
export const catalogue: readonly NodeType[] = [
  recordCreated,
  schedule,
  newPost,
  manual,
  createPost,
  lookUpAttachments,
  ifNode,
]

export const connectionTypes: readonly ConnectionType[] = [xAccount]

const byType = new Map(catalogue.map((node) => [node.type, node]))
export const nodeType = (type: string): NodeType | undefined => byType.get(type)
