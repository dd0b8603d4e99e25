import type { ServerResponse } from 'node:http'
import type { Sandbox } from './sandbox.ts'

/** At most four notices a second: a page reads the whole list again for each. */
const quietMs = 250

/** Server-sent events: one `changed` after every change of the world. */
export function openEvents(sandbox: Sandbox, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': open\n\n')
  let timer: NodeJS.Timeout | undefined
  const stop = sandbox.world.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      response.write('event: changed\ndata: {}\n\n')
    }, quietMs)
  })
  const beat = setInterval(() => response.write(': still here\n\n'), 20_000)
  response.on('close', () => {
    stop()
    clearTimeout(timer)
    clearInterval(beat)
  })
}
