import Link from 'next/link';
import classes from './overview.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** Where the things counted are listed. */
  readonly href?: string;
  /** Share from 0 to 1, drawn under the value; null while there is nothing to measure. */
  readonly meter?: number | null;
}

/** One figure with its name. */
export function StatTile({ label, value, note, href, meter }: Props) {
  return (
    <div className={classes.tile}>
      <div className={classes.tileLabel}>
        {href === undefined ? (
          label
        ) : (
          <Link href={href} className={classes.tileLink}>
            {label}
          </Link>
        )}
      </div>
      <div className={classes.tileValue}>{value}</div>
      {meter !== undefined && (
        <div className={classes.meter} aria-hidden="true">
          <div style={{ width: `${(meter ?? 0) * 100}%` }} />
        </div>
      )}
      {note !== undefined && (
        // A note may say "10 seconds ago": the server's "now" is a moment older than the browser's.
        <div className={classes.tileNote} suppressHydrationWarning>
          {note}
        </div>
      )}
    </div>
  );
}
