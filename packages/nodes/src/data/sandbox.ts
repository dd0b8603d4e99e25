import { Worker } from 'node:worker_threads'
import type { CodeEnd, CodeTask } from './code-task.ts'

/** Runs the author's JavaScript where it can reach nothing: in QuickJS, in a thread of its own. QuickJS bounds time,
 *  memory and stack; the thread is there because a few of its built-ins (such as looking through an array of four
 *  billion holes) never ask whether time is up, and only ending the thread ends them. */
export function runCode(task: CodeTask): Promise<CodeEnd> {
  const turn = queue.then(() => runNow(task))
  queue = turn.catch(() => undefined)
  return turn
}

/** One after the other: each is short, and so one thread is enough. */
let queue: Promise<unknown> = Promise.resolve()
let warm: Promise<Worker> | undefined

/** Well above the time the sandbox itself allows; only for what escapes that. Milliseconds that the thread has worked: a
 *  busy machine makes nobody's code slow. */
const MOST_CPU_MS = 1_000
const LOOK_MS = 200
/** Should the thread not even tell how much it has worked. Milliseconds. */
const LONGEST_MS = 20_000

async function runNow(task: CodeTask): Promise<CodeEnd> {
  warm ??= startWorker()
  const worker = await warm.catch((error: unknown) => {
    warm = undefined
    throw error
  })
  worker.ref()
  const end = await answerOf(worker, task)
  worker.unref()
  if (end.answered) return end.answer
  warm = undefined
  await worker.terminate()
  return { end: end.why }
}

function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./sandbox-worker.ts', import.meta.url), {
    env: {},
    execArgv: [],
    // Nested data is walked on this thread's own stack; QuickJS shall meet its limit first.
    resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 16 },
  })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve(worker)
    })
  })
}

type Answer = { answered: true; answer: CodeEnd } | { answered: false; why: 'time' | 'crashed' }

function answerOf(worker: Worker, task: CodeTask): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer)
      clearInterval(looking)
      worker.off('message', answered)
      worker.off('error', crashed)
      resolve(answer)
    }
    const answered = (answer: CodeEnd) => settle({ answered: true, answer })
    const crashed = () => settle({ answered: false, why: 'crashed' })
    const outOfTime = () => settle({ answered: false, why: 'time' })
    let before: number | undefined
    const look = async () => {
      const { user, system } = await worker.cpuUsage()
      const worked = (user + system) / 1000
      before ??= worked
      if (worked - before > MOST_CPU_MS) outOfTime()
    }
    // A thread that has ended tells nothing any more; that is told by its error.
    const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS)
    const timer = setTimeout(outOfTime, LONGEST_MS)
    worker.once('message', answered)
    worker.once('error', crashed)
    worker.postMessage(task)
  })
}
