import 'react'

declare module 'react' {
  interface CSSProperties {
    /** CSS variables may be set from JSX. */
    [variable: `--${string}`]: string | number | undefined
  }
}
