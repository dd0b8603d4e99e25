import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import {
  IconArrowsSplit2,
  IconBolt,
  IconBox,
  IconBraces,
  IconBrandX,
  IconClockHour4,
  IconHandClick,
  IconHelpHexagon,
  IconPaperclip,
  IconTable,
  IconTablePlus,
  type TablerIcon,
} from '@tabler/icons-react'

/** Nodes that deserve a drawing of their own; the rest get the one of their group. */
const BY_TYPE: Readonly<Record<string, TablerIcon>> = {
  'records.created': IconTablePlus,
  'records.look-up-attachments': IconPaperclip,
  'start.schedule': IconClockHour4,
  'start.manual': IconHandClick,
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
