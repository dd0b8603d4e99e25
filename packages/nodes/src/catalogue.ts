import type { ConnectionType } from '@tailorbird/flow/node/connection-type'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import { ifNode } from './logic/if.ts'
import { lookUpAttachments } from './records/look-up-attachments.ts'
import { recordCreatedOrUpdated } from './records/record-created-or-updated.ts'
import { recordCreated } from './records/record-created.ts'
import { recordDeleted } from './records/record-deleted.ts'
import { recordUpdated } from './records/record-updated.ts'
import { flowCalled } from './start/flow-called.ts'
import { flowFailed } from './start/flow-failed.ts'
import { manual } from './start/manual.ts'
import { schedule } from './start/schedule.ts'
import { webhook } from './start/webhook.ts'
import { xAccount } from './x/account.ts'
import { createPost } from './x/create-post.ts'
import { newPost } from './x/new-post.ts'

/** The one list of what a flow can do, in the order of the palette. */
export const catalogue: readonly NodeType[] = [
  recordCreated,
  recordUpdated,
  recordCreatedOrUpdated,
  recordDeleted,
  schedule,
  newPost,
  webhook,
  manual,
  flowCalled,
  flowFailed,
  createPost,
  lookUpAttachments,
  ifNode,
]

export const connectionTypes: readonly ConnectionType[] = [xAccount]

const byType = new Map(catalogue.map((node) => [node.type, node]))
export const nodeType = (type: string): NodeType | undefined => byType.get(type)
