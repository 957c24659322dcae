import { useEffect, useRef, type RefObject } from 'react';
import type { ShownError } from './shown-error.ts';

/** Puts the focus on the first field of a form that the API has found fault with. */
export function useFocusInvalid(error: ShownError | undefined): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return form;
}
