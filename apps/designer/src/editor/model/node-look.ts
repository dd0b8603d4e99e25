import type { IconName } from '@tailorbird/flow/node/icon-name'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import {
  IconAlertCircle,
  IconArrowsSplit2,
  IconBolt,
  IconBraces,
  IconBrandX,
  IconClockHour4,
  IconCode,
  IconGauge,
  IconHandClick,
  IconHelpHexagon,
  IconHourglass,
  IconPaperclip,
  IconPlayerStop,
  IconRepeat,
  IconRotateClockwise,
  IconRoute,
  IconStack2,
  IconTable,
  IconTableOptions,
  IconTablePlus,
  IconUserCheck,
  IconWebhook,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react'

/** The drawing of each name that nodes use. */
const ICONS = {
  alert: IconAlertCircle,
  bolt: IconBolt,
  braces: IconBraces,
  branch: IconArrowsSplit2,
  clock: IconClockHour4,
  code: IconCode,
  gauge: IconGauge,
  hand: IconHandClick,
  hourglass: IconHourglass,
  paperclip: IconPaperclip,
  'person-check': IconUserCheck,
  repeat: IconRepeat,
  rotate: IconRotateClockwise,
  route: IconRoute,
  stack: IconStack2,
  stop: IconPlayerStop,
  table: IconTable,
  'table-add': IconTablePlus,
  'table-options': IconTableOptions,
  webhook: IconWebhook,
  world: IconWorld,
  x: IconBrandX,
} satisfies Record<IconName, TablerIcon>

/** A node of a type that is not known here has a question mark. */
export const iconOf = (type: NodeDescription | undefined): TablerIcon => (type ? ICONS[type.icon] : IconHelpHexagon)
