import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child-program.ts'
import type { ChildProgram } from './child-program.ts'

interface Options {
  port: number
  dataFolder: string
  tell: (line: string) => void
}

/** Starts the X sandbox, resolves when it answers, and starts it again whenever it crashes. `stop` ends it for good. */
export async function keepSandbox({
  port,
  dataFolder,
  tell,
}: Options): Promise<{ url: string; stop(): Promise<void> }> {
  let stopped = false
  let child: ChildProgram | undefined
  const ready = Promise.withResolvers<string>()
  void keep()
  const url = await Promise.race([ready.promise, sleep(20_000).then(() => `http://127.0.0.1:${port}`)])
  return {
    url,
    async stop() {
      stopped = true
      await child?.stop(5)
    },
  }

  async function keep() {
    for (let pause = 1000; !stopped; pause = Math.min(pause * 2, 30_000)) {
      const begin = Date.now()
      child = startChild({
        file: 'packages/x-sandbox/src/main.ts',
        env: { SANDBOX_PORT: String(port), SANDBOX_DATA: dataFolder, SANDBOX_EXIT_WITH_PARENT: '1' },
        onLine(line) {
          const [, address] = /X sandbox: (http:\/\/\S+)/.exec(line) ?? []
          if (address) ready.resolve(address)
        },
      })
      const code = await child.ended
      if (stopped) return
      if (Date.now() - begin > 60_000) pause = 1000
      tell(`The X sandbox ended (code ${code}). It starts again in ${pause / 1000} s.`)
      await sleep(pause)
    }
  }
}
