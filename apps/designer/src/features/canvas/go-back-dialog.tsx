import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { goBack, stepsBefore, waysBack } from '../../editor/actions/go-back.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'

/** From which way out the flow goes back, to which step, and how often at most. */
export function GoBackDialog({ from, port }: { from: string; port: string | undefined }) {
  const store = useEditorStore()
  const editor = useEditor((state) => state)
  const node = editor.index.node.get(from)
  const ways = node ? waysBack(editor, node) : []
  const steps = stepsBefore(editor, from)
  const [way, setWay] = useState(port ?? ways[0]?.port ?? '')
  const [to, setTo] = useState(steps.at(-2)?.id ?? from)
  const [most, setMost] = useState(3)
  const [refused, setRefused] = useState<string>()
  if (!node) return null
  const close = () => {
    store.getState().ask(undefined)
    store.getState().view?.show(from, { focus: true })
  }
  const wrong =
    ways.length === 0 ? `Every way out of "${node.label}" leads somewhere already. Cut an edge first.` : refused
  return (
    <Modal opened onClose={close} title={`Go back from ${node.label}`} returnFocus={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setRefused(goBack(store.getState(), { from, port: way, to, most }))
        }}
      >
        <Stack gap="md">
          <NativeSelect
            label="When it is left by"
            data={ways.map((each) => ({ value: each.port, label: each.label }))}
            value={way}
            data-autofocus
            onChange={(event) => setWay(event.currentTarget.value)}
          />
          <NativeSelect
            label="Go back to"
            data={steps.map(({ id, label }) => ({ value: id, label }))}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <WholeNumber
            label="At most"
            description="The first time counts. After the last, the flow goes on by “Gave up”."
            min={2}
            max={1000}
            unit="times"
            value={most}
            onChange={(times) => times !== undefined && setMost(times)}
          />
          {wrong && <p role="alert">{wrong}</p>}
          <p>The steps from there to here become the inside of a loop. One step of undo takes it back.</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={ways.length === 0}>
              Go back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
