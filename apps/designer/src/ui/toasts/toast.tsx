import { toastList } from './toasts.ts'

/** A sentence that goes away by itself. */
export const toast = {
  done: (message: string) => toastList.show({ id: message, message, tone: 'done', milliseconds: 4000 }),
  failed: (message: string) => toastList.show({ id: message, message, tone: 'failed', milliseconds: 12_000 }),
}
