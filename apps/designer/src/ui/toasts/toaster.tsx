import { CloseButton } from '@mantine/core'
import { IconAlertCircle, IconCheck } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import classes from './toaster.module.css'
import { type Toast, toastList } from './toasts.ts'

/** Draws the toasts. Our own, because a library for it weighs more than a whole page here. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastList.subscribe, toastList.get)
  return (
    <section className={classes.toaster} aria-label="Messages">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast: { id, tone, message, milliseconds } }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => toastList.hide(id), milliseconds)
    return () => clearTimeout(timer)
  }, [held, id, milliseconds])

  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
  return (
    <div className={classes.toast} data-tone={tone} role={tone === 'failed' ? 'alert' : 'status'} {...hold}>
      {tone === 'done' && <IconCheck size={18} aria-hidden />}
      {tone === 'failed' && <IconAlertCircle size={18} aria-hidden />}
      <div className={classes.message}>{message}</div>
      {tone === 'undo' && !held && <span className={classes.left} style={{ '--toast-time': `${milliseconds}ms` }} />}
      {tone !== 'undo' && <CloseButton size="sm" aria-label="Close" onClick={() => toastList.hide(id)} />}
    </div>
  )
}
