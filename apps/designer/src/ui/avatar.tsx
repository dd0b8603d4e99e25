import { useState } from 'react'
import classes from './avatar.module.css'

interface AvatarProps {
  name: string
  url?: string | null
  size?: number
}

/** A picture, or the first letters where there is none or it does not load. Decoration: the name stands beside it. */
export function Avatar({ name, url, size = 40 }: AvatarProps) {
  const [broken, setBroken] = useState(false)
  const box = { width: size, height: size, fontSize: size * 0.38 }
  if (url && !broken) {
    return (
      <img
        className={classes.avatar}
        src={url}
        alt=""
        style={box}
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
      />
    )
  }
  return (
    <span className={classes.avatar} style={box} aria-hidden>
      {initials(name)}
    </span>
  )
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20).toUpperCase())
    .join('')
