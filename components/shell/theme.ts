'use client';

import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The green-blue of sealing wax; shade 7 carries white text (WCAG AA), shade 4 is readable on the dark background. */
const seal: MantineColorsTuple = [
  '#eaf8f6',
  '#d3efeb',
  '#a8dfd8',
  '#79cdc3',
  '#4db9ad',
  '#2aa195',
  '#178579',
  '#0c6f66',
  '#0b5d56',
  '#094943',
];

/** Cool greys; shade 6 is the dimmed text of the light scheme and keeps 4.5:1 on white. */
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#eff2f3',
  '#e3e8ea',
  '#d5dcdf',
  '#bcc6cb',
  '#8d9aa1',
  '#5a6770',
  '#414d55',
  '#2b343a',
  '#171d21',
];

const dark: MantineColorsTuple = [
  '#e4e9eb',
  '#c2cbcf',
  '#93a0a7',
  '#6c7980',
  '#363f45',
  '#2a3238',
  '#1e2529',
  '#14191c',
  '#0f1316',
  '#0a0d0f',
];

export const theme = createTheme({
  primaryColor: 'seal',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  colors: { seal, gray, dark },
  black: '#171d21',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  fontFamily: '"Inter", -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.45' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { centered: true, radius: 'lg' } },
  },
});
