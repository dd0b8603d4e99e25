/** A shortcut as it is written down: `Mod+Shift+Z`, `F2`, `c`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Shortcut = string

interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const onMac = () => typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.userAgent)

export function pressed(shortcut: Shortcut, event: KeyPress, mac = onMac()): boolean {
  const words = shortcut.split('+')
  const key = words.at(-1) ?? ''
  const wants = (word: string) => words.slice(0, -1).includes(word)
  if (wants('Mod') !== (mac ? event.metaKey : event.ctrlKey)) return false
  if ((mac ? event.ctrlKey : event.metaKey) || wants('Alt') !== event.altKey) return false
  // A sign such as "?" is typed with Shift on many keyboards: the sign decides, not the key below it.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  if (!isSign && wants('Shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** Works only while the canvas has the focus, so that it never meets what somebody types. */
export const isSingleKey = (shortcut: Shortcut) => !shortcut.includes('Mod+')

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
}

/** As keys on a keyboard are labelled, one by one. */
export function keysOf(shortcut: Shortcut, mac = onMac()): string[] {
  return shortcut.split('+').map((word) => {
    if (word === 'Mod') return mac ? '⌘' : 'Ctrl'
    if (word === 'Alt') return mac ? '⌥' : 'Alt'
    return SIGNS[word] ?? (word.length === 1 ? word.toUpperCase() : word)
  })
}
