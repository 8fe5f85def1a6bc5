import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface Props {
  /** `danger` is for what harms at once. */
  readonly tone: 'warning' | 'danger';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A warning that stands where its cause is; read out when it appears. */
export function Notice({ tone, title, children }: Props) {
  const Icon = tone === 'danger' ? IconAlertOctagon : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={tone} role="alert">
      <Icon size={18} stroke={1.8} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        {title !== undefined && <strong className={classes.title}>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
