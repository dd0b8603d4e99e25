import {
  type CompletionContext,
  type CompletionResult,
  autocompletion,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorSelection, EditorState, type Extension, StateEffect } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  keymap,
  placeholder as placeholderText,
} from '@codemirror/view'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { carriedPill } from '../../../editor/model/pills/carried-pill.ts'
import { carriesPill } from '../../../editor/model/pills/drag-data.ts'
import { characterOf, pillAt } from '../../../editor/model/pills/pill-text.ts'
import { type PillWords, PillWidget } from './pill-widget.tsx'

export interface Offer {
  pill: Pill
  label: string
  detail: string
}

interface TextViewOptions {
  parent: HTMLElement
  text: string
  multiline: boolean
  placeholder: string
  readOnly: boolean
  attributes: Record<string, string>
  words(pill: Pill): PillWords
  onChange(text: string): void
  offers(): Offer[]
}

export function textView({
  parent,
  text,
  multiline,
  placeholder,
  readOnly,
  attributes,
  words,
  onChange,
  offers,
}: TextViewOptions): EditorView {
  const extensions: Extension[] = [
    history(),
    autocompletion({ override: [(context) => offersAt(context, offers())], icons: false }),
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
    multiline ? EditorView.lineWrapping : oneLine,
    placeholderText(placeholder),
    pills(words),
    EditorView.contentAttributes.of({ ...attributes, 'aria-multiline': String(multiline) }),
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
    EditorView.updateListener.of((update) => {
      const fromOutside = update.transactions.some((transaction) => transaction.isUserEvent(OUTSIDE))
      if (update.docChanged && !fromOutside) onChange(update.state.doc.toString())
    }),
    dropping,
  ]
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) })
}

const OUTSIDE = 'set'

/** Takes over a text that was changed elsewhere, for instance by undo. */
export function setText(view: EditorView, text: string) {
  const now = view.state.doc.toString()
  if (now === text) return
  view.dispatch({ changes: { from: 0, to: now.length, insert: text }, userEvent: OUTSIDE })
}

/** Puts a pill where the cursor is, or was. */
export function insertPill(view: EditorView, pill: Pill) {
  const insert = characterOf(pill)
  const { from, to } = view.state.selection.main
  view.dispatch({
    changes: { from, to, insert },
    selection: EditorSelection.cursor(from + insert.length),
    userEvent: 'input',
  })
  view.focus()
}

const redraw = StateEffect.define<null>()
export const redrawPills = (view: EditorView) => view.dispatch({ effects: redraw.of(null) })

/** Each pill's character is drawn as a chip and is one thing for the cursor. */
function pills(words: (pill: Pill) => PillWords): Extension {
  const decorator = new MatchDecorator({
    regexp: /[\u{100000}-\u{10FFFD}]/gu,
    decoration: ([character]) => {
      const pill = pillAt(character)
      return pill ? Decoration.replace({ widget: new PillWidget(pill, words(pill)) }) : null
    },
  })
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view)
      }
      update(update: ViewUpdate) {
        const anew = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(redraw)))
        this.decorations = anew ? decorator.createDeco(update.view) : decorator.updateDeco(update, this.decorations)
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
    },
  )
}

/** `$` and a few letters offer data; a `$` that is not followed up stays a dollar sign. */
function offersAt(context: CompletionContext, offers: readonly Offer[]): CompletionResult | null {
  const typed = context.matchBefore(/\$[\p{L}\p{N} ]*/u)
  if (!typed) return null
  const query = typed.text.slice(1).toLowerCase().trim()
  const fitting = offers.filter(({ label, detail }) => `${detail} ${label}`.toLowerCase().includes(query))
  if (fitting.length === 0) return null
  return {
    from: typed.from,
    filter: false,
    options: fitting.map(({ pill, label, detail }) => ({
      label,
      detail,
      apply: (view: EditorView, _completion: unknown, from: number, to: number) => {
        const insert = characterOf(pill)
        view.dispatch({
          changes: { from, to, insert },
          selection: EditorSelection.cursor(from + insert.length),
          userEvent: 'input',
        })
      },
    })),
  }
}

/** In a text of one line, Enter does nothing and pasted lines become one. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
  const text = transaction.newDoc
    .toString()
    .replace(/\s*\n\s*/g, ' ')
    .trimEnd()
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert: text },
    selection: EditorSelection.cursor(text.length),
  }
})

const dropping = EditorView.domEventHandlers({
  dragover(event) {
    if (event.dataTransfer && carriesPill(event.dataTransfer)) event.preventDefault()
    return false
  },
  drop(event, view) {
    const pill = event.dataTransfer ? carriedPill(event.dataTransfer) : undefined
    if (!pill || view.state.readOnly) return false
    event.preventDefault()
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length
    const insert = characterOf(pill)
    view.dispatch({
      changes: { from: at, insert },
      selection: EditorSelection.cursor(at + insert.length),
      userEvent: 'input.drop',
    })
    view.focus()
    return true
  },
})
