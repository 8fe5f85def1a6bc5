'use client';

import { Button, NumberInput } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './revisions.module.css';

interface Pair {
  readonly from: number;
  readonly to: number;
}

interface Props extends Pair {
  /** The highest number that there is; null while that is not known. */
  readonly newest: number | null;
  readonly onChoose: (pair: Pair) => void;
}

/** The two revisions that are compared, by number: of thousands nobody wants to scroll for one. */
export function ChooseRevisions({ from, to, newest, onChoose }: Props) {
  const t = useTranslations('revisions.compare');
  const [typed, setTyped] = useState<{ readonly from: number | string; readonly to: number | string }>({ from, to });
  const [tried, setTried] = useState(false);
  const exists = (value: number | string): value is number =>
    typeof value === 'number' && value >= 1 && (newest === null || value <= newest);
  const field = (name: 'from' | 'to') => (
    <NumberInput
      label={t(name)}
      value={typed[name]}
      onChange={(value) => setTyped((now) => ({ ...now, [name]: value }))}
      error={tried && !exists(typed[name]) ? t('unknown') : undefined}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      w="9.5rem"
    />
  );
  return (
    <form
      className={classes.choose}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        setTried(true);
        if (exists(typed.from) && exists(typed.to)) onChoose({ from: typed.from, to: typed.to });
      }}
    >
      {field('from')}
      {field('to')}
      <div className={classes.chooseButtons}>
        <Button type="submit" variant="default">
          {t('submit')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowsExchange size={16} stroke={1.7} aria-hidden />}
          onClick={() => onChoose({ from: to, to: from })}
        >
          {t('swap')}
        </Button>
      </div>
    </form>
  );
}
