import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One connection that calls an address again and again. Written on bare sockets, because whatever the generator burns is
 *  taken from what it measures: they share the machine. */
export class Caller {
  readonly #socket: Socket
  readonly #head: string
  #heard = ''
  #answered: PromiseWithResolvers<string> | undefined

  private constructor(socket: Socket, { host, pathname }: URL) {
    this.#socket = socket
    this.#head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => this.#hear(chunk))
    for (const event of ['error', 'close'])
      socket.on(event, () => this.#answered?.reject(new Error(`The connection to ${host} has gone.`)))
  }

  static async open(address: string): Promise<Caller> {
    const url = new URL(address)
    const socket = connect(Number(url.port), url.hostname)
    await once(socket, 'connect')
    return new Caller(socket, url)
  }

  /** Calls once and resolves when the call is accepted; rejects when it is answered with anything but 202. */
  async call(body: object): Promise<void> {
    const text = JSON.stringify(body)
    const answered = Promise.withResolvers<string>()
    this.#answered = answered
    this.#socket.write(`${this.#head}${Buffer.byteLength(text)}\r\n\r\n${text}`)
    const answer = await answered.promise
    if (!answer.startsWith('HTTP/1.1 202')) throw new Error(`A call was not accepted: ${answer.slice(0, 2000)}`)
  }

  close() {
    this.#answered = undefined
    this.#socket.destroy()
  }

  #hear(chunk: string) {
    this.#heard += chunk
    const end = this.#heard.indexOf('\r\n\r\n')
    if (end < 0) return
    const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(this.#heard) ?? []
    if (this.#heard.length < end + 4 + Number(length)) return
    const answer = this.#heard
    this.#heard = ''
    this.#answered?.resolve(answer)
  }
}

interface Calls {
  count: number
  /** How many are under way at any time. */
  atOnce?: number
  /** After each call. */
  pauseMs?: number
  body: (index: number) => object
}

export async function callMany(address: string, { count, atOnce = 64, pauseMs, body }: Calls): Promise<void> {
  const callers = await Promise.all(Array.from({ length: atOnce }, () => Caller.open(address)))
  let next = 0
  try {
    await Promise.all(
      callers.map(async (caller) => {
        while (next < count) {
          await caller.call(body(next++))
          if (pauseMs !== undefined) await sleep(pauseMs)
        }
      }),
    )
  } finally {
    for (const caller of callers) caller.close()
  }
}
