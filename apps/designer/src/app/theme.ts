import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from '@mantine/core'

/** Indigo, as thread is dyed: the one accent. */
const thread: MantineColorsTuple = [
  '#eef0fb',
  '#dde1f6',
  '#bac2ec',
  '#94a0e1',
  '#7f8ddb',
  '#5a6cd0',
  '#4457c4',
  '#3849ab',
  '#2d3b8c',
  '#232e6d',
]

/** Paper and ink, slightly warm. Step 6 is the quiet text and keeps 4.5:1 on paper. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f2ee',
  '#e9e7e1',
  '#dcd9d1',
  '#c3bfb5',
  '#79756b',
  '#666259',
  '#4d4a43',
  '#35332e',
  '#201f1b',
]

const dark: MantineColorsTuple = [
  '#e6e4df',
  '#c2bfb7',
  '#a8a59c',
  '#8a877f',
  '#45433e',
  '#36342f',
  '#272623',
  '#191816',
  '#141311',
  '#0f0e0d',
]

const sheet = {
  content: { background: 'var(--surface)' },
  header: { background: 'var(--surface)' },
  title: { fontSize: '17px', fontWeight: 620 },
}

export const theme = createTheme({
  primaryColor: 'thread',
  primaryShade: { light: 7, dark: 6 },
  colors: { thread, gray, dark },
  black: '#201f1b',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem' },
      h3: { fontSize: '0.9375rem' },
    },
  },
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  /** An 8 px grid, with one half step. */
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '40px' },
  /** Only what floats casts a shadow, and every floating thing the same one. */
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withinPortal: true } },
    Modal: {
      styles: sheet,
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Drawer: {
      styles: sheet,
      defaultProps: {
        position: 'right',
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    // The placeholder it would focus is an element that assistive technology must not find inside a menu.
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md' } },
  },
})

const ours = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-dimmed': 'var(--ink-quiet)',
  '--mantine-color-placeholder': 'var(--placeholder)',
  '--mantine-color-error': 'var(--alarm)',
}

/** Where Mantine has a name for one of our colours, it takes ours (`tokens.css`). */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours })
