'use client';

import { BarChart, LineChart } from '@mantine/charts';
import { Button, Table } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from './section';
import classes from './time-chart.module.css';

/** A span of time with its figures, one for each of the series; null where there is nothing to measure. */
export interface ChartPoint {
  readonly key: string;
  readonly label: string;
  readonly counts: readonly (number | null)[];
}

interface Props {
  readonly title: string;
  readonly description: ReactNode;
  /** Beside the button that changes to the table. */
  readonly actions?: ReactNode;
  /** Heading of the column of times: "Hour". */
  readonly unit: string;
  /** `counts`: numbers as stacked bars; `shares`: parts from 0 to 1 as lines. */
  readonly kind?: 'counts' | 'shares';
  /** Oldest first. */
  readonly points: readonly ChartPoint[];
  /** `classes`: the points are few and no times; each has its label under it, and the table lists them in their order. */
  readonly axis?: 'times' | 'classes';
  readonly series: readonly { readonly name: string; readonly color: string }[];
}

/** Figures over time as stacked bars or lines; as a table for whoever reads figures better than plots. */
export function TimeChart({ title, description, actions, unit, kind = 'counts', axis = 'times', points, series }: Props) {
  const t = useTranslations('ui.chart');
  const format = useFormatter();
  const [asTable, setAsTable] = useState(false);
  const inWords = (value: number): string =>
    kind === 'counts' ? format.number(value) : format.number(value, { style: 'percent', maximumFractionDigits: value === 1 ? 0 : 1 });
  const common = {
    h: 210,
    data: points.map(({ label, counts }) => ({ label, ...Object.fromEntries(series.map(({ name }, i) => [name, counts[i] ?? null])) })),
    dataKey: 'label',
    tickLine: 'none',
    gridAxis: 'x',
    valueFormatter: inWords,
    xAxisProps: { interval: axis === 'classes' ? 0 : 'preserveStartEnd', minTickGap: 28 },
  } as const;
  const drawn = [...series];
  return (
    <Section
      title={title}
      description={description}
      actions={
        <div className={classes.actions}>
          {actions}
          <Button variant="subtle" size="compact-xs" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('asChart') : t('asTable')}
          </Button>
        </div>
      }
    >
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.table} tabIndex={0} aria-label={title}>
          <Table stickyHeader fz="xs" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{unit}</Table.Th>
                {series.map(({ name }) => (
                  <Table.Th key={name} ta="right">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(axis === 'classes' ? points : points.toReversed()).map(({ key, label, counts }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" fw={400}>
                    {label}
                  </Table.Th>
                  {series.map(({ name }, i) => (
                    <Table.Td key={name} ta="right">
                      {figure(counts[i], inWords)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ) : (
        <>
          <div role="img" aria-label={t(kind === 'counts' ? 'bars' : 'lines', { title })}>
            {kind === 'counts' ? (
              <BarChart
                {...common}
                series={drawn}
                type="stacked"
                yAxisProps={{ allowDecimals: false, width: 44 }}
                barProps={{ isAnimationActive: false, maxBarSize: 18 }}
              />
            ) : (
              <LineChart
                {...common}
                series={drawn}
                curveType="linear"
                yAxisProps={{ domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], width: 44 }}
                lineProps={{ isAnimationActive: false }}
                dotProps={{ r: 2.5 }}
                connectNulls={false}
              />
            )}
          </div>
          <ul className={classes.legend} aria-hidden="true">
            {series.map(({ name, color }) => (
              <li key={name} className={classes.legendItem}>
                <span className={classes.swatch} style={{ background: color }} />
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function figure(value: number | null | undefined, inWords: (value: number) => string): string {
  return value === null || value === undefined ? '–' : inWords(value);
}
