'use client';

import { useFormatter, useNow } from 'use-intl';
import classes from './moment.module.css';
import { TimeAgo } from './time';

/** A point in time in a table: how far away, and below it the time of the day, with the date unless it is today. */
export function Moment({ value }: { readonly value: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const date = new Date(value);
  const day = (of: Date) => format.dateTime(of, { dateStyle: 'short' });
  return (
    <div className={classes.moment}>
      <TimeAgo value={value} />
      <div className={classes.exact} suppressHydrationWarning>
        {format.dateTime(date, day(date) === day(now) ? 'timeOfDay' : 'minute')}
      </div>
    </div>
  );
}
