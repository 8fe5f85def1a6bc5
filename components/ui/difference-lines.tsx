'use client';

import { Anchor, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Difference } from '@/lib/api/contracts/revisions';
import classes from './difference-list.module.css';

type Line = Difference['changes'][number]['facets'][number]['lines'][number];

/** More lines than these, as of a long list that was replaced, are shown when asked for. */
const SHOWN = 15;
const MARKS = { same: '', removed: '−', added: '+' } as const;
const ELEMENTS = { same: 'span', removed: 'del', added: 'ins' } as const;

/** One aspect of an item before and after: what was taken out, what was put in, and what stands around it. */
export function DifferenceLines({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations('difference');
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <>
      {numbered(shown).map(({ key, line }) => (
        <OneLine key={key} line={line} />
      ))}
      {shown.length < lines.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
          {t('showLines', { count: lines.length })}
        </Anchor>
      )}
    </>
  );
}

function OneLine({ line: { sign, text, detail } }: { readonly line: Line }) {
  const t = useTranslations('difference.sign');
  const Element = ELEMENTS[sign];
  return (
    <div className={classes.line} data-sign={sign} data-detail={detail || undefined}>
      <span className={classes.mark} aria-hidden="true">
        {MARKS[sign]}
      </span>
      <Element className={classes.text}>
        {sign !== 'same' && <VisuallyHidden>{t(sign)} </VisuallyHidden>}
        {text}
      </Element>
    </div>
  );
}

/** The same text may stand there more than once. */
function numbered(lines: readonly Line[]): { readonly key: string; readonly line: Line }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const what = `${line.sign} ${line.text}`;
    const count = seen.get(what) ?? 0;
    seen.set(what, count + 1);
    return { key: `${what} ${count}`, line };
  });
}
