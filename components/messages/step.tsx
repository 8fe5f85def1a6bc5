import { Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './message.module.css';

interface Props {
  readonly icon: TablerIcon;
  readonly tone?: 'neutral' | 'good' | 'attention' | 'bad';
  readonly title: ReactNode;
  /** Right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One station on a message's way. */
export function Step({ icon: Icon, tone = 'neutral', title, aside, children }: Props) {
  const id = useId();
  return (
    <li className={classes.step}>
      <div className={classes.marker} data-tone={tone} aria-hidden="true">
        <Icon size={16} stroke={1.8} />
      </div>
      <section className={classes.card} aria-labelledby={id}>
        <div className={classes.cardHead}>
          <Title order={2} id={id} className={classes.cardTitle ?? ''}>
            {title}
          </Title>
          {aside}
        </div>
        {children}
      </section>
    </li>
  );
}

/** Names and values side by side. */
export function Fact({ name, wide = false, children }: { readonly name: string; readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    <div className={classes.fact} data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
