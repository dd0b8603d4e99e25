import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import {
  IconAlertCircle,
  IconArrowsSplit2,
  IconBolt,
  IconBox,
  IconBraces,
  IconBrandX,
  IconClockHour4,
  IconCode,
  IconGauge,
  IconHandClick,
  IconHelpHexagon,
  IconHourglass,
  IconStack2,
  IconPaperclip,
  IconPlayerStop,
  IconRepeat,
  IconRotateClockwise,
  IconRoute,
  IconTable,
  IconTableOptions,
  IconTablePlus,
  IconUserCheck,
  IconWebhook,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react'

/** Nodes that deserve a drawing of their own; the rest get the one of their group. */
const BY_TYPE: Readonly<Record<string, TablerIcon>> = {
  'records.created': IconTablePlus,
  'records.look-up-attachments': IconPaperclip,
  'start.schedule': IconClockHour4,
  'start.manual': IconHandClick,
  'logic.for-each': IconRepeat,
  'logic.repeat-until': IconRotateClockwise,
  'logic.wait': IconHourglass,
  'logic.wait-for-record': IconHourglass,
  'logic.approval': IconUserCheck,
  'logic.decision-table': IconTableOptions,
  'logic.call-flow': IconRoute,
  'logic.stop': IconPlayerStop,
  'logic.collect': IconStack2,
  'logic.throttle': IconGauge,
  'start.webhook': IconWebhook,
  'start.flow-called': IconRoute,
  'start.flow-failed': IconAlertCircle,
  'data.code': IconCode,
  'data.http-request': IconWorld,
}

const BY_GROUP: Readonly<Record<NodeDescription['group'], TablerIcon>> = {
  X: IconBrandX,
  Records: IconTable,
  Logic: IconArrowsSplit2,
  Data: IconBraces,
  Start: IconBolt,
}

export function iconOf(type: NodeDescription | undefined): TablerIcon {
  if (!type) return IconHelpHexagon
  return BY_TYPE[type.type] ?? BY_GROUP[type.group] ?? IconBox
}
