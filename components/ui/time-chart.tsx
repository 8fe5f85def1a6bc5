'use client';

import { BarChart } from '@mantine/charts';
import { Button, Table } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Section } from './section';
import classes from './time-chart.module.css';

/** A span of time with its counts, one for each of the series. */
export interface ChartPoint {
  readonly key: string;
  readonly label: string;
  readonly counts: readonly number[];
}

interface Props {
  readonly title: string;
  readonly description: ReactNode;
  /** Beside the button that changes to the table. */
  readonly actions?: ReactNode;
  /** Heading of the column of times: "Hour". */
  readonly unit: string;
  /** Oldest first. */
  readonly points: readonly ChartPoint[];
  readonly series: readonly { readonly name: string; readonly color: string }[];
}

/** Counts over time as stacked bars; as a table, newest first, for whoever reads figures better than bars. */
export function TimeChart({ title, description, actions, unit, points, series }: Props) {
  const t = useTranslations('ui.chart');
  const format = useFormatter();
  const [asTable, setAsTable] = useState(false);
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
              {points.toReversed().map(({ key, label, counts }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" fw={400}>
                    {label}
                  </Table.Th>
                  {series.map(({ name }, i) => (
                    <Table.Td key={name} ta="right">
                      {format.number(counts[i] ?? 0)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ) : (
        <>
          <div role="img" aria-label={t('label', { title })}>
            <BarChart
              h={210}
              data={points.map(({ label, counts }) => ({
                label,
                ...Object.fromEntries(series.map(({ name }, i) => [name, counts[i] ?? 0])),
              }))}
              dataKey="label"
              type="stacked"
              series={[...series]}
              tickLine="none"
              gridAxis="x"
              yAxisProps={{ allowDecimals: false, width: 36 }}
              xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 28 }}
              barProps={{ isAnimationActive: false, maxBarSize: 18 }}
            />
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
