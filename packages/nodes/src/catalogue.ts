import type { ConnectionType } from '@tailorbird/flow/connection/connection-type'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import { ifNode } from './logic/if.ts'
import { approval } from './logic/approval.ts'
import { callFlow } from './logic/call-flow.ts'
import { collect } from './logic/collect.ts'
import { decisionTable } from './logic/decision-table.ts'
import { dedupe } from './logic/dedupe.ts'
import { forEach } from './logic/for-each.ts'
import { leaveLoop } from './logic/leave-loop.ts'
import { nextItem } from './logic/next-item.ts'
import { repeatUntil } from './logic/repeat-until.ts'
import { stop } from './logic/stop.ts'
import { switchNode } from './logic/switch.ts'
import { throttle } from './logic/throttle.ts'
import { wait } from './logic/wait.ts'
import { waitForRecord } from './logic/wait-for-record.ts'
import { code } from './data/code.ts'
import { httpRequest } from './data/http-request.ts'
import { transform } from './data/transform.ts'
import { setValues } from './data/set-values.ts'
import { setVariables } from './data/set-variables.ts'
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
  switchNode,
  decisionTable,
  forEach,
  repeatUntil,
  nextItem,
  leaveLoop,
  wait,
  waitForRecord,
  approval,
  throttle,
  dedupe,
  collect,
  callFlow,
  stop,
  setValues,
  setVariables,
  transform,
  code,
  httpRequest,
]

export const connectionTypes: readonly ConnectionType[] = [xAccount]

const byType = new Map(catalogue.map((node) => [node.type, node]))
export const nodeType = (type: string): NodeType | undefined => byType.get(type)
