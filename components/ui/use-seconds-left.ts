'use client';

import { useEffect, useState } from 'react';

/**
 * Counts down from what the server has said last, in whole seconds, by the browser's own stopwatch: its clock may be wrong, and the server
 * has drawn the first picture with the very number that this starts with.
 */
export function useSecondsLeft(said: { readonly secondsLeft: number }): number {
  const [left, setLeft] = useState(said.secondsLeft);
  useEffect(() => {
    const start = performance.now();
    const tick = () => setLeft(said.secondsLeft - (performance.now() - start) / 1000);
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [said]);
  return Math.max(0, Math.ceil(left));
}
