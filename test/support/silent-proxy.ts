import { type Socket, connect, createServer } from 'node:net'
import { freePort } from './free-port.ts'

/** Stands between a program and a server on this machine. */
export interface SilentProxy extends AsyncDisposable {
  port: number
  /** Connections that are open now stay open and carry nothing any more, as behind a firewall that has forgotten them. */
  hush(): void
}

/** Forwards connections to `port` until it is told to fall silent. Connections that are opened afterwards are forwarded. */
export async function silentProxy(port: number): Promise<SilentProxy> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    near.pipe(far)
    far.pipe(near)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
  })
  const own = await freePort()
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve))
  return {
    port: own,
    hush() {
      for (const socket of open) {
        socket.unpipe()
        socket.resume()
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
