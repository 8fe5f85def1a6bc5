'use client';

import { Tooltip } from '@mantine/core';
import { useFormatter, useNow } from 'use-intl';

interface Props {
  /** ISO 8601 instant. */
  readonly value: string;
}

/** "3 minutes ago", with the exact time at hand. Counts on by itself. */
export function TimeAgo({ value }: Props) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 20_000 });
  const date = new Date(value);
  return (
    <Tooltip label={format.dateTime(date, 'second')}>
      {/* The server's "now" is a moment older than the browser's. */}
      <time dateTime={value} suppressHydrationWarning>
        {format.relativeTime(date, now)}
      </time>
    </Tooltip>
  );
}

/** Date and time in the reader's time zone. */
export function AbsoluteTime({ value, seconds = true }: Props & { readonly seconds?: boolean }) {
  const format = useFormatter();
  return <time dateTime={value}>{format.dateTime(new Date(value), seconds ? 'second' : 'minute')}</time>;
}
