'use client';

import { Anchor, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Difference } from '@/lib/api/contracts/revisions';
import { DifferenceLines } from './difference-lines';
import classes from './difference-list.module.css';

type Change = Difference['changes'][number];

/** More changes than these are shown when asked for. */
const SHOWN = 40;

interface Props {
  readonly changes: readonly Change[];
  /** Level of the headings. */
  readonly heading: 2 | 3;
}

/** What changed, item by item, in the words in which rules and settings are read elsewhere. */
export function DifferenceList({ changes, heading }: Props) {
  const t = useTranslations('difference');
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <Text c="dimmed">{t('same')}</Text>;
  const shown = all ? changes : changes.slice(0, SHOWN);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((change) => (
          <li key={`${change.kind} ${change.id ?? ''}`} className={classes.item}>
            <ChangedItem change={change} heading={heading} />
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
          {t('showAll', { count: changes.length })}
        </Anchor>
      )}
    </>
  );
}

function ChangedItem({ change: { kind, change, name, facets }, heading }: { readonly change: Change; readonly heading: 2 | 3 }) {
  const t = useTranslations('difference');
  return (
    <>
      <div className={classes.head}>
        <Title order={heading} className={classes.name ?? ''}>
          {t(`things.${kind}`, { name })}
        </Title>
        <span className={classes.badge} data-change={change}>
          {t(`change.${change}`)}
        </span>
      </div>
      <dl className={classes.facets}>
        {facets.map(({ label, lines }) => (
          <div key={label} className={classes.facet}>
            <dt>{label}</dt>
            <dd>
              <DifferenceLines lines={lines} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
