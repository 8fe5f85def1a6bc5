import { useCallback, useEffect, useRef, useState } from 'react';
import { streamApi } from '@/lib/api/client';
import { type ReplayReport, type ReplayRequest, replayReportSchema } from '@/lib/api/contracts/replays';

export type ReplayState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running' | 'done' | 'stopped' | 'failed';
      readonly asked: ReplayRequest;
      /** What has been found so far; null before the first report. */
      readonly report: ReplayReport | null;
      /** Why it failed, in words. */
      readonly reason: string | null;
    };

/** One replay at a time: a new one ends the one before, and leaving the page ends it, too. */
export function useReplay() {
  const [state, setState] = useState<ReplayState>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async (asked: ReplayRequest) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    let report: ReplayReport | null = null;
    setState({ status: 'running', asked, report, reason: null });
    try {
      for await (report of streamApi('/replays', replayReportSchema, { method: 'POST', body: asked, signal: own.signal })) {
        setState({ status: 'running', asked, report, reason: null });
      }
      setState({ status: report?.done === true ? 'done' : 'failed', asked, report, reason: null });
    } catch (error) {
      // Stopped, or replaced by the next one: that has been said already.
      if (own.signal.aborted) return;
      setState({ status: 'failed', asked, report, reason: error instanceof Error ? error.message : null });
    }
  }, []);

  const stop = useCallback(() => {
    running.current?.abort();
    setState((now) => (now.status === 'running' ? { ...now, status: 'stopped' } : now));
  }, []);

  return { state, start, stop };
}
