import { WidgetType } from '@codemirror/view'
import type { TablerIcon } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { type Root, createRoot } from 'react-dom/client'
import type { PillLabel } from '../../../editor/model/pills/pill-label.ts'
import { PillChip } from './pill-chip.tsx'

export interface PillWords {
  label: PillLabel
  icon: TablerIcon
  sample: string | undefined
}

/** A pill inside the text editor: the same chip as everywhere, in the place of one character. */
export class PillWidget extends WidgetType {
  readonly pill: Pill
  readonly words: PillWords
  private static readonly roots = new WeakMap<HTMLElement, Root>()

  constructor(pill: Pill, words: PillWords) {
    super()
    this.pill = pill
    this.words = words
  }

  override eq(other: PillWidget) {
    return (
      JSON.stringify([this.pill, this.words.label, this.words.sample]) ===
      JSON.stringify([other.pill, other.words.label, other.words.sample])
    )
  }

  override toDOM() {
    const place = document.createElement('span')
    const root = createRoot(place)
    PillWidget.roots.set(place, root)
    const { label, icon, sample } = this.words
    root.render(<PillChip label={label} icon={icon} sample={sample} />)
    return place
  }

  override destroy(place: HTMLElement) {
    const root = PillWidget.roots.get(place)
    // The editor may be taken down while React draws; React wants the root unmounted after that.
    setTimeout(() => root?.unmount())
  }
}
