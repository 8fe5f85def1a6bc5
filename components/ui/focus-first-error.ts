'use client';

import { type RefObject, useEffect } from 'react';

/**
 * After each attempt to save (`attempts` counts them) the first field with an error gets the focus; `data-lone-error` marks an error text
 * that stands at no field.
 */
export function useFocusOnFirstError(form: RefObject<HTMLElement | null>, attempts: number): void {
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-lone-error]')?.focus();
  }, [form, attempts]);
}
