'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { useMounted } from '@mantine/hooks';

/** Submits its form, once the page's script is there to take it: before that the browser would send it itself, a password in the address. */
export function SubmitButton(props: ButtonProps) {
  const mounted = useMounted();
  return <Button {...props} type={mounted ? 'submit' : 'button'} />;
}
