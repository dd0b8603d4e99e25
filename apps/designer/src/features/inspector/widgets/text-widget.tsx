import { Suspense, lazy } from 'react'
import { textOf } from '../../../editor/model/pills/pill-text.ts'
import type { TextBoxProps, WidgetProps } from '../field/widget.ts'
import css from './text-widget.module.css'

/** The text editor is large and wanted only when a text is edited. */
const PillEditor = lazy(async () => ({ default: (await import('../pills/pill-editor.tsx')).PillEditor }))
const PostPanel = lazy(async () => ({ default: (await import('../post/post-panel.tsx')).PostPanel }))

/** A text with data pills in it. */
export function TextWidget(props: WidgetProps<'text'>) {
  const { multiline = false, placeholder } = props.field
  return <TextBox {...props} multiline={multiline} placeholder={placeholder} />
}

/** The text of a post is counted as X counts and drawn as it will look. */
export function PostWidget(props: WidgetProps<'postText'>) {
  return (
    <>
      <TextBox {...props} multiline placeholder={props.field.placeholder} />
      <Suspense fallback={<div className={css.panel} />}>
        <PostPanel binding={props.binding} />
      </Suspense>
    </>
  )
}

/** The editor of texts, with what stands there until it has come. */
export function TextBox(props: TextBoxProps) {
  const waiting = (
    <div className={css.waiting} data-long={props.multiline || undefined} aria-busy>
      {textOf(props.binding)}
    </div>
  )
  return (
    <Suspense fallback={waiting}>
      <PillEditor {...props} />
    </Suspense>
  )
}
