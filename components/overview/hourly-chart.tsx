'use client';

import { BarChart } from '@mantine/charts';
import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import type { Overview } from '@/lib/api/contracts/status';
import classes from './overview.module.css';

type Hour = Overview['hours'][number];

interface Props {
  readonly title: string;
  readonly description: string;
  readonly hours: readonly Hour[];
  readonly series: readonly { readonly name: string; readonly color: string; readonly value: (hour: Hour) => number }[];
}

/** Counts per hour as stacked bars; as a table for whoever reads figures better than bars. */
export function HourlyChart({ title, description, hours, series }: Props) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const [asTable, setAsTable] = useState(false);
  const clock = (hour: Hour) => format.dateTime(new Date(hour.hour), { hour: 'numeric', minute: '2-digit' });
  return (
    <Section
      title={title}
      description={description}
      actions={
        <Button variant="subtle" size="compact-xs" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('asChart') : t('asTable')}
        </Button>
      }
    >
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.chartTable} tabIndex={0} aria-label={title}>
          <Table stickyHeader fz="xs" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('hour')}</Table.Th>
                {series.map(({ name }) => (
                  <Table.Th key={name} ta="right">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {hours.toReversed().map((hour) => (
                <Table.Tr key={hour.hour}>
                  <Table.Th scope="row" fw={400}>
                    {clock(hour)}
                  </Table.Th>
                  {series.map(({ name, value }) => (
                    <Table.Td key={name} ta="right">
                      {format.number(value(hour))}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ) : (
        <div role="img" aria-label={t('chartLabel', { title })}>
          <BarChart
            h={210}
            data={hours.map((hour) => ({ hour: clock(hour), ...Object.fromEntries(series.map(({ name, value }) => [name, value(hour)])) }))}
            dataKey="hour"
            type="stacked"
            series={series.map(({ name, color }) => ({ name, color }))}
            tickLine="none"
            gridAxis="x"
            yAxisProps={{ allowDecimals: false, width: 36 }}
            xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 28 }}
            barProps={{ isAnimationActive: false, maxBarSize: 18 }}
          />
        </div>
      )}
      {!asTable && (
        <ul className={classes.legend} aria-hidden="true">
          {series.map(({ name, color }) => (
            <li key={name} className={classes.legendItem}>
              <span className={classes.swatch} style={{ background: color }} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
