import { IconFile, IconMovie } from '@tabler/icons-react'
import classes from './thumbnail.module.css'

interface ThumbnailProps {
  /** Where the bytes are; undefined while there is nothing to show. */
  url: string | undefined
  name: string
  type: string
  size?: number
}

/** The picture itself, or a sign of what it is. */
export function Thumbnail({ url, name, type, size = 32 }: ThumbnailProps) {
  const box = { '--thumbnail-size': `${size}px` }
  if (url && type.startsWith('image/'))
    return <img className={classes.thumbnail} style={box} src={url} alt={name} loading="lazy" />
  const Icon = type.startsWith('video/') ? IconMovie : IconFile
  return (
    <span className={classes.thumbnail} style={box} title={name}>
      <Icon size={size * 0.55} aria-hidden />
    </span>
  )
}
