'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type LiveBatch, type LiveEvent, liveBatchSchema } from '@/lib/live/live-event';
import { type LiveRows, MOST_ROWS, withEvent } from './live-rows';

interface Feed {
  readonly rows: LiveRows;
  /** So many happenings were too many to tell. */
  readonly missed: number;
}

const EMPTY: Feed = { rows: [], missed: 0 };
/** Events that are kept while the reader pauses: more would not be shown afterwards. */
const MOST_HELD = MOST_ROWS * 2;

/** Follows what happens, from the moment the page is opened. The browser connects again by itself when the connection is lost. */
export function useLiveFeed() {
  const [feed, setFeed] = useState(EMPTY);
  const [connected, setConnected] = useState<boolean | null>(null);
  const [paused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const held = useRef<{ paused: boolean; events: LiveEvent[]; missed: number }>({ paused: false, events: [], missed: 0 });

  const take = useCallback(({ events, missed }: LiveBatch) => {
    setFeed((now) => ({ rows: events.reduce(withEvent, now.rows), missed: now.missed + missed }));
  }, []);

  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => {
      const batch = liveBatchSchema.safeParse(JSON.parse(String(data)));
      if (!batch.success || (batch.data.events.length === 0 && batch.data.missed === 0)) return;
      const { current } = held;
      if (!current.paused) return take(batch.data);
      const events = [...current.events, ...batch.data.events];
      current.events = events.slice(-MOST_HELD);
      current.missed += batch.data.missed + events.length - current.events.length;
      setWaiting(current.events.length + current.missed);
    };
    return () => source.close();
  }, [take]);

  const pause = (on: boolean) => {
    held.current.paused = on;
    setPaused(on);
    if (on) return;
    take(held.current);
    held.current = { paused: false, events: [], missed: 0 };
    setWaiting(0);
  };
  return { ...feed, connected, paused, waiting, pause, clear: () => setFeed(EMPTY) };
}
